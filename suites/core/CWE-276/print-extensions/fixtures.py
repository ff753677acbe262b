import contextlib
import io
import json
import os
import stat
import tarfile
from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

PASSWORD = "Toner-7-Schublade"
DEFAULT = {"address": "10.0.0.9", "password": PASSWORD}
FILES = {
    "bin/convert": (0o755, b"#!/bin/sh\nexit 0\n"),
    "bin/tools/probe": (0o700, b"#!/bin/sh\nexit 1\n"),
    "share/table.txt": (0o600, b"a\tb\n"),
    "README": (0o644, b"read me"),
    "settings.default.json": (0o644, json.dumps(DEFAULT).encode()),
}


@dataclass
class Shelf:
    path: Path
    out: Path
    solution: object

    def install(self, version="2.0", files=FILES, folders=(), name="tiff"):
        package = self.out / f"{name}-{version}.tar.gz"
        pack(package, files, folders)
        self.solution.install(str(self.path), name, version, str(package))

    def configure(self, key="password", value=PASSWORD, name="tiff"):
        self.solution.configure(str(self.path), name, key, value)

    def settings(self, name="tiff"):
        return self.solution.settings(str(self.path), name)

    def export(self):
        self.solution.export_settings(str(self.path), str(self.out / "settings.json"))
        return self.out / "settings.json"


def pack(path, files, folders=()):
    with tarfile.open(path, "w:gz") as archive:
        for name, mode in folders:
            entry = tarfile.TarInfo(name)
            entry.type, entry.mode = tarfile.DIRTYPE, mode
            archive.addfile(entry)
        for name, (mode, content) in files.items():
            entry = tarfile.TarInfo(name)
            entry.mode, entry.size, entry.mtime = mode, len(content), 1_700_000_000
            archive.addfile(entry, io.BytesIO(content))


def bits(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def below(root):
    return [root, *sorted(root.rglob("*"))]


def writable(root):
    """What somebody else can change, by user or by group."""
    return [str(path.relative_to(root)) for path in below(root) if bits(path) & 0o022]


def reachable(root, path):
    return all(bits(folder) & 0o011 for folder in path.parents if folder == root or root in folder.parents)


def exposed(*roots):
    """Files with a password that somebody else can read; what the package itself tells is no secret."""
    found = []
    for root in roots:
        for path in below(root):
            opened = path.is_file() and reachable(root, path) and bits(path) & 0o044
            if opened and path.name != "settings.default.json" and PASSWORD.encode() in path.read_bytes():
                found.append(str(path.relative_to(root)))
    return found


class Onlooker:
    """Somebody else, who looks again before each system call that names the file, and keeps open what can be read."""

    def __init__(self, system_calls, root):
        self.system_calls, self.root, self.kept = system_calls, root, []

    def look(self):
        for path in below(self.root):
            if path.is_file() and path.suffix != ".gz" and reachable(self.root, path) and bits(path) & 0o044:
                self.kept.append((path.name, os.open(path, os.O_RDONLY)))

    @contextlib.contextmanager
    def during(self, name):
        with contextlib.ExitStack() as stack:
            for number in range(1, 9):
                stack.enter_context(self.system_calls.before(name, number, self.look))
            yield

    def seen(self):
        found = set()
        for name, descriptor in self.kept:
            with open(descriptor, "rb", closefd=True) as file:
                file.seek(0)
                if name != "settings.default.json" and PASSWORD.encode() in file.read():
                    found.add(name)
        return sorted(found)


@fixture
def shelf(work, solution):
    path, out = work / "shelf", work / "out"
    for folder in (path, out):
        folder.mkdir()
        folder.chmod(0o755)
    yield Shelf(path, out, solution)
    solution.process_umask(0o022)
