import contextlib
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from seceval import fixture

PRIVATE = b"PRIVATE KEY"


@dataclass
class Cabinet:
    path: Path
    backups: Path
    solution: object

    def issue(self, service="billing"):
        self.solution.issue(str(self.path), service)

    def backup(self, name="keys.zip"):
        self.solution.backup(str(self.path), str(self.backups / name))
        return self.backups / name

    def restore(self, name="keys.zip"):
        self.solution.restore(str(self.backups / name), str(self.path))

    def file(self, name, service="billing"):
        return self.path / service / name

    def put(self, files, mode, folder_mode=0o755):
        """What an older program has left."""
        for name, content in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(mode)
            for folder in (path.parent, self.path):
                folder.chmod(folder_mode)


def pair():
    key = Ed25519PrivateKey.generate()
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return private, public_of(private)


def public_of(private):
    key = serialization.load_pem_private_key(private, None)
    assert isinstance(key, Ed25519PrivateKey)
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, kind)


def pack(path, files):
    """A backup as another system makes it: without rights."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)


def bits(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def below(root, path):
    """The folders from `root` down to the one that holds the path."""
    return [folder for folder in path.parents if folder == root or root in folder.parents]


def holds_private(content):
    """A private key, or an archive with one; an archive that is not whole yet counts like a whole one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(PRIVATE in archive.read(name) for name in archive.namelist())
    except zipfile.BadZipFile:
        return PRIVATE in content or content.startswith(b"PK\3\4")


def exposed(*roots):
    """Files with private keys that somebody else can read, by user or by group."""
    found = []
    for root in roots:
        for path in sorted(root.rglob("*")):
            reachable = all(bits(folder) & 0o011 for folder in below(root, path))
            if path.is_file() and reachable and bits(path) & 0o044 and holds_private(path.read_bytes()):
                found.append(str(path.relative_to(root)))
    return found


class Onlooker:
    """Somebody else on the machine, who looks again before each system call that names one of the files.

    What can be read then is kept open, and read when all is done.
    """

    def __init__(self, system_calls, *roots):
        self.system_calls, self.roots = system_calls, roots
        self.kept = []

    def look(self):
        for root in self.roots:
            for path in root.rglob("*"):
                reachable = all(bits(folder) & 0o011 for folder in below(root, path))
                if path.is_file() and reachable and bits(path) & 0o044:
                    self.kept.append((path, os.open(path, os.O_RDONLY)))

    @contextlib.contextmanager
    def during(self, *names):
        with contextlib.ExitStack() as stack:
            for name in names:
                for number in range(1, 9):
                    stack.enter_context(self.system_calls.before(name, number, self.look))
            yield

    def seen(self):
        """Names of what turned out to hold a private key."""
        found = set()
        for path, descriptor in self.kept:
            with open(descriptor, "rb", closefd=True) as file:
                content = file.read()
            if holds_private(content):
                found.add(path.name)
        return sorted(found)


@fixture
def cabinet(work, solution):
    backups = work / "backups"
    backups.mkdir(mode=0o755)
    (work / "srv").mkdir()
    yield Cabinet(work / "srv" / "cabinet", backups, solution)
    solution.process_umask(0o022)
