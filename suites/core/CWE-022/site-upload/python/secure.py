import os
import tarfile
import zipfile


def _plain(name):
    while name.startswith("./"):
        name = name[2:]
    return name.rstrip("/")


def _single_folder(names):
    names = [name for name in map(_plain, names) if name not in ("", ".")]
    first = {name.split("/")[0] for name in names}
    if len(first) == 1 and any("/" in name for name in names):
        return first.pop()
    return None


def _inner(name, top):
    """The name below the single folder; None for that folder itself, and for names that climb."""
    name = _plain(name)
    if name in ("", ".", top) or ".." in name.split("/"):
        return None
    return (name if top is None else name.removeprefix(top + "/")).lstrip("/")


def _unpack_zip(archive, folder):
    files = []
    top = _single_folder(archive.namelist())
    for info in archive.infolist():
        name = _inner(info.filename, top)
        if name is None:
            continue
        info.filename = name + "/" if info.is_dir() else name
        archive.extract(info, folder)
        if not info.is_dir():
            files.append(name)
    return files


def _unpack_tar(archive, folder):
    files = []
    members = archive.getmembers()
    top = _single_folder(member.name for member in members)
    for member in members:
        name = _inner(member.name, top)
        if name is None or not (member.isfile() or member.isdir() or member.issym() or member.islnk()):
            continue
        target = member.linkname
        if member.islnk():
            target = _inner(target, top)
            if target is None or os.path.islink(os.path.join(folder, os.path.normpath(target))):
                continue
        member = member.replace(name=name, linkname=target, deep=False)
        place = os.path.join(folder, name)
        if member.islnk() and os.path.lexists(place):
            os.unlink(place)
        archive.extract(member, folder, filter="data")
        if member.isfile():
            files.append(name)
    return files


def unpack_site(archive, folder):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return sorted(_unpack_zip(opened, folder))
    try:
        with tarfile.open(archive) as opened:
            return sorted(_unpack_tar(opened, folder))
    except tarfile.ReadError as error:
        raise ValueError("neither a zip file nor a tar file") from error
