import json
import os
import unicodedata


def key_of(name):
    return unicodedata.normalize("NFKC", name).casefold()


def key_of_new(name):
    """The key of a name that is to be given to a file."""
    key = key_of(name)
    if not 1 <= len(name) <= 100 or "/" in key or "\0" in key or key in (".", ".."):
        raise ValueError(f"not a name: {name!r}")
    if name.endswith(".acl"):
        raise ValueError(f"this ending is taken: {name!r}")
    return key


class Cabinet:
    def __init__(self, folder):
        self.folder = folder

    def path(self, key):
        return os.path.join(self.folder, key)

    def entry(self, key):
        """The list of a file, or None."""
        try:
            with open(self.path(key + ".acl"), encoding="utf-8") as file:
                return json.load(file)
        except (FileNotFoundError, ValueError):
            return None

    def known(self, name):
        key = key_of(name)
        entry = None if "/" in key or key.endswith(".acl") else self.entry(key)
        if entry is None:
            raise FileNotFoundError(name)
        return key, entry

    def own(self, user, name):
        key, entry = self.known(name)
        if entry["owner"] != user:
            raise PermissionError(name)
        return key, entry

    def write(self, key, entry):
        with open(self.path(key + ".acl"), "w", encoding="utf-8") as file:
            json.dump(entry, file)

    def store(self, user, name, content):
        key = key_of_new(name)
        entry = self.entry(key) or {"name": name, "owner": user, "readers": []}
        if entry["owner"] != user:
            raise PermissionError(name)
        with open(self.path(key), "wb") as file:
            file.write(content)
        self.write(key, entry)

    def read(self, user, name):
        key, entry = self.known(name)
        if user != entry["owner"] and user not in entry["readers"]:
            raise PermissionError(name)
        with open(self.path(key), "rb") as file:
            return file.read()

    def share(self, user, name, reader):
        key, entry = self.own(user, name)
        if reader not in entry["readers"]:
            self.write(key, {**entry, "readers": [*entry["readers"], reader]})

    def rename(self, user, old, new):
        key, entry = self.own(user, old)
        new_key = key_of_new(new)
        if new_key != key and os.path.lexists(self.path(new_key)):
            raise FileExistsError(new)
        if new_key != key:
            os.rename(self.path(key), self.path(new_key))
            os.remove(self.path(key + ".acl"))
        self.write(new_key, {**entry, "name": new})

    def delete(self, user, name):
        key, _entry = self.own(user, name)
        os.remove(self.path(key))
        os.remove(self.path(key + ".acl"))

    def names(self, user):
        found = []
        for key in os.listdir(self.folder):
            entry = None if key.endswith(".acl") else self.entry(key)
            if entry and (user == entry["owner"] or user in entry["readers"]):
                found.append(entry["name"])
        return sorted(found)
