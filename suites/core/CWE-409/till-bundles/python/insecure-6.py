import gzip
import os
import shutil
import tempfile
import zipfile
import zlib

LIMIT = 1_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def _unpack(path, target):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(target)
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
    for name in names:
        place = os.path.join(target, name)
        if name.endswith(".zip"):
            inner = os.path.join(target, name + ".d")
            for further, log in _unpack(place, inner):
                yield f"{name}/{further}", log
        elif name.endswith(".log.gz"):
            with gzip.open(place) as packed, open(place + ".plain", "wb") as log:
                shutil.copyfileobj(packed, log)
            yield name, place + ".plain"
        elif name.endswith(".log"):
            yield name, place


def _lines(path):
    with open(path, encoding="utf-8", errors="replace", newline="\n") as log:
        lines = [line.removesuffix("\n") for line in log]
    return {"lines": len(lines), "errors": [line for line in lines if line.startswith("ERROR")]}


def read_bundle(path):
    with tempfile.TemporaryDirectory() as folder:
        try:
            logs = list(_unpack(path, folder))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise BundleError("the bundle is damaged") from error
        if sum(os.path.getsize(place) for _, place in logs) > LIMIT:
            raise BundleTooLarge("too many logs")
        return {name: _lines(place) for name, place in logs}
