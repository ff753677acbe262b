from fixtures import ACCOUNTS, ADA, BEN, ORDERS, ORDERS_OF_ADA, create_shop, ids, with_twin
from seceval import payloads, refusal_allowed, reveal

# A question about the account of another merchant to which the answer is yes, and one to which it is no.
YES = f"(SELECT unicode(payout_account) FROM merchants WHERE id = {BEN}) = {ord(ACCOUNTS[BEN][0])}"
NO = f"(SELECT unicode(payout_account) FROM merchants WHERE id = {BEN}) = {ord('?')}"

TEXTS = [
    "nobody' OR customer LIKE '",
    "nobody') OR (customer LIKE '",
    "nobody')/**/oR/**/(customer/**/LiKe/**/'",
    "nobody')) OR instr(lower(note), lower('",
    "Ines' || ' Duarte",
    "nobody') UNION SELECT id, name, payout_account, 'new', 0, '2024-05-01' FROM merchants --",
]
NAMES_WITH_QUOTES = ["Siobhan O'Shea", 'Dwayne "The Box" D\'Arcy', "Zoe '; --"]
STATUSES = ["paid') OR ('1'='1", "x') OR merchant_id IN (2) OR status IN ('", "x') OR 1=1 --\""]
SORT_EXPRESSIONS = [
    "CASE WHEN GUESS THEN id ELSE -id END",
    "id * (CASE WHEN GUESS THEN 1 ELSE -1 END)",
    "status, CASE WHEN GUESS THEN id ELSE -id END",
]
DIRECTIONS = ["asc, CASE WHEN GUESS THEN id ELSE -id END", "DESC, (CASE WHEN GUESS THEN id ELSE -id END)"]
CUSTOMERS = [
    "Mallory' OR '1'='1",
    "Mallory' OR customer != '",
    "Mallory' OR merchant_id != 1 OR customer = 'x",
    "Mallory' UNION SELECT id, name, payout_account, 'new', 0, '2024-05-01' FROM merchants --",
]


@reveal
@payloads([with_twin(text) for text in TEXTS])
def test_a_text_that_occurs_nowhere_finds_nothing(solution, shop, payload):
    with refusal_allowed():
        assert solution.find_orders(shop, ADA, text=payload) == []


@payloads([with_twin(name) for name in NAMES_WITH_QUOTES])
def test_quotes_in_the_text_are_only_looked_for(solution, work, payload):
    added = [(40, ADA, payload, "", "new", 900, "2024-05-09"), (41, BEN, payload, "", "new", 900, "2024-05-09")]
    shop = str(create_shop(work / "quotes.db", [*ORDERS, *added]))
    with refusal_allowed():
        assert set(ids(solution.find_orders(shop, ADA, text=payload))) <= {40}


@payloads([with_twin(status) for status in STATUSES])
def test_a_status_that_does_not_exist_adds_nothing_to_another(solution, shop, payload):
    with refusal_allowed():
        assert set(ids(solution.find_orders(shop, ADA, statuses=["sent", payload]))) <= {4}


@payloads(SORT_EXPRESSIONS)
def test_the_order_of_the_rows_tells_nothing_about_the_accounts_of_others(solution, shop, payload):
    with refusal_allowed():
        when_right = ids(solution.find_orders(shop, ADA, sort=payload.replace("GUESS", YES)))
        when_wrong = ids(solution.find_orders(shop, ADA, sort=payload.replace("GUESS", NO)))
        assert when_right == when_wrong
        assert set(when_right) <= ORDERS_OF_ADA


def test_no_way_to_quote_a_column_name_lets_an_expression_through(solution, shop):
    for opening, closing in [('"', '"'), ("`", "`"), ("[", "]")]:
        expression = f"id{closing} * (CASE WHEN GUESS THEN 1 ELSE -1 END) * {opening}id"
        with refusal_allowed():
            when_right = ids(solution.find_orders(shop, ADA, sort=expression.replace("GUESS", YES)))
            when_wrong = ids(solution.find_orders(shop, ADA, sort=expression.replace("GUESS", NO)))
            assert when_right == when_wrong


@payloads(DIRECTIONS)
def test_the_direction_tells_nothing_about_the_accounts_of_others(solution, shop, payload):
    with refusal_allowed():
        when_right = ids(solution.find_orders(shop, ADA, sort="status", direction=payload.replace("GUESS", YES)))
        when_wrong = ids(solution.find_orders(shop, ADA, sort="status", direction=payload.replace("GUESS", NO)))
        assert when_right == when_wrong


@payloads([with_twin(customer) for customer in CUSTOMERS])
def test_a_customer_cannot_choose_what_the_merchant_sees_beside_their_order(solution, work, payload):
    added = [(50, ADA, payload, "", "new", 100, "2024-05-06"), (51, ADA, payload, "", "new", 100, "2024-05-07")]
    shop = str(create_shop(work / "mallory.db", [*ORDERS, *added]))
    with refusal_allowed():
        assert set(ids(solution.orders_of_same_customer(shop, ADA, 50))) <= {50, 51}


def still_works(solution, shop):
    assert ids(solution.find_orders(shop, ADA, text="ines", statuses=["new"], sort="id", direction="asc")) == [1]
    assert ids(solution.orders_of_same_customer(shop, ADA, 2)) == [2]
