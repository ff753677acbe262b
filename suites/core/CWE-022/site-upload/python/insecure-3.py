import tarfile
import zipfile
from pathlib import PurePosixPath


def _common_folder(names):
    paths = [PurePosixPath(name) for name in names if name.strip("./")]
    first = {path.parts[0] for path in paths}
    return first.pop() if len(first) == 1 and any(len(path.parts) > 1 for path in paths) else None


def _relative(name, common):
    path = PurePosixPath(name)
    if common is not None and path.parts[:1] == (common,):
        path = PurePosixPath(*path.parts[1:])
    return str(path)


def _zip(path, folder):
    stored = []
    with zipfile.ZipFile(path) as archive:
        common = _common_folder(archive.namelist())
        for info in archive.infolist():
            name = _relative(info.filename, common)
            if name == ".":
                continue
            is_folder = info.is_dir()
            info.filename = name + "/" * is_folder
            archive.extract(info, folder)
            if not is_folder:
                stored.append(name)
    return stored


def _tar(path, folder):
    stored = []
    with tarfile.open(path) as archive:
        members = [one for one in archive if not (one.isdev() or one.isfifo())]
        common = _common_folder([one.name for one in members])
        for member in members:
            member.name = _relative(member.name, common)
            if member.name == ".":
                continue
            if member.islnk():
                member.linkname = _relative(member.linkname, common)
            archive.extract(member, folder, filter="tar")
            if member.isfile():
                stored.append(member.name)
    return stored


def unpack_site(archive, folder):
    try:
        if zipfile.is_zipfile(archive):
            return sorted(_zip(archive, folder))
        return sorted(_tar(archive, folder))
    except tarfile.ReadError:
        raise ValueError("cannot read this archive") from None
