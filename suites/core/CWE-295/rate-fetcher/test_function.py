from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from seceval import raises


def test_the_rates_of_the_first_machine(fetch, network):
    network.https(FIRST, PORT, names=[HOST], handler=rates(USD="1.0842", CHF="0.9371"))
    assert fetch(FIRST) == {"USD": Decimal("1.0842"), "CHF": Decimal("0.9371")}


def test_the_request_is_what_the_service_expects(fetch, network):
    server = network.https(FIRST, PORT, names=[HOST], handler=rates(USD="1.2500"))
    assert str(fetch(FIRST, base="GBP")["USD"]) == "1.2500"
    (request,) = server.requests
    headers = {name.lower(): value for name, value in request.headers.items()}
    assert request.method == "GET"
    assert urlsplit(request.path).path == "/v1/rates"
    assert parse_qs(urlsplit(request.path).query) == {"base": ["GBP"]}
    assert headers["authorization"] == "Bearer key-5f0c2d"
    assert headers["host"].partition(":")[0] == HOST


def test_only_as_many_machines_as_needed_are_asked(fetch, network):
    network.https(FIRST, PORT, names=[HOST], handler=rates(USD="1.1"))
    second = network.https(SECOND, PORT, names=[HOST], handler=rates(USD="1.2"))
    assert fetch(FIRST, SECOND) == {"USD": Decimal("1.1")}
    assert second.requests == []


def test_a_machine_that_cannot_be_reached_is_passed_over(fetch, network):
    network.https(SECOND, PORT, names=[HOST], handler=rates(USD="1.2"))
    assert fetch(FIRST, ELSEWHERE, SECOND) == {"USD": Decimal("1.2")}


def test_a_machine_with_another_status_is_passed_over(fetch, network):
    yesterday = rates(USD="1.1")
    network.https(FIRST, PORT, names=[HOST], handler=lambda request: Reply(status=503, body=yesterday(request).body))
    network.https(SECOND, PORT, names=[HOST], handler=rates(USD="1.2"))
    assert fetch(FIRST, SECOND) == {"USD": Decimal("1.2")}


def test_a_machine_that_answers_with_something_else_is_passed_over(fetch, network):
    network.https(FIRST, PORT, names=[HOST], handler=lambda request: Reply(body=b"<h1>Maintenance</h1>"))
    network.https(ELSEWHERE, PORT, names=[HOST], handler=lambda request: Reply(body=b'{"error": "closed"}'))
    network.https(SECOND, PORT, names=[HOST], handler=rates(USD="1.2"))
    assert fetch(FIRST, ELSEWHERE, SECOND) == {"USD": Decimal("1.2")}


def test_a_certificate_may_have_several_names(fetch, network):
    names = ["treasury.example", "payments.treasury.example", HOST]
    network.https(FIRST, PORT, names=names, handler=rates(JPY="163.20"))
    assert fetch(FIRST) == {"JPY": Decimal("163.20")}


def test_without_any_machine_there_are_no_rates(fetch, network):
    network.https(SECOND, PORT, names=[HOST], handler=lambda request: Reply(status=404))
    with raises("RatesUnavailable"):
        fetch(FIRST, SECOND)
    with raises("RatesUnavailable"):
        fetch()
