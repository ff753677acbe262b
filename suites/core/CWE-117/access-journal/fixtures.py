import json

from seceval import fixture

TIME = "2024-05-01T08:15:00Z"
LATER = "2024-05-01T08:20:00Z"


def read_journal(path):
    """As the problem has it; what cannot be read is a list of one text."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().splitlines()
    entries = []
    for line in lines:
        time, *fields = line.split("|")
        entry = {"time": time}
        for field in fields:
            name, _, value = field.partition("=")
            try:
                entry[json.loads(f'"{name}"')] = json.loads(f'"{value}"')
            except ValueError as error:
                return [f"unreadable: {error}"]
        entries.append(entry)
    return entries


def raw(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


@fixture
def journal(work):
    return str(work / "journal.log")


@fixture
def write(solution, journal):
    def entry(actor="Dr. Eva Müller", action="open 4711", details=None, time=TIME):
        solution.write_entry(journal, time, actor, action, details or {})

    return entry
