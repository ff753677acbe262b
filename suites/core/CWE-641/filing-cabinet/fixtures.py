import json

from seceval import fixture

SCORE = b"Symphony in draft, for the jury only"


@fixture
def folder(work):
    made = work / "cabinet"
    made.mkdir()
    return made


@fixture
def cabinet(solution, folder):
    return solution.Cabinet(str(folder))


def access(name, owner, *readers):
    return {"name": name, "owner": owner, "readers": list(readers)}


def written(folder):
    """What lies in the folder: content of files, and lists as they are read."""
    found = {}
    for path in sorted(folder.iterdir()):
        found[path.name] = json.loads(path.read_bytes()) if path.name.endswith(".acl") else path.read_bytes()
    return found
