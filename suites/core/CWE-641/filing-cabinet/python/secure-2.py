import contextlib
import json
import tempfile
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

LIST = ".acl"


@dataclass
class Entry:
    key: str
    name: str
    owner: str
    readers: list = field(default_factory=list)

    def readable(self, user):
        return user in (self.owner, *self.readers)


def key_of(name):
    key = unicodedata.normalize("NFKC", name).casefold()
    bad = {"/", "\0"}.intersection(key) or key in {"", ".", ".."} or key.endswith(LIST) or len(name) > 100
    return None if bad else key


class Cabinet:
    def __init__(self, folder):
        self.folder = Path(folder)

    def find(self, name):
        key = key_of(name)
        with contextlib.suppress(OSError, ValueError):
            if key is not None:
                return Entry(key, **json.loads((self.folder / (key + LIST)).read_bytes()))
        raise FileNotFoundError(f"{name} is not in the cabinet")

    def find_own(self, user, name):
        entry = self.find(name)
        if entry.owner != user:
            raise PermissionError(f"{name} is not {user}'s")
        return entry

    def put(self, file_name, content):
        """Replaces a file as a whole; the new one is written under a name that nothing else has."""
        with tempfile.NamedTemporaryFile(dir=self.folder.parent, prefix="cabinet-", delete=False) as file:
            file.write(content)
        Path(file.name).replace(self.folder / file_name)

    def put_list(self, entry):
        content = {"name": entry.name, "owner": entry.owner, "readers": entry.readers}
        self.put(entry.key + LIST, json.dumps(content, ensure_ascii=False).encode())

    def store(self, user, name, content):
        key = key_of(name)
        if key is None:
            raise ValueError(f"{name} cannot be a name")
        try:
            entry = self.find_own(user, name)
        except FileNotFoundError:
            entry = Entry(key, name, user)
        self.put(key, content)
        self.put_list(entry)

    def read(self, user, name):
        entry = self.find(name)
        if not entry.readable(user):
            raise PermissionError(f"{name} is not for {user}")
        return (self.folder / entry.key).read_bytes()

    def share(self, user, name, reader):
        entry = self.find_own(user, name)
        if not entry.readable(reader) or reader == user and reader not in entry.readers:
            entry.readers.append(reader)
            self.put_list(entry)

    def rename(self, user, old, new):
        entry = self.find_own(user, old)
        key = key_of(new)
        if key is None:
            raise ValueError(f"{new} cannot be a name")
        before, entry.key, entry.name = entry.key, key, new
        if key != before:
            if (self.folder / key).exists():
                raise FileExistsError(new)
            (self.folder / before).rename(self.folder / key)
            (self.folder / (before + LIST)).unlink()
        self.put_list(entry)

    def delete(self, user, name):
        entry = self.find_own(user, name)
        for file_name in (entry.key, entry.key + LIST):
            (self.folder / file_name).unlink()

    def names(self, user):
        found = []
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                entry = self.find(path.name)
                if entry.key == path.name and entry.readable(user):
                    found.append(entry.name)
        return sorted(found)
