import os
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path


def _extract(archive, place):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(place)
            return [info.filename for info in opened.infolist() if not info.is_dir()]
    try:
        with tarfile.open(archive) as opened:
            members = [one for one in opened if not (one.isdev() or one.isfifo())]
            opened.extractall(place, members, filter="data")
            return [one.name for one in members if one.isfile()]
    except tarfile.ReadError as error:
        raise ValueError("neither zip nor tar") from error


def _move_into(source, target):
    for item in source.iterdir():
        place = target / item.name
        if item.is_dir() and not item.is_symlink():
            place.mkdir(exist_ok=True)
            _move_into(item, place)
            continue
        if os.path.lexists(place):
            place.unlink()
        shutil.move(item, place)


def unpack_site(archive, folder):
    with tempfile.TemporaryDirectory() as place:
        names = _extract(archive, place)
        root = Path(place)
        top = list(root.iterdir())
        if len(top) == 1 and top[0].is_dir():
            root = top[0]
        paths = [Path(os.path.normpath(os.path.join(place, name))) for name in names]
        found = {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root) and path.is_file()}
        _move_into(root, Path(folder))
    return sorted(found)
