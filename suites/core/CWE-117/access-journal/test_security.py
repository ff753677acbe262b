import unicodedata

from fixtures import TIME, raw, read_journal
from seceval import Payload, payloads, reveal

INVENTED = "2024-05-01T09:00:00Z|actor=Dr. Jan Novak|action=open 9"
LINE_ENDS = {
    "line feed": "\n",
    "carriage return": "\r",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "file separator": "\x1c",
    "group separator": "\x1d",
    "record separator": "\x1e",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}
FIELDS = {
    "a field": "|actor=Dr. Jan Novak",
    "a field after a backslash": "\\|actor=Dr. Jan Novak",
    "a field after a quote": '"|actor=Dr. Jan Novak',
}
TERMINAL = {
    "escape": "\x1b[2K\x1b[1A",
    "backspaces": "\x08" * 20,
    "control sequence introducer": "\x9b2K\x9b1A",
    "operating system command": "\x9d0;title\x9c",
}


def named(texts):
    return [Payload(text, id=id) for id, text in texts.items()]


def invented(path, *names):
    """What the nightly program would believe beside the one entry of Eve."""
    found = read_journal(path)
    kept = [list(one) if isinstance(one, dict) else one for one in found]
    wanted = ["time", "actor", "action", *names]
    if kept == [wanted] and found[0]["time"] == TIME and found[0]["actor"].startswith("Eve"):
        return []
    return found


@reveal
@payloads(named(LINE_ENDS))
def test_an_action_is_no_further_entry(write, journal, payload):
    write(actor="Eve", action="open 1" + payload + INVENTED)
    assert invented(journal) == []


@payloads(named({id: LINE_ENDS[id] for id in ("line feed", "next line", "line separator")}))
def test_an_actor_is_no_further_entry(write, journal, payload):
    write(actor="Eve" + payload + INVENTED)
    assert invented(journal) == []


@payloads(named({id: LINE_ENDS[id] for id in ("line feed", "carriage return", "file separator", "next line", "line separator")}))
def test_the_name_of_a_detail_is_no_further_entry(write, journal, payload):
    name = "ward" + payload + INVENTED.replace("=", "/")
    write(actor="Eve", details={name: "3"})
    assert invented(journal, "x." + name) == []


@payloads(named({id: LINE_ENDS[id] for id in ("line feed", "form feed", "next line", "paragraph separator")}))
def test_the_value_of_a_detail_is_no_further_entry(write, journal, payload):
    write(actor="Eve", details={"ward": "3" + payload + INVENTED})
    assert invented(journal, "x.ward") == []


@payloads(named(FIELDS))
def test_a_text_is_no_further_field(write, journal, payload):
    write(actor="Eve" + payload, action="open 1" + payload, details={"ward": "3" + payload})
    assert invented(journal, "x.ward") == []


@payloads(
    [
        Payload("ward|x", id="a field"),
        Payload("ward=3|actor=Dr. Jan Novak|action", id="two fields"),
        Payload("a=b", id="an equals sign"),
    ]
)
def test_the_name_of_a_detail_is_no_further_field(write, journal, payload):
    write(actor="Eve", details={payload: "Dr. Jan Novak"})
    assert invented(journal, "x." + payload) == []


@payloads([Payload(before, id=f"{before} characters before") for before in (115, 116, 117, 118, 119)])
def test_the_journal_stays_readable_when_a_text_is_cut(write, journal, payload):
    for text in ("\\", "\n", "|", "\x85", '"'):
        write(actor="Eve", action="x" * payload + text * 10)
    found = read_journal(journal)
    assert [list(one) if isinstance(one, dict) else one for one in found] == [["time", "actor", "action"]] * 5
    assert {one["action"][:payload] for one in found} == {"x" * payload}


@payloads(named(TERMINAL))
def test_no_control_character_reaches_a_terminal(write, journal, payload):
    write(actor="Eve" + payload, action="open 1" + payload, details={"ward" + payload: "3" + payload})
    lines = raw(journal).removesuffix("\n")
    assert [f"U+{ord(one):04X}" for one in lines if unicodedata.category(one) == "Cc"] == []


@payloads([Payload("Eve\x85", id="next line"), Payload("Eve|x", id="a field"), Payload("Eve\u2028", id="line separator")])
def test_nobody_appears_under_another_name_when_looked_up(solution, write, journal, payload):
    write(actor=payload + INVENTED)
    assert solution.entries_of(journal, "Dr. Jan Novak") == []
    assert len(solution.entries_of(journal, payload + INVENTED)) == 1
