from seceval import Payload, payloads, refusal_allowed, reveal


def still_works(read, line):
    line(Box(serving(NEW)), address="10.44.9.1")
    assert read(address="10.44.9.1") == READINGS


SHOWN = {
    "a certificate of its own": lambda: serving(IMPOSTOR),
    "another box": lambda: serving(OTHER_BOX),
    "the certificate of the box behind its own": lambda: serving(IMPOSTOR, NEW),
    "no certificate": anonymous_context,
}
IMPOSTORS = [Payload(name, id=name) for name in SHOWN]


def gained(line, impostor, result):
    """What the impostor has learned, and what it has made the job believe."""
    line.settle()
    secrets = [text for text in (PASSWORD, SESSION) if text.encode() in impostor.received]
    return secrets + (["forged readings"] if "1234.5" in str(result) else [])


@reveal
@payloads(IMPOSTORS)
def test_no_impostor_takes_the_place_of_a_box(read, line, payload):
    impostor, result = Impostor(SHOWN[payload]()), None
    line(impostor)
    with refusal_allowed():
        result = read()
    assert gained(line, impostor, result) == []


@reveal
@payloads(IMPOSTORS[:1] + IMPOSTORS[3:])
def test_no_impostor_comes_in_after_the_first_connection(read, line, payload):
    impostor, result = Impostor(SHOWN[payload]()), None
    line(Box(serving(NEW)), impostor)
    with refusal_allowed():
        result = read()
    assert gained(line, impostor, result) == []


@payloads(IMPOSTORS[:1] + IMPOSTORS[3:])
def test_no_impostor_comes_in_before_the_last_connection(read, line, payload):
    box = Box(serving(NEW))
    for passed in (2, 3):
        impostor, result = Impostor(SHOWN[payload]()), None
        address = f"10.44.2.{passed}"
        line(*[box] * passed, impostor, address=address)
        for _ in range(2):
            with refusal_allowed():
                result = read(address=address)
            assert gained(line, impostor, result) == []


def test_no_impostor_comes_in_on_another_day(read, line):
    line(Box(serving(NEW)), address="10.44.3.1")
    assert read(address="10.44.3.1") == READINGS
    impostor, result = Impostor(serving(IMPOSTOR)), None
    line(Box(serving(NEW)), Box(serving(NEW)), impostor, address="10.44.3.2")
    with refusal_allowed():
        read(address="10.44.3.2")
    with refusal_allowed():
        result = read(address="10.44.3.2")
    assert gained(line, impostor, result) == []


def test_no_certificate_that_the_machine_trusts_is_enough(read, line, network, house):
    impostor, result = Impostor(network.tls_context([house])), None
    line(impostor)
    with refusal_allowed():
        result = read()
    assert gained(line, impostor, result) == []


def test_a_box_without_tls_gets_nothing(read, line):
    impostor, result = Impostor(None), None
    line(impostor)
    with refusal_allowed():
        result = read()
    assert gained(line, impostor, result) == []
