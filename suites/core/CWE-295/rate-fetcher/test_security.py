from decimal import Decimal

from seceval import Payload, payloads, refusal_allowed, reveal

FORGED = "9.9999"


def still_works(fetch, network):
    network.https("10.20.0.77", PORT, names=[HOST], handler=rates(USD="1.1"))
    assert fetch("10.20.0.77") == {"USD": Decimal("1.1")}


IMPOSTORS = [
    Payload({"names": [HOST], "trusted": False}, id="by nobody we know"),
    Payload({"names": [HOST], "expired": True}, id="expired"),
    Payload({"names": ["wiki.treasury.example"]}, id="another service of ours"),
    Payload({"names": ["rates.treasury.example.lab.example"]}, id="begins like the name"),
    Payload({"names": ["myrates.treasury.example"]}, id="ends like the name"),
    Payload({"names": ["treasury.example"]}, id="the domain above"),
    Payload({"names": ["*.rates.treasury.example"]}, id="the names below"),
    Payload({"names": ["*.example"]}, id="a wide pattern"),
    Payload({"names": ["wiki.treasury.example"], "trusted": False, "expired": True}, id="nothing is right"),
]


@reveal
@payloads(IMPOSTORS)
def test_no_impostor_gets_the_key_or_sets_the_rates(fetch, network, payload):
    impostor = network.https(FIRST, PORT, handler=rates(USD=FORGED), **payload)
    result = None
    with refusal_allowed():
        result = fetch(FIRST)
    assert impostor.requests == []
    assert FORGED not in str(result)


@payloads(IMPOSTORS)
def test_no_impostor_gets_a_turn_when_other_machines_are_down(fetch, network, payload):
    network.https(FIRST, PORT, names=[HOST], handler=lambda request: Reply(status=503))
    impostor = network.https(SECOND, PORT, handler=rates(USD=FORGED), **payload)
    result = None
    with refusal_allowed():
        result = fetch(ELSEWHERE, FIRST, SECOND)
    assert impostor.requests == []
    assert FORGED not in str(result)


def test_a_machine_without_tls_gets_nothing(fetch, network):
    impostor = network.http(FIRST, PORT, rates(USD=FORGED))
    usual = network.http(FIRST, 80, rates(USD=FORGED))
    result = None
    with refusal_allowed():
        result = fetch(FIRST)
    assert [request for request in impostor.requests + usual.requests if KEY in str(request.headers)] == []
    assert FORGED not in str(result)


def test_an_impostor_that_lets_the_first_connection_pass_gets_nothing(fetch, network):
    network.https("10.20.0.50", PORT, names=[HOST], handler=rates(USD="1.1"))
    impostor = network.https("10.20.0.66", PORT, names=[HOST], trusted=False, handler=rates(USD=FORGED))
    passed = []

    def intercept(connection):
        passed.append(connection)
        relay(connection, "10.20.0.50" if len(passed) == 1 else "10.20.0.66", PORT)

    network.tcp(FIRST, PORT, intercept)
    result = None
    with refusal_allowed():
        result = fetch(FIRST)
    assert impostor.requests == []
    assert FORGED not in str(result)
