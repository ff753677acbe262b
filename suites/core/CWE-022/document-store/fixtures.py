from pathlib import Path
from types import SimpleNamespace

from seceval import fixture

SECRET = "IBAN DE02 1203 0000 0000 2020 51"


def snapshot(office):
    """Everything outside the client's folder: paths, the content of files, the targets of links."""
    found = {}
    for path in Path(office.root).rglob("*"):
        if path == office.folder or office.folder in path.parents:
            continue
        found[str(path.relative_to(office.root))] = path.read_bytes() if path.is_file() else "folder"
    return found


def changed_since(before, office):
    now = snapshot(office)
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def address_in(office, payload):
    """The payload with ROOT as the path of the office's folder, without its first slash."""
    return payload.replace("ROOT", str(office.root).lstrip("/"))


@fixture
def office(work):
    """The folder of client 12, other clients beside it, and a configuration file above."""
    clients = work / "clients"
    folder = clients / "12"
    (folder / "2024" / "receipts").mkdir(parents=True)
    (folder / "passport.pdf").write_bytes(b"%PDF passport")
    (folder / "2024" / "receipts" / "train ticket.pdf").write_bytes(b"%PDF ticket")
    (folder / "Büro").mkdir()
    (folder / "Büro" / "100% rent.txt").write_bytes(b"rent")
    secrets = [clients / "123" / "bank.txt", clients / "7" / "bank.txt", work / "office.conf"]
    for secret in secrets:
        secret.parent.mkdir(exist_ok=True)
        secret.write_text(SECRET)
    return SimpleNamespace(root=work, folder=folder, path=str(folder), secrets=secrets)


@fixture
def watched(office, watch):
    return {str(secret.relative_to(office.root)): watch(secret) for secret in office.secrets}


def opened(watched):
    return [path for path, watch in watched.items() if watch.opened]
