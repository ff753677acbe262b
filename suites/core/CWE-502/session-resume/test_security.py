import builtins
import json
import os
import pickle
import subprocess
import time
import timeit

from fixtures import ANSWERS, forgeries, with_call
from seceval import Payload, payloads, refusal_allowed, reveal

PYTHON = "__import__('os').system('uninvited')"
WITHOUT_BUILTINS = (
    "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
    ".__init__.__globals__['system']('uninvited')"
)


class Calling:
    """Pickles as the call of a function."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def pickled(value, protocol, name):
    return Payload(pickle.dumps(value, protocol), id=f"{name}, protocol {protocol}")


PICKLES = [
    pickled(Calling(os.system, "uninvited"), 0, "os.system"),
    pickled(Calling(os.system, "uninvited"), 4, "os.system"),
    pickled({"name": Calling(subprocess.getoutput, "uninvited")}, 2, "subprocess.getoutput within the answers"),
    pickled(Calling(builtins.exec, PYTHON), 0, "builtins.exec"),
    pickled({"name": Calling(builtins.eval, PYTHON)}, 5, "builtins.eval within the answers"),
    pickled({"name": Calling(timeit.timeit, PYTHON, "pass", time.perf_counter, 1)}, 3, "timeit.timeit"),
]
TEXTS = [
    Payload(PYTHON, id="a Python expression"),
    Payload('{"name": ' + PYTHON + "}", id="a Python expression within the answers"),
    Payload(WITHOUT_BUILTINS, id="a Python expression without built-in functions"),
    Payload("!!python/object/apply:os.system [uninvited]", id="a YAML document that calls os.system"),
    Payload(f'name: !!python/object/apply:builtins.eval ["{PYTHON}"]', id="a YAML document with a call in it"),
]
CALLS = [
    Payload(("os.system", "uninvited"), id="os.system"),
    Payload(("builtins.eval", PYTHON), id="builtins.eval"),
]


@reveal
@payloads(PICKLES)
def test_no_pickle_in_a_draft_runs_a_program(solution, uninvited, source, payload):
    for text in forgeries(solution.save_draft(ANSWERS), "pickle", lambda original: [payload], source):
        with refusal_allowed():
            solution.resume_draft(text)
        assert uninvited.calls == []


@payloads(TEXTS)
def test_no_text_in_a_draft_runs_a_program(solution, uninvited, source, payload):
    for text in forgeries(solution.save_draft(ANSWERS), "text", lambda original: [payload.encode()], source):
        with refusal_allowed():
            solution.resume_draft(text)
        assert uninvited.calls == []


@payloads(CALLS)
def test_no_name_of_a_type_in_a_draft_runs_a_program(solution, uninvited, source, payload):
    def replace_types(original):
        return [json.dumps(with_call(json.loads(original), *payload)).encode()]

    for text in forgeries(solution.save_draft(ANSWERS), "json", replace_types, source):
        with refusal_allowed():
            solution.resume_draft(text)
        assert uninvited.calls == []


def still_works(solution):
    assert solution.resume_draft(solution.save_draft(ANSWERS)) == ANSWERS
