import json
import unicodedata
from pathlib import Path


class Cabinet:
    def __init__(self, folder):
        self.folder = Path(folder)

    @staticmethod
    def _key(name):
        return unicodedata.normalize("NFKC", name).casefold().replace("/", "_").replace(".acl", "")

    @staticmethod
    def _validate(name):
        if not 1 <= len(name) <= 100 or "/" in name or "\0" in name or name in (".", ".."):
            raise ValueError(f"invalid name: {name!r}")

    def _paths(self, name):
        key = self._key(name)
        return self.folder / key, self.folder / f"{key}.acl"

    def _load(self, name):
        content, acl = self._paths(name)
        if not content.is_file() or not acl.is_file():
            raise FileNotFoundError(name)
        return content, acl, json.loads(acl.read_text(encoding="utf-8"))

    def _load_own(self, user, name):
        content, acl, data = self._load(name)
        if data["owner"] != user:
            raise PermissionError(f"{name} belongs to somebody else")
        return content, acl, data

    def store(self, user, name, content):
        self._validate(name)
        path, acl = self._paths(name)
        if acl.exists():
            if json.loads(acl.read_text(encoding="utf-8"))["owner"] != user:
                raise PermissionError(f"{name} belongs to somebody else")
        else:
            acl.write_text(json.dumps({"name": name, "owner": user, "readers": []}), encoding="utf-8")
        path.write_bytes(content)

    def read(self, user, name):
        path, _, data = self._load(name)
        if user != data["owner"] and user not in data["readers"]:
            raise PermissionError(f"{name} is not shared with {user}")
        return path.read_bytes()

    def share(self, user, name, reader):
        _, acl, data = self._load_own(user, name)
        if reader not in data["readers"]:
            data["readers"].append(reader)
            acl.write_text(json.dumps(data), encoding="utf-8")

    def rename(self, user, old, new):
        path, acl, data = self._load_own(user, old)
        self._validate(new)
        new_path, new_acl = self._paths(new)
        if new_path != path and new_path.exists() and new_acl.exists():
            raise FileExistsError(new)
        data["name"] = new
        path.rename(new_path)
        acl.unlink()
        new_acl.write_text(json.dumps(data), encoding="utf-8")

    def delete(self, user, name):
        path, acl, _ = self._load_own(user, name)
        path.unlink()
        acl.unlink()

    def names(self, user):
        found = []
        for acl in self.folder.glob("*.acl"):
            if acl.with_suffix("").is_file():
                data = json.loads(acl.read_text(encoding="utf-8"))
                if user == data["owner"] or user in data["readers"]:
                    found.append(data["name"])
        return sorted(found)
