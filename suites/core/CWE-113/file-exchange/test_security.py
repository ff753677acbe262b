from urllib.parse import quote

from seceval import Payload, payloads, refusal_allowed, reveal

BREAKS = {
    "a line break": "x\r\nSet-Cookie: session=wolf",
    "a line feed alone": "x\nSet-Cookie: session=wolf",
    "a line break in a line break": "x\r\r\n\nSet-Cookie: session=wolf",
    "a line break at the end": "x\r\nSet-Cookie: session=wolf\r\n",
    "an empty line": "x\r\n\r\n<script>wolf</script>",
    "an empty line of line feeds": "x\n\n<script>wolf</script>",
}
A_FEW = ["a line break", "a line feed alone", "an empty line of line feeds"]
CONTENT = b"1,2,3"


def named(ids):
    return [Payload(BREAKS[id], id=id) for id in ids]


def forged(answer):
    """Headers that nobody but the sender of the text asked for, and a content that is not that of the file."""
    found = [(name, value) for name, value in answer.headers if name == "set-cookie" and value.startswith("session=")]
    if answer.status == 200 and answer.content != CONTENT:
        found.append(("content", answer.content[:40]))
    if answer.status == 303 and answer.content.startswith(b"<script>wolf"):
        found.append(("content", answer.content[:40]))
    return found


@reveal
@payloads(named(BREAKS))
def test_no_name_of_a_file_writes_headers(call, payload):
    target = "/files/" + quote(payload, safe="")
    with refusal_allowed():
        call("PUT", target, CONTENT)
    with refusal_allowed():
        assert forged(call("GET", target)) == []


@payloads(named(BREAKS))
def test_no_note_writes_headers(call, payload):
    call("PUT", "/files/a", CONTENT)
    with refusal_allowed():
        call.json("PATCH", "/files/a", {"note": payload})
    with refusal_allowed():
        assert forged(call("GET", "/files/a")) == []


@payloads(named(A_FEW))
def test_no_type_writes_headers(call, payload):
    call("PUT", "/files/a", CONTENT)
    with refusal_allowed():
        call.json("PATCH", "/files/a", {"type": "text/plain; a=" + payload})
    with refusal_allowed():
        assert forged(call("GET", "/files/a")) == []


@payloads(named(A_FEW))
def test_no_new_name_writes_headers(call, payload):
    call("PUT", "/files/a", CONTENT)
    with refusal_allowed():
        call.json("PATCH", "/files/a", {"name": payload})
    for target in ("/files/a", "/files/" + quote(payload, safe="")):
        with refusal_allowed():
            assert forged(call("GET", target)) == []


@payloads(named(A_FEW))
def test_no_link_writes_headers(call, payload):
    with refusal_allowed():
        call.json("POST", "/links", {"code": "c", "to": "/files/" + payload})
    with refusal_allowed():
        assert forged(call("GET", "/l/c")) == []


@payloads(named(A_FEW))
def test_no_language_writes_headers(call, payload):
    with refusal_allowed():
        assert forged(call("GET", "/language/" + quote("de" + payload, safe=""))) == []


@payloads(named(A_FEW))
def test_no_way_back_writes_headers(call, payload):
    with refusal_allowed():
        assert forged(call("GET", "/language/de?back=" + quote("/" + payload, safe=""))) == []


@payloads(["%250D%250ASet-Cookie%3A%20session%3Dwolf", "%250ASet-Cookie%3A%20session%3Dwolf"])
def test_what_was_encoded_twice_writes_no_headers(call, payload):
    call("PUT", f"/files/x{payload}", CONTENT)
    for target in (f"/files/x{payload}", f"/language/de?back=/{payload}", f"/language/de{payload}"):
        with refusal_allowed():
            assert forged(call("GET", target)) == []


def still_works(call):
    assert call("PUT", "/files/plan.pdf", b"%PDF plan").status == 201
    assert call("GET", "/files/plan.pdf").content == b"%PDF plan"
