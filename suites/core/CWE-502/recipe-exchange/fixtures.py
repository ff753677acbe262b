from seceval import fixture

WORDS = '''
class Shorten:
    def __init__(self, length, mark=""):
        self.length, self.mark = length, mark

    def run(self, text):
        return text if len(text) <= self.length else text[: self.length] + self.mark


class Capital:
    def run(self, text):
        return text[:1].upper() + text[1:]


class Stamp:
    def __init__(self, day, on=True):
        self.day, self.on = day, on

    def run(self, text):
        return f"{self.day:%d.%m.%Y} {text}" if self.on else text


class Fail:
    def run(self, text):
        raise LookupError(text)
'''
FLOW = '''
class Step:
    def run(self, text):
        return text


class Each(Step):
    def __init__(self, step, separator="\\n"):
        self.step, self.separator = step, separator

    def run(self, text):
        return self.separator.join(self.step.run(part) for part in text.split(self.separator))


class Chain(Step):
    def __init__(self, steps=(), named=None):
        self.steps = [*steps, *(named or {}).values()]

    def run(self, text):
        for step in self.steps:
            text = step.run(text)
        return text
'''
# Puts a note on the web site with a program of the operating system.
PUBLISH = '''
import os
from logging import FileHandler


def execute(command):
    return os.system(command)


class Connection:
    def __init__(self, program="true"):
        self.status = execute(program)


class Publish:
    connect = Connection

    def __init__(self, page):
        self.page = page

    def run(self, text):
        return f"{self.page}: {text}"

    @staticmethod
    def start(program):
        return execute(program)
'''
# Measures how long a step takes.
TIMING = '''
from cProfile import Profile


class Measured:
    def __init__(self, step):
        self.step = step

    def run(self, text):
        profile = Profile()
        changed = profile.runcall(self.step.run, text)
        profile.print_stats()
        return changed
'''
ACCOUNTS = "Ada 120\n"
UPLOADED = '''
import os


class Step:
    def __init__(self):
        os.system("uninvited")

    def run(self, text):
        return text
'''

# What becomes of "minutes" (of the board) with the recipes of the tests.
HEADED = "01.05.2024 Minutes Of T…"
PUBLISHED = "Home: Minu"
MARKED = "Min!"


@fixture
def folder(work):
    steps = work / "steps"
    steps.mkdir()
    for name, content in (("words", WORDS), ("flow", FLOW), ("publish", PUBLISH), ("timing", TIMING)):
        (steps / f"{name}.py").write_text(content, encoding="utf-8")
    (work / "accounts.txt").write_text(ACCOUNTS)
    (work / "uploads").mkdir()
    (work / "uploads" / "photo.py").write_text(UPLOADED, encoding="utf-8")
    return str(steps)


@fixture
def uninvited(programs):
    """A program on the PATH that no recipe should start."""
    programs.record("uninvited")
    return programs


def recipe(*steps):
    return "title: Some notes\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)


def damage(work, uninvited):
    """What has happened to the rest of the machine."""
    kept = (work / "accounts.txt").read_text() == ACCOUNTS
    return [call.name for call in uninvited.calls] + ([] if kept else ["accounts are overwritten"])
