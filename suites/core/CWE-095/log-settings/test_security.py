from fixtures import ALL, ERRORS, SETTINGS, one_handler
from seceval import Payload, payloads, refusal_allowed, reveal

OPEN = "open('owned', 'w')"
CLASSES = (
    "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
    ".__init__.__globals__['__builtins__']['open']('owned', 'w')"
)
FILE = "class=FileHandler\n"
SETS = {
    "args": SETTINGS.replace(ERRORS, f"args=({OPEN}.name, 'w')"),
    "args of another kind": SETTINGS.replace(ALL, f"args=('orders.log', 'a', {OPEN} and 0, 3)"),
    "args behind a tuple": one_handler(f"{FILE}args=('one.log', 'w') if {OPEN} else ()"),
    "an import": one_handler(f"{FILE}args=(__import__('pathlib').Path('owned').touch() or 'one.log',)"),
    "all classes": one_handler(f"{FILE}args=({CLASSES}.name,)"),
    "a module of logging": one_handler(f"{FILE}args=(os.mkdir('owned') or 'one.log',)"),
    "within a text": one_handler(f"{FILE}args=(f'one{{open(\"owned\", \"w\").name}}.log',)"),
    "a colon": one_handler(f"{FILE}args: ({OPEN}.name,)"),
    "upper case": one_handler(f"{FILE}ARGS = ({OPEN}.name,)"),
    "keywords": one_handler(f"{FILE}args=('one.log', 'w')\nkwargs={{'delay': {OPEN}}}"),
    "expanded": one_handler(f"{FILE}args=('one.log', %(mode)s)", f"[DEFAULT]\nmode={OPEN} and 'w'\n"),
    "expanded as a text": one_handler(f"{FILE}args=('%(mode)s',)", f"[DEFAULT]\nmode=one.log' if {OPEN} else '\n"),
    "class": one_handler(f"class=FileHandler if {OPEN} else FileHandler\nargs=('one.log', 'w')"),
    "another class": one_handler("class=os.mkdir\nargs=('owned',)"),
    "a class of a module": one_handler("class=handlers.os.mkdir\nargs=('owned',)"),
}


def named(*ids):
    return [Payload(SETS[id], id=id) for id in ids or SETS]


@reveal
@payloads(named())
def test_no_settings_do_anything_but_log(solution, made, payload):
    with refusal_allowed():
        solution.start_logging(payload)
    assert made() == []


@payloads(named("args", "args behind a tuple", "an import", "all classes", "within a text"))
def test_no_settings_do_anything_when_they_are_looked_at(solution, made, payload):
    with refusal_allowed():
        solution.files_of(payload)
    assert made() == []


def still_works(solution):
    assert solution.files_of(SETTINGS) == ["errors.log", "orders.log"]
    solution.start_logging(SETTINGS)
