import contextlib
import gzip
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

CLIENT, TEXT = "Wilhelmina Oakes", "has lost her work, and drinks again"
MARKS = (CLIENT.encode(), TEXT.encode())


@dataclass
class Centre:
    path: Path
    solution: object

    @property
    def base(self):
        return str(self.path)

    def add(self, client=CLIENT, text=TEXT):
        return self.solution.add(self.base, client, text)

    def notes(self, client=CLIENT):
        return self.solution.notes(self.base, client)

    def backup(self, day="2026-03-01"):
        self.solution.backup(self.base, day)

    def restore(self, day="2026-03-01"):
        self.solution.restore(self.base, day)

    def publish(self, lines=("Mon 10-12", "Thu 14 h"), week="2026-W09"):
        self.solution.publish(self.base, week, list(lines))

    def fill_log(self):
        """Makes the log as long as it may become."""
        with open(self.path / "log" / "centre.log", "a") as log:
            log.write("read Somebody Else\n" * 3500)


def bits(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def reachable(root, path):
    return all(bits(folder) & 0o011 for folder in path.parents if folder == root or root in folder.parents)


def confidential(content):
    """Whether it holds a note or a name, also when it is compressed."""
    if content.startswith(b"\x1f\x8b"):
        with contextlib.suppress(EOFError):
            content = gzip.decompress(content)
    return any(mark in content for mark in MARKS)


def exposed(centre):
    """Files with notes or names that somebody else can read, by user or by group."""
    files = [path for path in sorted(centre.path.rglob("*")) if path.is_file()]
    opened = [path for path in files if reachable(centre.path, path) and bits(path) & 0o044]
    return [str(path.relative_to(centre.path)) for path in opened if confidential(path.read_bytes())]


def writable(centre):
    """What somebody else can change."""
    found = [path for path in sorted(centre.path.rglob("*")) if reachable(centre.path, path) and bits(path) & 0o022]
    return [str(path.relative_to(centre.path)) for path in found]


class Onlooker:
    """Somebody else, who looks again before each system call that names one of the files, and keeps open what can be read."""

    def __init__(self, system_calls, centre):
        self.system_calls, self.centre, self.kept = system_calls, centre, []

    def look(self):
        for path in self.centre.path.rglob("*"):
            if path.is_file() and reachable(self.centre.path, path) and bits(path) & 0o044:
                self.kept.append((path.name, os.open(path, os.O_RDONLY)))

    @contextlib.contextmanager
    def during(self, *names):
        with contextlib.ExitStack() as stack:
            for name in names:
                for number in range(1, 7):
                    stack.enter_context(self.system_calls.before(name, number, self.look))
            yield

    def seen(self):
        found = set()
        for name, descriptor in self.kept:
            with open(descriptor, "rb", closefd=True) as file:
                file.seek(0)
                if confidential(file.read()):
                    found.add(name)
        return sorted(found)


@fixture
def centre(work, solution):
    base = work / "centre"
    base.mkdir()
    base.chmod(0o755)
    yield Centre(base, solution)
    solution.process_umask(0o022)
