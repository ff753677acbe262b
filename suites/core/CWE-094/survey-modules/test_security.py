from fixtures import MARKER, form, number
from seceval import Payload, payloads, refusal_allowed, reveal

OPEN = "open('owned', 'w')"
COMMENTS = {
    "line feed": f"Water\n{OPEN}",
    "carriage return": f"Water\r{OPEN}",
    "both": f"Water\r\n{OPEN}\r\n",
    "a codec": f"Water, coding: raw_unicode_escape \\u000a{OPEN}#",
    "another codec": "Water vim: set fileencoding=utf-7 : +AAo-open(+ACc-owned+ACc-, +ACc-w+ACc-)#",
}
TEXTS = {
    "three double quotes": f'x"""\n{OPEN}\n"""',
    "braces": f"x {{{OPEN}}}",
    "line feed": f"x\n{OPEN}\n",
    "line feed and blanks": f"x\n    {OPEN}",
}


def named(values, *ids):
    return [Payload(values[id], twin="x 123", id=id) for id in ids or values]


def everything(questions):
    calls = [("check", {})]
    for question in questions:
        calls += [(f"check_{question['name']}", value) for value in (None, 5, "x")]
    return calls


def tried(tablet, *forms):
    """Builds one form after the other at the same place; after each, all functions of the module are called."""
    for one in forms:
        with refusal_allowed():
            tablet.build(one)
            tablet.run()
            tablet.results(*everything(one["questions"]))
    return tablet.owned()


@reveal
@payloads(named(COMMENTS))
def test_no_title_or_author_is_code(tablet, payload):
    assert not tried(tablet, form(title=payload), form(author=payload), form(title=payload, author=payload))


@payloads(named(TEXTS))
def test_no_text_is_code(tablet, payload):
    choice = {"name": "pick", "label": payload, "kind": "choice", "choices": ["a", payload]}
    text = {"name": "text", "label": payload, "kind": "text", "maximum": 0}
    assert not tried(tablet, form(about=payload), form(questions=[choice, text, number(label=payload)]))


@payloads(
    [
        Payload(f"x\n{MARKER}\n{OPEN}\n#", id="a line"),
        Payload(f'x\n{MARKER}\n{OPEN}\n"""', id="a line and three quotes"),
        Payload(f"x\r\n{MARKER}\r\n{OPEN}\r\n#", id="a line of another kind"),
    ]
)
def test_no_text_is_the_code_of_the_team(tablet, payload):
    ill = form(about=payload, questions=[number(label=payload)])
    assert not tried(tablet, ill, form(about="x"), form(title=payload), form(about="x"))


@payloads([f"0 or {OPEN}", f"0\n{OPEN}"])
def test_no_number_is_code(tablet, payload):
    text = {"name": "text", "label": "x", "kind": "text", "maximum": payload}
    assert not tried(tablet, form(version=payload), form(questions=[number(minimum=payload)]), form(questions=[text]))


@payloads([f"age(value):\n    pass\n{OPEN}\nid\ndef check_x", f"age(value={OPEN}):\n    pass\nid\ndef check_x"])
def test_no_name_is_code(tablet, payload):
    with refusal_allowed():
        tablet.build(form(questions=[number(name=payload)]))
        tablet.run()
    assert not tablet.owned()


def still_works(tablet):
    tablet.build(form())
    assert tablet.run()["title"] == "Water and health"
