from fixtures import BADGES, NOW, blocked
from seceval import Payload, Reply, payloads, policy, refusal_allowed, reveal


def still_works(yard):
    journal = yard.folder / "journal.txt"
    if journal.is_dir():
        journal.rmdir()
    yard.badges(BADGES)
    yard.reply = blocked(1000, "99")
    gate = yard.new_gate()
    assert gate.version() in (None, 12, 1000)
    assert gate.enter("1234", "dock", NOW + 10_000) is False


def passes(yard, badge, now, zone="dock"):
    """Whether the gate opened; a gate that raises stays shut."""
    opened = []
    with refusal_allowed():
        opened.append(yard.gate.enter(badge, zone, now))
    return bool(opened and opened[0])


NO_LISTS = {
    "an error message": (200, '{"error": "busy"}'),
    "a version alone": (200, '{"version": 13}'),
    "null": (200, '{"version": 13, "blocked": null}'),
    "no version": (200, '{"blocked": []}'),
    "version null": (200, '{"version": null, "blocked": []}'),
    "no JSON": (200, "<html>Please log in</html>"),
    "503": (503, '{"version": 13, "blocked": []}'),
}


@reveal
@policy
@payloads([Payload(value, id=name) for name, value in NO_LISTS.items()])
def test_no_answer_makes_the_gate_forget_who_is_blocked(yard, payload):
    assert yard.gate.enter("99", "dock", NOW) is False
    status, body = payload
    yard.reply = Reply(status=status, body=body, headers={"Content-Type": "application/json"})
    assert not passes(yard, "99", NOW + 100)
    yard.new_gate()
    assert not passes(yard, "99", NOW + 200)
    yard.no_network()
    yard.new_gate()
    assert not passes(yard, "99", NOW + 300)


@policy
@payloads([Payload(NO_LISTS[name], id=name) for name in ("an error message", "null", "503", "version null")])
def test_nobody_passes_before_there_was_a_list(yard, payload):
    status, body = payload
    yard.reply = Reply(status=status, body=body, headers={"Content-Type": "application/json"})
    assert not passes(yard, "4711", NOW)
    assert not passes(yard, "4711", NOW + 30)
    assert not passes(yard, "4711", NOW + 100)


@policy
def test_nobody_passes_without_a_network_and_without_a_list(yard):
    yard.no_network()
    assert not passes(yard, "4711", NOW)
    assert not passes(yard, "4711", NOW + 30)


@policy
@payloads([
    Payload("", id="empty"),
    Payload('{"version": 12, "blocked": ["4711", "9', id="cut off"),
    Payload('{"version": 12}', id="a version alone"),
    Payload('{"version": 12, "blocked": null}', id="null"),
])  # fmt: skip
def test_a_damaged_list_is_no_list(yard, payload):
    (yard.folder / "blocked.json").write_text(payload)
    yard.no_network()
    yard.new_gate()
    assert not passes(yard, "99", NOW)
    assert not passes(yard, "4711", NOW + 100)


ODD_BADGES = {
    "no last day": {"name": "Fay", "zones": ["dock"]},
    "last day null": {"name": "Fay", "zones": ["dock"], "until": None},
    "another form of date": {"name": "Fay", "zones": ["dock"], "until": "31.12.2020"},
    "no such day": {"name": "Fay", "zones": ["dock"], "until": "2026-13-45"},
    "zones as a text": {"name": "Fay", "zones": "drydocks", "until": "2027-01-01"},
    "no zones": {"name": "Fay", "until": "2027-01-01"},
}


@policy
@payloads([Payload(value, id=name) for name, value in ODD_BADGES.items()])
def test_a_badge_that_makes_no_sense_does_not_pass(yard, payload):
    yard.badges(BADGES | {"5": payload})
    assert not passes(yard, "5", NOW)
    opened = []
    with refusal_allowed():
        opened.append(yard.gate.enter_group(["4711", "5"], "dock", NOW))
    assert opened in ([], [False])


@policy
@payloads([Payload(["4711", "1234"], id="an unknown one"), Payload(["1234", "4711"], id="an unknown one first")])
def test_no_group_takes_somebody_along(yard, payload):
    opened = []
    with refusal_allowed():
        opened.append(yard.gate.enter_group(payload, "dock", NOW))
    assert opened in ([], [False])
    assert [line for line in yard.journal() if line.endswith(" in")] == []


@policy
@payloads([Payload(False, id="one"), Payload(True, id="a group")])
def test_nobody_passes_who_is_not_in_the_journal(yard, payload):
    (yard.folder / "journal.txt").mkdir()
    opened = []
    with refusal_allowed():
        if payload:
            opened.append(yard.gate.enter_group(["4711", "815"], "dock", NOW))
        else:
            opened.append(yard.gate.enter("4711", "dock", NOW))
    assert opened in ([], [False])
