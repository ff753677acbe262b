import os
import stat
from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

PAYROLL = [
    {"number": 17, "name": "Ines Duarte", "gross": "4210.00"},
    {"number": 4, "name": "Tomasz Wólny", "gross": "3980.55"},
]
MONTH = "2024-05"
KEPT = b"what somebody else has written"

# It opens the two steps, so that the judge can look and act before it reads and after it has written.
SLIPMAKER = """
cat {steps}/before > /dev/null
result="${{1%.slip}}.pdf"
{{ printf '%%PDF slip\\n'; cat "$1"; }} > "$result" || exit 3
cat {steps}/after > /dev/null
"""


@dataclass
class Machine:
    """`scratch` belongs to everybody, `outbox` to the department; `home` holds a file of somebody else."""

    root: Path
    programs: object

    @property
    def scratch(self):
        return self.root / "scratch"

    @property
    def outbox(self):
        return self.root / "payroll" / "outbox"

    @property
    def kept(self):
        return self.root / "home" / "thesis.txt"

    def run(self, solution, payroll=PAYROLL, month=MONTH):
        return solution.make_payslips(payroll, month, str(self.outbox), str(self.scratch))

    def inputs(self):
        """Paths that slipmaker was started with, as far as they lie in the scratch folder."""
        return [Path(call.args[0]) for call in self.programs.calls if call.args]

    def left(self):
        return sorted(str(path.relative_to(self.scratch)) for path in self.scratch.rglob("*"))


@fixture
def machine(work, programs):
    made = Machine(work, programs)
    for folder in (made.scratch, made.outbox, made.kept.parent, work / "steps"):
        folder.mkdir(parents=True)
    made.scratch.chmod(0o1777)
    made.outbox.chmod(0o700)
    made.kept.write_bytes(KEPT)
    for step in ("before", "after"):
        (work / "steps" / step).write_text("")
    programs.record("slipmaker", script=SLIPMAKER.format(steps=work / "steps"))
    return made


def others(path):
    """The rights of everybody else: three bits."""
    return stat.S_IMODE(os.lstat(path).st_mode) & 0o7


def reach(machine, path):
    """Whether everybody can come as far as the folder that holds the path."""
    below = [parent for parent in path.parents if machine.scratch in parent.parents]
    return machine.scratch in path.parents and all(others(parent) & 0o1 for parent in below)


def can_read(machine, path):
    return reach(machine, path) and path.is_file() and bool(others(path) & 0o4)


def can_add(machine, path):
    """Whether everybody can make a file of this name, where there is none yet."""
    return reach(machine, path) and bool(others(path.parent) & 0o2) and not path.exists()


def can_replace(machine, path):
    """Whether everybody can put another file in the place of this one."""
    mode = os.lstat(path.parent).st_mode
    return reach(machine, path) and bool(mode & 0o2) and not mode & stat.S_ISVTX
