import os
import posixpath
import tarfile
import zipfile


def _normal(name):
    name = posixpath.normpath(name)
    if name.startswith(("/", "../")) or name == "..":
        raise PermissionError(f"{name} is not in the site")
    return name


class _Names:
    """Names of an archive as they are below the site's folder."""

    def __init__(self, names):
        names = [posixpath.normpath(name) for name in names]
        tops = {name.split("/")[0] for name in names if name != "."}
        deep = any("/" in name for name in names)
        self.top = tops.pop() if len(tops) == 1 and deep else None

    def inner(self, name):
        name = posixpath.normpath(name)
        if name == self.top:
            return "."
        if self.top is not None:
            name = name.removeprefix(self.top + "/")
        return _normal(name)


def _from_zip(archive, folder):
    names = _Names(archive.namelist())
    for info in archive.infolist():
        name = names.inner(info.filename)
        path = os.path.join(folder, name)
        if info.is_dir():
            os.makedirs(path, exist_ok=True)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(archive.read(info))
        yield name


def _from_tar(archive, folder):
    members = [member for member in archive if not member.isdev()]
    names = _Names([member.name for member in members])
    for member in members:
        name = names.inner(member.name)
        target = member.linkname
        if member.issym():
            _normal(posixpath.join(posixpath.dirname(name), target))
        elif member.islnk():
            target = names.inner(target)
        if name == ".":
            continue
        archive.extract(member.replace(name=name, linkname=target, deep=False), folder, filter="fully_trusted")
        if member.isfile():
            yield name


def unpack_site(archive, folder):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return sorted(_from_zip(opened, folder))
    if not tarfile.is_tarfile(archive):
        raise ValueError("unknown kind of archive")
    with tarfile.open(archive) as opened:
        return sorted(_from_tar(opened, folder))
