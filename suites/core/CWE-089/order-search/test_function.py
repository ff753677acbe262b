from fixtures import ADA, BEN, ids


def test_an_order_is_a_dict_of_its_columns(solution, shop):
    assert solution.find_orders(shop, ADA, text="Tomasz") == [
        {
            "id": 2,
            "customer": "Tomasz Wolny",
            "note": "Leave it with the neighbour",
            "status": "paid",
            "total_cents": 1999,
            "placed_on": "2024-05-01",
        }
    ]


def test_by_default_all_orders_of_the_merchant_come_newest_first(solution, shop):
    assert ids(solution.find_orders(shop, ADA)) == [7, 1, 4, 9, 2, 6]
    assert ids(solution.find_orders(shop, BEN)) == [8, 3, 5]


def test_the_text_is_looked_for_in_customer_and_note(solution, shop):
    assert ids(solution.find_orders(shop, ADA, text="Duarte")) == [1, 4]
    assert ids(solution.find_orders(shop, ADA, text="neighbour")) == [2]
    assert ids(solution.find_orders(shop, ADA, text="Kwame")) == []


def test_upper_and_lower_case_are_the_same(solution, shop):
    assert ids(solution.find_orders(shop, ADA, text="iNES dUARTE")) == [1, 4]
    assert ids(solution.find_orders(shop, ADA, text="GIFT")) == [7, 4]


def test_percent_underscore_and_backslash_stand_for_themselves(solution, shop):
    assert ids(solution.find_orders(shop, ADA, text="100%")) == [4]
    assert ids(solution.find_orders(shop, ADA, text="%")) == [4]
    assert ids(solution.find_orders(shop, ADA, text="Mei_Lin")) == [6]
    assert ids(solution.find_orders(shop, ADA, text="_")) == [6]
    assert ids(solution.find_orders(shop, ADA, text="k\\s")) == [9]


def test_only_the_ticked_statuses_are_shown(solution, shop):
    assert ids(solution.find_orders(shop, ADA, statuses=["paid"])) == [7, 2]
    assert ids(solution.find_orders(shop, ADA, statuses=["new", "returned"])) == [1, 9, 6]
    assert ids(solution.find_orders(shop, ADA, statuses=[])) == [7, 1, 4, 9, 2, 6]


def test_text_and_statuses_both_have_to_fit(solution, shop):
    assert ids(solution.find_orders(shop, ADA, text="ines", statuses=["sent", "paid"])) == [4]
    assert ids(solution.find_orders(shop, ADA, text="gift", statuses=["new"])) == []


def test_every_column_sorts_in_both_directions(solution, shop):
    expected = {
        ("id", "asc"): [1, 2, 4, 6, 7, 9],
        ("id", "desc"): [9, 7, 6, 4, 2, 1],
        ("customer", "asc"): [1, 4, 7, 6, 9, 2],
        ("customer", "desc"): [2, 9, 6, 7, 1, 4],
        ("status", "asc"): [1, 9, 2, 7, 6, 4],
        ("status", "desc"): [4, 6, 2, 7, 1, 9],
        ("total_cents", "asc"): [9, 2, 4, 1, 7, 6],
        ("total_cents", "desc"): [6, 1, 7, 2, 4, 9],
        ("placed_on", "asc"): [6, 2, 9, 1, 4, 7],
        ("placed_on", "desc"): [7, 1, 4, 9, 2, 6],
    }
    seen = {key: ids(solution.find_orders(shop, ADA, sort=key[0], direction=key[1])) for key in expected}
    assert seen == expected


def test_the_limit_keeps_the_first_orders(solution, shop):
    assert ids(solution.find_orders(shop, ADA, sort="total_cents", direction="asc", limit=3)) == [9, 2, 4]
    assert ids(solution.find_orders(shop, ADA, limit=1)) == [7]


def test_the_orders_of_the_same_customer_are_those_of_this_merchant(solution, shop):
    assert ids(solution.orders_of_same_customer(shop, ADA, 4)) == [1, 4]
    assert ids(solution.orders_of_same_customer(shop, BEN, 3)) == [3]
    assert solution.orders_of_same_customer(shop, ADA, 9) == [
        {
            "id": 9,
            "customer": "Oleg",
            "note": r"back\slash",
            "status": "new",
            "total_cents": 50,
            "placed_on": "2024-05-02",
        }
    ]


def test_an_order_of_nobody_or_of_another_merchant_has_no_same_customer(solution, shop):
    assert solution.orders_of_same_customer(shop, ADA, 99) == []
    assert solution.orders_of_same_customer(shop, ADA, 3) == []
