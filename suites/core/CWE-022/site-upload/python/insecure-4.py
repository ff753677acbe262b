import os
import shutil
import tarfile
import zipfile


class BadEntry(ValueError):
    pass


def _is_below(folder, path):
    folder = os.path.realpath(folder)
    return os.path.commonpath([folder, os.path.realpath(path)]) == folder


def _check(folder, name, target=None, hard=False):
    if not _is_below(folder, os.path.join(folder, name)):
        raise BadEntry(name)
    if target is not None:
        start = folder if hard else os.path.dirname(os.path.join(folder, name))
        if not _is_below(folder, os.path.join(start, os.path.normpath(target))):
            raise BadEntry(target)


def _strip(name, top):
    name = name.removeprefix("./").rstrip("/")
    return name[len(top) + 1:] if top else name


def _top(names):
    names = [name.removeprefix("./") for name in names if name not in (".", "./")]
    first = {name.split("/", 1)[0] for name in names}
    return first.pop() if len(first) == 1 and any("/" in name.rstrip("/") for name in names) else ""


def _write(source, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with source, open(path, "wb") as file:
        shutil.copyfileobj(source, file)


def _unpack_zip(archive, folder):
    names = archive.namelist()
    for name in names:
        _check(folder, name)
    top = _top(names)
    for name in names:
        inner = _strip(name, top)
        if name.endswith("/"):
            os.makedirs(os.path.join(folder, inner), exist_ok=True)
        elif inner:
            _write(archive.open(name), os.path.join(folder, inner))
            yield inner


def _unpack_tar(archive, folder):
    members = [one for one in archive if one.isfile() or one.isdir() or one.islnk() or one.issym()]
    top = _top([one.name for one in members])
    for one in members:
        is_link = one.issym() or one.islnk()
        _check(folder, one.name, one.linkname if is_link else None, one.islnk())
        name = _strip(one.name, top)
        path = os.path.join(folder, name)
        if one.isdir():
            os.makedirs(path, exist_ok=True)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.lexists(path):
            os.unlink(path)
        if one.issym():
            os.symlink(os.path.normpath(one.linkname), path)
        elif one.islnk():
            os.link(os.path.join(folder, _strip(one.linkname, top)), path)
        else:
            _write(archive.extractfile(one), path)
            yield name


def unpack_site(archive, folder):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return sorted(_unpack_zip(opened, folder))
    if tarfile.is_tarfile(archive):
        with tarfile.open(archive) as opened:
            return sorted(_unpack_tar(opened, folder))
    raise BadEntry("neither a zip nor a tar file")
