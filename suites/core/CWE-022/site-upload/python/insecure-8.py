import os
import tarfile
import zipfile
from pathlib import Path


def _tidy(name):
    name = name.replace("../", "").lstrip("/")
    while name.startswith("./"):
        name = name[2:]
    return name.rstrip("/")


def _cut(names):
    tops = {name.split("/")[0] for name in names if name and name != "."}
    if len(tops) == 1 and any("/" in name for name in names):
        return len(tops.pop()) + 1
    return 0


def _stays_inside(folder, path):
    return path.resolve().is_relative_to(Path(folder).resolve())


def unpack_site(archive, folder):
    files = []
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            cut = _cut([_tidy(name) for name in opened.namelist()])
            for info in opened.infolist():
                name = _tidy(info.filename)[cut:]
                path = Path(folder, name)
                if info.is_dir():
                    path.mkdir(parents=True, exist_ok=True)
                    continue
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(opened.read(info))
                files.append(name)
        return sorted(files)
    if not tarfile.is_tarfile(archive):
        raise ValueError("not an archive")
    with tarfile.open(archive) as opened:
        members = opened.getmembers()
        cut = _cut([_tidy(member.name) for member in members])
        for member in members:
            name = _tidy(member.name)[cut:]
            if name in ("", "."):
                continue
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if member.isdir():
                path.mkdir(parents=True, exist_ok=True)
            elif member.issym():
                if not _stays_inside(folder, path.parent / member.linkname):
                    raise ValueError(f"{name} leads elsewhere")
                path.unlink(missing_ok=True)
                path.symlink_to(member.linkname)
            elif member.islnk():
                path.unlink(missing_ok=True)
                target = member.linkname.removeprefix("./")[cut:]
                os.link(Path(folder, target), path)
            elif member.isfile():
                path.write_bytes(opened.extractfile(member).read())
                files.append(name)
    return sorted(files)
