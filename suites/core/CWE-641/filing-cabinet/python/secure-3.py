import json
import os
import unicodedata

ENDING = ".acl"
FORBIDDEN = frozenset("/\0")


class Cabinet:
    """Everything happens relative to an open folder, and by keys that were checked."""

    def __init__(self, folder):
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _open(self, path, flags):
        return os.open(path, flags | os.O_NOFOLLOW, 0o600, dir_fd=self._root)

    def _get(self, file_name):
        with open(file_name, "rb", opener=self._open) as file:
            return file.read()

    def _set(self, file_name, content):
        with open(file_name, "wb", opener=self._open) as file:
            file.write(content)

    def _exists(self, file_name):
        return file_name in os.listdir(self._root)

    def _key(self, name, error=ValueError):
        key = unicodedata.normalize("NFKC", name).casefold()
        for text in (name, key):
            if not text or FORBIDDEN & set(text) or text in (".", "..") or text.endswith(ENDING):
                raise error(name)
        if len(name) > 100:
            raise error(name)
        return key

    def _rights(self, name, *, owner=None, reader=None):
        key = self._key(name, FileNotFoundError)
        rights = json.loads(self._get(key + ENDING))
        if owner is not None and rights["owner"] != owner:
            raise PermissionError(name)
        if reader is not None and reader not in [rights["owner"], *rights["readers"]]:
            raise PermissionError(name)
        return key, rights

    def store(self, user, name, content):
        key = self._key(name)
        rights = {"name": name, "owner": user, "readers": []}
        if self._exists(key + ENDING):
            key, rights = self._rights(name, owner=user)
        elif self._exists(key):
            raise PermissionError(f"{name} belongs to another program")
        self._set(key + ENDING, json.dumps(rights).encode())
        self._set(key, content)

    def read(self, user, name):
        return self._get(self._rights(name, reader=user)[0])

    def share(self, user, name, reader):
        key, rights = self._rights(name, owner=user)
        rights["readers"] = list(dict.fromkeys([*rights["readers"], reader]))
        self._set(key + ENDING, json.dumps(rights).encode())

    def rename(self, user, old, new):
        key, rights = self._rights(old, owner=user)
        target = self._key(new)
        if target != key and (self._exists(target) or self._exists(target + ENDING)):
            raise FileExistsError(new)
        rights["name"] = new
        self._set(key + ENDING, json.dumps(rights).encode())
        os.rename(key + ENDING, target + ENDING, src_dir_fd=self._root, dst_dir_fd=self._root)
        os.rename(key, target, src_dir_fd=self._root, dst_dir_fd=self._root)

    def delete(self, user, name):
        key, _rights = self._rights(name, owner=user)
        os.unlink(key + ENDING, dir_fd=self._root)
        os.unlink(key, dir_fd=self._root)

    def names(self, user):
        present = set(os.listdir(self._root))
        lists = [json.loads(self._get(key + ENDING)) for key in present if key + ENDING in present]
        return sorted(one["name"] for one in lists if user == one["owner"] or user in one["readers"])
