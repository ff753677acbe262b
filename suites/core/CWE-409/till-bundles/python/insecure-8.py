import gzip
import io
import itertools
import zipfile
import zlib

LOG_BYTES = 1_000_000
PACKED_BYTES = 4_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def pieces(stream):
    return iter(lambda: stream.read(32768), b"")


def bounded(stream, size):
    content = bytearray()
    for piece in pieces(stream):
        content += piece
        if len(content) > size:
            raise BundleTooLarge(f"over {size} bytes")
    return bytes(content)


def walk(file, prefix, left):
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = prefix + info.filename
            if name.endswith(".zip"):
                with archive.open(info) as member:
                    inner = bounded(member, PACKED_BYTES)
                left = yield from walk(io.BytesIO(inner), name + "/", left)
            elif name.endswith((".log", ".log.gz")):
                with archive.open(info) as member:
                    log = bounded(gzip.GzipFile(fileobj=member) if name.endswith(".gz") else member, left)
                left -= len(log)
                yield name, log
    return left


def summary(log):
    lines = log.decode("utf-8", errors="replace").split("\n")
    lines = lines[:-1] if lines[-1] == "" else lines
    return {"lines": len(lines), "errors": list(itertools.filterfalse(lambda line: line[:5] != "ERROR", lines))}


def read_bundle(path):
    try:
        return {name: summary(log) for name, log in walk(path, "", LOG_BYTES)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError(f"not a bundle: {error}") from error
