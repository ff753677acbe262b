import os
import tarfile
import zipfile


def _clean(name):
    return name.removeprefix("./").rstrip("/")


def _top(names):
    """The folder in which all entries lie, with its slash, or nothing."""
    names = [name for name in names if name not in ("", ".")]
    tops = {name.split("/")[0] for name in names}
    if len(tops) == 1 and any("/" in name for name in names):
        return tops.pop() + "/"
    return ""


def _unpack_zip(path, folder):
    files = []
    with zipfile.ZipFile(path) as archive:
        top = _top([_clean(info.filename) for info in archive.infolist()])
        for info in archive.infolist():
            name = _clean(info.filename)
            if not (name + "/").startswith(top) or name + "/" == top:
                continue
            name = name[len(top):]
            target = os.path.join(folder, name)
            if info.is_dir():
                os.makedirs(target, exist_ok=True)
                continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as file:
                file.write(archive.read(info))
            files.append(name)
    return files


def _unpack_tar(path, folder):
    files = []
    with tarfile.open(path) as archive:
        members = archive.getmembers()
        top = _top([_clean(member.name) for member in members])
        for member in members:
            member.name = _clean(member.name)
            if member.name + "/" == top or member.name in ("", "."):
                continue
            member.name = member.name.removeprefix(top)
            if member.islnk():
                member.linkname = _clean(member.linkname).removeprefix(top)
            if member.isfile() or member.isdir() or member.issym() or member.islnk():
                archive.extract(member, folder)
            if member.isfile():
                files.append(member.name)
    return files


def unpack_site(archive, folder):
    if zipfile.is_zipfile(archive):
        return sorted(_unpack_zip(archive, folder))
    if tarfile.is_tarfile(archive):
        return sorted(_unpack_tar(archive, folder))
    raise ValueError("neither a zip file nor a tar file")
