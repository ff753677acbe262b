import gzip
import io
import zipfile
import zlib

LIMIT = 1_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def _logs(content, prefix=""):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".log"):
                yield prefix + name, archive.read(name)
            elif name.endswith(".log.gz"):
                yield prefix + name, gzip.decompress(archive.read(name))
            elif name.endswith(".zip"):
                yield from _logs(archive.read(name), f"{prefix}{name}/")


def _summary(log):
    lines = log.decode("utf-8", errors="replace").split("\n")
    if not lines[-1]:
        lines.pop()
    return {"lines": len(lines), "errors": [line for line in lines if line.startswith("ERROR")]}


def read_bundle(path):
    with open(path, "rb") as file:
        content = file.read()
    size = 0
    found = {}
    try:
        for name, log in _logs(content):
            size += len(log)
            if size > LIMIT:
                raise BundleTooLarge(f"more than {LIMIT} bytes of logs")
            found[name] = _summary(log)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError(f"cannot read the bundle: {error}") from error
    return found
