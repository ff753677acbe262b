import os
import shutil
import tarfile
import zipfile
from pathlib import Path, PurePosixPath


class Unpacker:
    def __init__(self, folder):
        self.root = Path(folder).resolve()
        self.files = []

    def place(self, path):
        resolved = path.resolve()
        if not str(resolved).startswith(str(self.root)):
            raise ValueError(f"{path} is outside of the site")
        return resolved

    def folder(self, name):
        self.place(self.root / name).mkdir(parents=True, exist_ok=True)

    def file(self, name, source):
        path = self.place(self.root / name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with source, path.open("wb") as file:
            shutil.copyfileobj(source, file)
        self.files.append(str(PurePosixPath(name)))

    def link(self, name, target):
        path = self.place((self.root / name).parent) / PurePosixPath(name).name
        self.place(path.parent / target)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    def second_name(self, name, target):
        path = self.place((self.root / name).parent) / PurePosixPath(name).name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.link(self.place(self.root / target), path)


def _shortener(names):
    paths = [PurePosixPath(name) for name in names]
    tops = {path.parts[0] for path in paths if path.parts}
    count = 1 if len(tops) == 1 and any(len(path.parts) > 1 for path in paths) else 0
    return lambda name: "/".join(PurePosixPath(name).parts[count:])


def unpack_site(archive, folder):
    unpacker = Unpacker(folder)
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            short = _shortener(opened.namelist())
            for info in opened.infolist():
                if info.is_dir():
                    unpacker.folder(short(info.filename))
                else:
                    unpacker.file(short(info.filename), opened.open(info))
        return sorted(unpacker.files)
    if not tarfile.is_tarfile(archive):
        raise ValueError("this is no archive")
    with tarfile.open(archive) as opened:
        short = _shortener(opened.getnames())
        for member in opened:
            name = short(member.name)
            if member.isdir():
                unpacker.folder(name)
            elif member.issym():
                unpacker.link(name, member.linkname)
            elif member.islnk():
                unpacker.second_name(name, short(member.linkname))
            elif member.isfile():
                unpacker.file(name, opened.extractfile(member))
    return sorted(unpacker.files)
