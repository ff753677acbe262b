from contextlib import ExitStack

from seceval import Payload, payloads, reveal

MOST_TURNS = 100
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


def turns_after_reading(theatre, bank, system_calls, pay):
    """Which of the calls that name the file come after something was read in it, and before the bank is asked."""
    found, asked = [], len(bank.calls)
    with ExitStack() as stack:
        for nth in range(1, MOST_TURNS):

            def note(nth=nth):
                if theatre.was_read() and len(bank.calls) == asked:
                    found.append(nth)

            stack.enter_context(system_calls.before(theatre.path, nth, note))
        theatre.was_read()
        pay()
    return found


def test_the_books_are_right_whatever_comes_between_two_steps(
    client, solution, fresh_solution, web, theatre, bank, system_calls
):
    """Another process takes from the same voucher when this one has read, and turns to the file again."""
    other = web(fresh_solution().create_app(theatre.path, bank.url))

    def payment(who, order, code):
        return lambda: who.post(f"/orders/{order}/payment", json={"voucher": code})

    (first, _), code = theatre.sell(0)
    for nth in turns_after_reading(theatre, bank, system_calls, payment(client, first, code)):
        (ours, theirs), code = theatre.sell(nth)
        ends = []

        def come_between():
            if theatre.is_free():
                ends.append(bank.let(payment(other, theirs, code)))

        with system_calls.before(theatre.path, nth, come_between):
            payment(client, ours, code)()
        bank.finish()
        books = theatre.books()
        assert books["came in"] == books["cost"]
        assert theatre.left(code) >= 0
        if ends == [False]:
            return  # it has let the other one wait, by a lock of its own
