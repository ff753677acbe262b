import os
import shutil
import tarfile
import zipfile
from dataclasses import dataclass
from typing import Callable


@dataclass
class Entry:
    parts: tuple
    kind: str
    open: Callable = None
    target: tuple = ()


def _split(name):
    return tuple(part for part in name.split("/") if part not in ("", "."))


def _entries_of_zip(archive):
    for info in archive.infolist():
        kind = "folder" if info.is_dir() else "file"
        yield Entry(_split(info.filename), kind, lambda info=info: archive.open(info))


def _entries_of_tar(archive):
    for member in archive:
        parts = _split(member.name)
        if member.isfile():
            yield Entry(parts, "file", lambda member=member: archive.extractfile(member))
        elif member.isdir():
            yield Entry(parts, "folder")
        elif member.issym() and not member.linkname.startswith("/"):
            yield Entry(parts, "link", target=_split(member.linkname))
        elif member.islnk():
            yield Entry(parts, "second name", target=_split(member.linkname))


def _without_top(entries):
    entries = [entry for entry in entries if entry.parts]
    tops = {entry.parts[0] for entry in entries}
    if len(tops) == 1 and any(len(entry.parts) > 1 for entry in entries):
        for entry in entries:
            entry.parts = entry.parts[1:]
            if entry.kind == "second name":
                entry.target = entry.target[1:]
    return [entry for entry in entries if entry.parts and ".." not in entry.parts]


def _walk(tree, start, way, depth=0):
    """Follows a way through the tree of the archive: the parts of the place to which it leads, or None."""
    place = list(start)
    for position, part in enumerate(way):
        if part == "..":
            if not place:
                return None
            place.pop()
            continue
        place.append(part)
        entry = tree.get(tuple(place))
        if entry is not None and entry.kind in ("link", "second name"):
            if depth > 20:
                return None
            origin = place[:-1] if entry.kind == "link" else ()
            return _walk(tree, origin, (*entry.target, *way[position + 1:]), depth + 1)
    return tuple(place)


def _make_folders(folder, parts):
    place = folder
    for part in parts:
        place = os.path.join(place, part)
        if os.path.islink(place):
            os.unlink(place)
        os.makedirs(place, exist_ok=True)
    return place


def _store(folder, parts, source):
    path = os.path.join(_make_folders(folder, parts[:-1]), parts[-1])
    if os.path.lexists(path):
        os.unlink(path)
    with source, open(path, "xb") as file:
        shutil.copyfileobj(source, file)


def _store_all(entries, folder):
    tree = {entry.parts: entry for entry in entries}
    for entry in entries:
        if entry.kind == "folder":
            _make_folders(folder, entry.parts)
        elif entry.kind == "file":
            _store(folder, entry.parts, entry.open())
    for entry in entries:
        if entry.kind not in ("link", "second name"):
            continue
        found = _walk(tree, entry.parts[:-1] if entry.kind == "link" else (), entry.target)
        for other in entries:
            if found is not None and other.kind == "file" and other.parts[:len(found)] == found:
                _store(folder, entry.parts + other.parts[len(found):], other.open())
    return sorted({"/".join(entry.parts) for entry in entries if entry.kind == "file"})


def unpack_site(archive, folder):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            return _store_all(_without_top(_entries_of_zip(opened)), folder)
    if not tarfile.is_tarfile(archive):
        raise ValueError("this is not an archive")
    with tarfile.open(archive) as opened:
        return _store_all(_without_top(_entries_of_tar(opened)), folder)
