import json

from seceval import Payload, payloads, refusal_allowed, reveal

LISTS = {
    "lower case": "score.pdf.acl",
    "upper case": "score.pdf.ACL",
    "wide letters": "score.pdf.\uff41\uff43\uff4c",
    "a leader for the dot": "score.pdf\u2024acl",
    "a list in a list": "score.pdf.ac.acll",
}
OUTSIDE = {
    "wide slash": "..\uff0faccounts.txt",
    "two leaders and a wide slash": "\u2025\uff0faccounts.txt",
}


def still_works(cabinet):
    cabinet.store("zoe", "still works.txt", b"yes")
    assert cabinet.read("zoe", "still works.txt") == b"yes"


def named(values):
    return [Payload(value, id=id) for id, value in values.items()]


def forged(owner, *readers):
    return json.dumps(access("score.pdf", owner, *readers)).encode()


def seen_by_eve(cabinet):
    found = b""
    with refusal_allowed():
        found = cabinet.read("eve", "score.pdf")
    return found


@reveal
@payloads(named(LISTS))
def test_nobody_else_writes_the_list_of_a_file(cabinet, payload):
    cabinet.store("ada", "score.pdf", SCORE)
    with refusal_allowed():
        cabinet.store("eve", payload, forged("eve"))
    assert seen_by_eve(cabinet) != SCORE
    assert cabinet.read("ada", "score.pdf") == SCORE


@payloads(named(LISTS))
def test_no_file_becomes_the_list_of_another_by_its_new_name(cabinet, payload):
    cabinet.store("ada", "score.pdf", SCORE)
    cabinet.store("eve", "mine", forged("eve"))
    with refusal_allowed():
        cabinet.rename("eve", "mine", payload)
    assert seen_by_eve(cabinet) != SCORE
    assert cabinet.read("ada", "score.pdf") == SCORE


@payloads(named(LISTS))
def test_no_list_waits_for_a_file(cabinet, payload):
    with refusal_allowed():
        cabinet.store("eve", payload, forged("ada", "eve"))
    with refusal_allowed():
        cabinet.store("ada", "score.pdf", SCORE)
    assert seen_by_eve(cabinet) != SCORE


@payloads(named(OUTSIDE))
def test_nothing_is_written_beside_the_folder(cabinet, work, payload):
    (work / "accounts.txt").write_bytes(b"Ada 120")
    cabinet.store("eve", "mine", b"Eve 900")
    with refusal_allowed():
        cabinet.store("eve", payload, b"Eve 900")
    with refusal_allowed():
        cabinet.rename("eve", "mine", payload)
    assert (work / "accounts.txt").read_bytes() == b"Ada 120"


def test_no_file_is_lost_while_another_is_stored(cabinet):
    name, content = "score.pdf.tmp", b""
    with refusal_allowed():
        cabinet.store("eve", name, b"Eve's own")
    stored = name in cabinet.names("eve")
    cabinet.store("ada", "score.pdf", SCORE)
    with refusal_allowed():
        content = cabinet.read("eve", name)
    assert content == (b"Eve's own" if stored else b"")
