import json

from fixtures import NOW, blocked

DAY = 86_400


WHO = [
    ("4711", "dock", True),
    ("4711", "hall", True),
    ("4711", "yard", False),
    ("815", "dock", True),
    ("77", "dock", False),
    ("99", "dock", False),
    ("1234", "dock", False),
]


def test_who_passes(yard):
    for badge, zone, passes in WHO:
        assert bool(yard.gate.enter(badge, zone, NOW)) is passes
    assert yard.journal() == [f"{NOW} {badge} {zone} {'in' if passes else 'no'}" for badge, zone, passes in WHO]


def test_the_journal_grows(yard):
    yard.gate.enter("4711", "dock", NOW)
    yard.gate.enter("4711", "yard", NOW + 5)
    yard.new_gate().enter("815", "dock", NOW + 9)
    assert yard.journal() == [f"{NOW} 4711 dock in", f"{NOW + 5} 4711 yard no", f"{NOW + 9} 815 dock in"]


def test_numbers_of_the_old_system(yard):
    yard.reply = blocked(12, 4711, "815")
    assert bool(yard.gate.enter("4711", "dock", NOW)) is False
    assert bool(yard.gate.enter("815", "dock", NOW)) is False
    assert bool(yard.gate.enter("0815", "yard", NOW)) is True


def test_the_server_is_asked_once_a_minute(yard):
    yard.gate.enter("4711", "dock", NOW)
    yard.gate.enter("4711", "dock", NOW + 30)
    yard.gate.enter("4711", "dock", NOW + 59)
    assert len(yard.server.requests) == 1
    yard.reply = blocked(13, "4711")
    assert bool(yard.gate.enter("4711", "dock", NOW + 61)) is False
    assert len(yard.server.requests) == 2
    assert (yard.server.requests[0].method, yard.server.requests[0].path) == ("GET", "/blocked")


def test_a_new_list_is_used_at_once_and_kept(yard):
    assert yard.gate.version() is None
    yard.gate.enter("4711", "dock", NOW)
    assert yard.gate.version() == 12
    yard.reply = blocked(20, "4711")
    assert bool(yard.gate.enter("4711", "dock", NOW + 100)) is False
    assert bool(yard.gate.enter("99", "dock", NOW + 100)) is True
    assert yard.gate.version() == 20
    assert json.loads((yard.folder / "blocked.json").read_text()) == {"version": 20, "blocked": ["4711"]}


def test_an_older_list_is_not_used(yard):
    yard.gate.enter("4711", "dock", NOW)
    yard.reply = blocked(11, "4711")
    assert bool(yard.gate.enter("4711", "dock", NOW + 100)) is True
    assert bool(yard.gate.enter("99", "dock", NOW + 100)) is False
    assert yard.gate.version() == 12


def test_without_a_network_the_last_list_is_used(yard):
    yard.gate.enter("4711", "dock", NOW)
    yard.no_network()
    assert bool(yard.gate.enter("4711", "dock", NOW + 1000)) is True
    assert bool(yard.gate.enter("99", "dock", NOW + 1000)) is False
    assert yard.new_gate().version() == 12
    assert bool(yard.gate.enter("4711", "dock", NOW + 2000)) is True
    assert bool(yard.gate.enter("99", "dock", NOW + 2000)) is False


def test_a_group_passes(yard):
    assert bool(yard.gate.enter_group(["4711", "815"], "dock", NOW)) is True
    assert sorted(yard.journal()) == [f"{NOW} 4711 dock in", f"{NOW} 815 dock in"]


def test_a_group_does_not_pass_in_parts(yard):
    assert bool(yard.gate.enter_group(["4711", "77", "815"], "dock", NOW)) is False
    assert sorted(yard.journal()) == [f"{NOW} {badge} dock no" for badge in ("4711", "77", "815")]
    assert bool(yard.gate.enter_group(["4711", "99"], "dock", NOW)) is False


def test_badges_are_read_anew(yard):
    yard.badges({"5": {"name": "Fay", "zones": ["dock"], "until": "2026-10-01"}})
    assert bool(yard.gate.enter("5", "dock", NOW)) is True
    assert bool(yard.gate.enter("4711", "dock", NOW)) is False
    assert bool(yard.gate.enter("5", "dock", NOW + 11 * DAY)) is False
