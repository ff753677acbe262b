from seceval import Payload, payloads, refusal_allowed, reveal

PROGRAMS = {
    "yaml apply": "!!python/object/apply:os.system [uninvited]",
    "yaml apply with a long tag": '!<tag:yaml.org,2002:python/object/apply:os.system> [uninvited]',
    "yaml new": "!!python/object/new:os.system [uninvited]",
}
STEPS = {
    "function of the library": "!os.system {command: uninvited}",
    "class of the library": "!logging.FileHandler {filename: accounts.txt, mode: w}",
    "imported class": "!publish.FileHandler {filename: accounts.txt, mode: w}",
    "helper function": "!publish.execute {command: uninvited}",
    "helper class": "!publish.Connection {program: uninvited}",
    "function of an imported module": "!publish.os.system {command: uninvited}",
    "method of a step": "!publish.Publish.start {program: uninvited}",
    "class within a step": "!publish.Publish.connect {program: uninvited}",
    "file beside the folder": "!../uploads/photo.Step",
    "module beside the folder": "!uploads.photo.Step",
}


def still_works(solution, folder):
    assert solution.run_recipe(recipe("!words.Capital"), folder, "minutes") == "Minutes"
    assert solution.describe_recipe(recipe("!words.Capital"))["steps"] == [{"step": "words.Capital", "settings": {}}]


def named(values):
    return [Payload(value, id=id) for id, value in values.items()]


@reveal
@payloads(named(STEPS))
def test_a_recipe_starts_nothing_but_steps(solution, folder, uninvited, work, payload):
    with refusal_allowed():
        solution.run_recipe(recipe(payload), folder, "minutes")
    assert damage(work, uninvited) == []


@payloads([Payload(STEPS[name], id=name) for name in ("imported class", "helper class", "class of the library")])
def test_a_setting_starts_nothing_but_steps(solution, folder, uninvited, work, payload):
    with refusal_allowed():
        solution.run_recipe(recipe(f"!flow.Each {{step: {payload}}}"), folder, "minutes")
    assert damage(work, uninvited) == []


def test_an_imported_class_with_a_run_is_no_step(solution, folder, uninvited, work):
    code = "__import__('os').system('uninvited')"
    with refusal_allowed():
        solution.run_recipe(recipe(f'!words.Shorten {{length: 0, mark: "{code}"}}', "!timing.Profile"), folder, "minutes")
    assert damage(work, uninvited) == []


@payloads(named(PROGRAMS))
def test_no_value_of_a_recipe_starts_a_program(solution, folder, uninvited, work, payload):
    for step in (payload, f"!words.Shorten {{length: {payload}}}"):
        with refusal_allowed():
            solution.run_recipe(recipe(step), folder, "minutes")
    assert damage(work, uninvited) == []


@payloads(named(PROGRAMS))
def test_to_describe_a_recipe_starts_nothing(solution, folder, uninvited, work, payload):
    for step in (payload, f"!words.Shorten {{length: {payload}}}"):
        with refusal_allowed():
            solution.describe_recipe(recipe(step))
    with refusal_allowed():
        solution.describe_recipe(f"title: {payload}\nsteps: []\n")
    assert damage(work, uninvited) == []
