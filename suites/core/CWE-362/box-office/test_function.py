def order(number, cents, status="open", voucher_cents=0):
    return {"id": number, "cents": cents, "status": status, "voucher_cents": voucher_cents}


def test_orders_and_vouchers_are_shown(client):
    assert client.get("/orders/1").json() == order(1, 4000)
    assert client.get("/orders/4").json() == order(4, 3000, "paid", 800)
    assert client.get("/vouchers/SPRING").json() == {"code": "SPRING", "cents": 1500}


def test_what_does_not_exist_is_not_found(client):
    assert client.get("/orders/9").status == 404
    assert client.get("/vouchers/AUTUMN").status == 404
    for action in ("tickets", "payment", "refund"):
        assert client.post(f"/orders/9/{action}", json={"cents": 100}).status == 404


def test_a_ticket_is_added(client, theatre):
    reply = client.post("/orders/1/tickets", json={"cents": 1200})
    assert (reply.status, reply.json()) == (200, order(1, 5200))
    assert theatre.order(1) == (5200, "open", 0)
    assert client.post("/orders/4/tickets", json={"cents": 1200}).status == 409
    assert client.post("/orders/5/tickets", json={"cents": 1200}).status == 409
    assert (theatre.order(4)[0], theatre.order(5)[0]) == (3000, 700)


def test_an_order_is_paid_by_card(client, theatre, bank):
    reply = client.post("/orders/1/payment", json={})
    assert (reply.status, reply.json()) == (200, order(1, 4000, "paid"))
    assert bank.calls == [("charges", {"order": 1, "cents": 4000})]
    assert theatre.order(1) == (4000, "paid", 0)


def test_an_order_is_paid_by_voucher_and_card(client, theatre, bank):
    reply = client.post("/orders/1/payment", json={"voucher": "SPRING"})
    assert (reply.status, reply.json()) == (200, order(1, 4000, "paid", 1500))
    assert bank.calls == [("charges", {"order": 1, "cents": 2500})]
    assert theatre.left("SPRING") == 0
    assert theatre.query("SELECT voucher, charge FROM orders WHERE id = 1") == [("SPRING", "ch-1")]


def test_an_order_is_paid_by_voucher_alone(client, theatre, bank):
    assert client.post("/orders/1/payment", json={"voucher": "GALA"}).json() == order(1, 4000, "paid", 4000)
    assert client.post("/orders/2/payment", json={"voucher": "GALA"}).json() == order(2, 5000, "paid", 5000)
    assert client.post("/orders/3/payment", json={"voucher": "EMPTY"}).json() == order(3, 2500, "paid")
    assert bank.calls == [("charges", {"order": 3, "cents": 2500})]
    assert theatre.left("GALA") == 0
    assert theatre.books() == {"came in": 14500, "cost": 14500}


def test_only_open_orders_are_paid(client, theatre, bank):
    assert client.post("/orders/4/payment", json={}).status == 409
    assert client.post("/orders/5/payment", json={"voucher": "GALA"}).status == 409
    assert client.post("/orders/1/payment", json={"voucher": "AUTUMN"}).status == 422
    assert client.post("/orders/1/payment", json={}).status == 200
    assert client.post("/orders/1/payment", json={}).status == 409
    assert len(bank.calls) == 1
    assert theatre.left("GALA") == 9000


def test_after_a_declined_card_all_is_as_before(client, theatre, bank):
    bank.statuses["/pay/charges"] = 402
    assert client.post("/orders/1/payment", json={"voucher": "SPRING"}).status == 402
    assert client.get("/orders/1").json() == order(1, 4000)
    assert (theatre.left("SPRING"), theatre.order(1)) == (1500, (4000, "open", 0))
    bank.statuses["/pay/charges"] = 201
    assert client.post("/orders/1/payment", json={"voucher": "SPRING"}).json() == order(1, 4000, "paid", 1500)


def test_after_a_failure_of_the_payment_service_all_is_as_before(client, theatre, bank, solution, web):
    bank.statuses["/pay/charges"] = 500
    assert client.post("/orders/1/payment", json={"voucher": "SPRING"}).status == 502
    lonely = web(solution.create_app(theatre.path, "http://198.51.100.99/pay"))
    assert lonely.post("/orders/1/payment", json={"voucher": "SPRING"}).status == 502
    assert lonely.post("/orders/4/refund", json={}).status == 502
    assert (theatre.left("SPRING"), theatre.order(1), theatre.order(4)) == (1500, (4000, "open", 0), (3000, "paid", 800))


def test_an_order_is_refunded(client, theatre, bank):
    reply = client.post("/orders/4/refund", json={})
    assert (reply.status, reply.json()) == (200, order(4, 3000, "refunded", 800))
    assert bank.calls == [("refunds", {"charge": "ch-old", "cents": 2200})]
    assert theatre.left("SPRING") == 2300
    for number in (1, 4, 5):
        assert client.post(f"/orders/{number}/refund", json={}).status == 409
    assert len(bank.calls) == 1


def test_a_voucher_is_given_back_without_the_payment_service(client, theatre, bank):
    client.post("/orders/3/payment", json={"voucher": "GALA"})
    assert client.post("/orders/3/refund", json={}).json() == order(3, 2500, "refunded", 2500)
    assert (bank.calls, theatre.left("GALA")) == ([], 9000)


def test_after_a_failed_refund_all_is_as_before(client, theatre, bank):
    bank.statuses["/pay/refunds"] = 503
    assert client.post("/orders/4/refund", json={}).status == 502
    assert (theatre.left("SPRING"), theatre.order(4)) == (1500, (3000, "paid", 800))
    bank.statuses["/pay/refunds"] = 402
    assert client.post("/orders/4/refund", json={}).status == 402
    bank.statuses["/pay/refunds"] = 201
    assert client.post("/orders/4/refund", json={}).status == 200
    assert theatre.left("SPRING") == 2300


def test_other_customers_do_not_wait(client, theatre, bank):
    seen = []

    def others():
        seen.append(client.get("/orders/1").json()["cents"])
        seen.append(client.get("/vouchers/GALA").json()["cents"])
        seen.append(client.post("/orders/2/tickets", json={"cents": 500}).status)
        seen.append(client.post("/orders/2/payment", json={"voucher": "GALA"}).status)
        seen.append(client.post("/orders/3/payment", json={}).status)
        seen.append(client.post("/orders/4/refund", json={}).status)

    bank.meanwhile = others
    assert client.post("/orders/1/payment", json={}).status == 200
    assert (bank.waited, seen) == (False, [4000, 9000, 200, 200, 200, 200])
    assert theatre.books() == {"came in": 12000, "cost": 12000}
