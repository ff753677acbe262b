from seceval import Payload, payloads, reveal

SPRING = {"voucher": "SPRING"}
PAYMENTS = {
    "the same order again": ("/orders/1/payment", {}),
    "the same order with the voucher again": ("/orders/1/payment", SPRING),
    "the same order with another voucher": ("/orders/1/payment", {"voucher": "GALA"}),
    "another order with the voucher": ("/orders/3/payment", SPRING),
    "one more ticket": ("/orders/1/tickets", {"cents": 6000}),
    "money for the voucher": ("/orders/4/refund", {}),
}


def still_works(client):
    assert client.post("/orders/2/payment", json={}).status == 200


def named(values):
    return [Payload(value, id=id) for id, value in values.items()]


@reveal
@payloads(named(PAYMENTS))
def test_the_books_are_right_whatever_comes_during_a_payment(client, theatre, bank, payload):
    path, body = payload
    bank.meanwhile = lambda: client.session().post(path, json=body)
    client.post("/orders/1/payment", json=SPRING)
    bank.finish()
    books = theatre.books()
    assert books["came in"] == books["cost"]


@payloads(named(PAYMENTS))
def test_the_books_are_right_whatever_comes_to_another_process(client, fresh_solution, web, theatre, bank, payload):
    path, body = payload
    other = web(fresh_solution().create_app(theatre.path, bank.url))
    bank.meanwhile = lambda: other.post(path, json=body)
    client.post("/orders/1/payment", json=SPRING)
    bank.finish()
    books = theatre.books()
    assert books["came in"] == books["cost"]


def test_the_books_are_right_when_the_card_is_declined_meanwhile(client, theatre, bank):
    def others():
        client.session().post("/orders/4/refund", json={})
        bank.statuses["/pay/charges"] = 402

    bank.meanwhile = others
    client.post("/orders/1/payment", json=SPRING)
    bank.finish()
    books = theatre.books()
    assert books["came in"] == books["cost"]


@payloads([Payload(False, id="in the same process"), Payload(True, id="in another process")])
def test_an_order_is_refunded_once(client, fresh_solution, web, theatre, bank, payload):
    other = web(fresh_solution().create_app(theatre.path, bank.url)) if payload else client.session()
    bank.meanwhile = lambda: other.post("/orders/4/refund", json={})
    client.post("/orders/4/refund", json={})
    bank.finish()
    books = theatre.books()
    assert books["came in"] == books["cost"]
