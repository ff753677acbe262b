import os
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path


class NotASite(ValueError):
    pass


def _wanted(member, place):
    member = tarfile.data_filter(member, place)
    if member.islnk() and os.path.islink(os.path.join(place, member.linkname)):
        raise NotASite(f"{member.name} is the second name of a link")
    return member


def _extract(archive, place):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(place)
        return
    try:
        with tarfile.open(archive) as opened:
            wanted = [one for one in opened if one.isfile() or one.isdir() or one.issym() or one.islnk()]
            opened.extractall(place, wanted, filter=_wanted)
    except tarfile.ReadError as error:
        raise NotASite("cannot be read as an archive") from error


def _ordinary_files(archive):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return [info.filename for info in opened.infolist() if not info.is_dir()]
    with tarfile.open(archive) as opened:
        return [one.name for one in opened if one.isfile()]


def unpack_site(archive, folder):
    with tempfile.TemporaryDirectory() as place:
        _extract(archive, place)
        root = Path(place)
        top = [*root.iterdir()]
        if len(top) == 1 and top[0].is_dir() and not top[0].is_symlink():
            root = top[0]
        names = set()
        for name in _ordinary_files(archive):
            path = Path(os.path.normpath(os.path.join(place, name)))
            if path.is_relative_to(root) and path.is_file():
                names.add(path.relative_to(root).as_posix())
        for path in root.rglob("*"):
            old = Path(folder) / path.relative_to(root)
            if old.is_symlink():
                old.unlink()
        shutil.copytree(root, folder, dirs_exist_ok=True)
    return sorted(names)
