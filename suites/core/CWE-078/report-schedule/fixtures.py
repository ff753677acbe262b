import re
from pathlib import Path

from seceval import fixture

BY_HAND = "# backups, ask Olga\n15 3 * * * backup --all\n\n#  old: 1 2 * * * nothing\n0 4 * * sun tidy 'a  b'\\% \n"


class Cron:
    """Reads the crontab as cron does, and has its commands run."""

    def __init__(self, solution, programs, path):
        self.solution, self.programs, self.path = solution, programs, path

    def entries(self):
        text = Path(self.path).read_bytes().decode()
        found = []
        for line in text.split("\n"):
            if not line.strip(" \t") or line.startswith("#"):
                continue
            fields = re.split(r"[ \t]+", line.lstrip(" \t"), maxsplit=5)
            found.append(tuple(fields))
        return found

    def run(self, chosen=lambda entry: True):
        """The calls of `report-mail` when all entries (or the chosen ones) run."""
        for entry in self.entries():
            if len(entry) == 6 and chosen(entry):
                command, *rest = re.split(r"(?<!\\)%", entry[5])
                self.solution.run_by_cron(command.replace("\\%", "%"), "\n".join(rest))
        return [call.args for call in self.programs.calls if call.name == "report-mail"]

    def times(self):
        return [entry[:5] for entry in self.entries()]


@fixture
def crontab(work):
    return str(work / "crontab")


@fixture
def cron(solution, programs, crontab):
    programs.record("report-mail")
    programs.record("backup")
    programs.record("tidy")
    programs.record("owned")
    return Cron(solution, programs, crontab)
