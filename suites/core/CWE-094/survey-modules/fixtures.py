from seceval import fixture

MARKER = "# ---- own code ----"


def form(**changes):
    return {
        "title": "Water and health",
        "author": "Amina O'Neill",
        "about": "For villages\nby the lake.",
        "version": 3,
        "questions": [
            {"name": "age", "label": "How old are you?", "kind": "number", "minimum": 0, "maximum": 120},
            {"name": "source", "label": "Where is your water from?", "kind": "choice", "choices": ["well", "lake"]},
            {"name": "remarks", "label": "Remarks", "kind": "text", "maximum": 20},
        ],
        **changes,
    }


def number(**changes):
    return {"name": "age", "label": "Age", "kind": "number", "minimum": 0, "maximum": 120, **changes}


class Tablet:
    def __init__(self, solution, work):
        self.solution, self.work, self.path = solution, work, str(work / "survey.py")

    def build(self, form):
        self.solution.build(form, self.path)

    def run(self, *calls):
        return self.solution.on_a_tablet(self.path, list(calls))

    def results(self, *calls):
        return self.run(*calls)["results"]

    def source(self):
        return (self.work / "survey.py").read_bytes().decode()

    def owned(self):
        return (self.work / "owned").exists()


@fixture
def tablet(solution, work):
    return Tablet(solution, work)
