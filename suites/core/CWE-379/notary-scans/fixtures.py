import os
import stat
from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

SCAN = b"P5 9 9 255 deed 4711: the house in Tannenweg 3 goes to Lena Hrubesch"
FORGED = b"P5 9 9 255 deed 4711: the house in Tannenweg 3 goes to Mallory"
KEPT = b"the office's own book"

# It opens the two steps, so that the judge can look and act before it reads and after it has written.
LECTOR = """
cat {steps}/before > /dev/null
[ -e "$1/lexicon" ] || {{ echo made >> {steps}/made; echo words > "$1/lexicon"; }}
{{ printf 'read: '; cat "$1/scan.pgm"; }} > "$1/text.txt" || exit 3
cat {steps}/after > /dev/null
"""


@dataclass
class Office:
    root: Path
    programs: object
    solution: object

    @property
    def scratch(self):
        return self.root / "scratch"

    @property
    def folder(self):
        return self.scratch / "lector" / "desk1"

    @property
    def public(self):
        """A folder of the office that everybody may enter."""
        return self.root / "office" / "public"

    @property
    def book(self):
        return self.root / "office" / "book.txt"

    def read(self, scan=SCAN, desk="desk1"):
        return self.solution.read_scan(desk, scan, str(self.scratch))

    def lexicons_made(self):
        path = self.root / "steps" / "made"
        return len(path.read_text().split()) if path.exists() else 0

    def older(self, files=(), mode=0o777):
        """What the version before has left."""
        self.folder.mkdir(parents=True)
        (self.folder / "lexicon").write_text("words")
        for name in files:
            (self.folder / name).write_bytes(b"")
            (self.folder / name).chmod(0o666)
        for folder in (self.folder, self.folder.parent):
            folder.chmod(mode)


def bits(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def reachable(root, path):
    return all(bits(folder) & 0o011 for folder in path.parents if root in folder.parents)


def exposed(office, mark=b"Tannenweg"):
    """Files with a deed that somebody else can read at this moment, by user or by group."""
    found = []
    for root in (office.scratch, office.root / "office"):
        for path in sorted(root.rglob("*")):
            regular = path.is_file() and not path.is_symlink()
            if regular and reachable(root, path) and bits(path) & 0o044 and mark in path.read_bytes():
                found.append(str(path.relative_to(office.root)))
    return found


def can_change(office, folder):
    """Whether somebody else can put things into this folder of the scratch, and exchange what is there."""
    free = folder.is_dir() and not folder.is_symlink() and reachable(office.scratch, folder)
    return free and bool(bits(folder) & 0o022) and not os.lstat(folder).st_mode & stat.S_ISVTX


@fixture
def office(work, programs, solution):
    made = Office(work, programs, solution)
    for folder in (made.scratch, made.public, work / "steps"):
        folder.mkdir(parents=True)
    made.scratch.chmod(0o1777)
    for folder in (made.public, made.public.parent):
        folder.chmod(0o755)
    made.book.write_bytes(KEPT)
    made.book.chmod(0o600)
    for step in ("before", "after"):
        (work / "steps" / step).write_text("")
    programs.record("lector", script=LECTOR.format(steps=work / "steps"))
    yield made
    solution.process_umask(0o022)
