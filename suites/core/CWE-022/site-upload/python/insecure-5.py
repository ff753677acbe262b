import os
import shutil
import tarfile
import zipfile


def _parts(name):
    return [part for part in name.split("/") if part not in ("", ".")]


def _read(path):
    """(parts, kind, target, function that opens the content) of every entry."""
    if zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        for info in archive.infolist():
            kind, target = "folder" if info.is_dir() else "file", None
            if (info.external_attr >> 16) & 0o170000 == 0o120000:
                kind, target = "link", archive.read(info).decode()
            yield _parts(info.filename), kind, target, lambda info=info: archive.open(info)
        return
    try:
        archive = tarfile.open(path)
    except tarfile.ReadError as error:
        raise ValueError("not an archive") from error
    for member in archive:
        kind = {tarfile.DIRTYPE: "folder", tarfile.SYMTYPE: "link", tarfile.LNKTYPE: "hard"}.get(member.type)
        if kind is None:
            kind = "file" if member.isfile() else "other"
        yield _parts(member.name), kind, member.linkname, lambda member=member: archive.extractfile(member)


def _place(folder, parts):
    if ".." in parts:
        raise ValueError("a name leads out of the folder")
    place = folder
    for part in parts[:-1]:
        place = os.path.join(place, part)
        if not os.path.isdir(place):
            os.makedirs(place)
    return os.path.join(place, *parts[-1:])


def unpack_site(archive, folder):
    entries = [entry for entry in _read(archive) if entry[0]]
    tops = {entry[0][0] for entry in entries}
    cut = 1 if len(tops) == 1 and any(len(entry[0]) > 1 for entry in entries) else 0
    files = []
    for parts, kind, target, opened in entries:
        parts = parts[cut:]
        if not parts or kind == "other":
            continue
        path = _place(folder, parts)
        if kind == "folder":
            os.makedirs(path, exist_ok=True)
            continue
        if os.path.lexists(path):
            os.remove(path)
        if kind == "link":
            os.symlink(target, path)
        elif kind == "hard":
            os.link(_place(folder, _parts(target)[cut:]), path)
        else:
            with opened() as source, open(path, "wb") as file:
                shutil.copyfileobj(source, file)
            files.append("/".join(parts))
    return sorted(files)
