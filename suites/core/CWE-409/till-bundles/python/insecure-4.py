import gzip
import tempfile
import zipfile
import zlib

LIMIT = 1_000_000
PIECE = 65536


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def _pieces(stream, left):
    while piece := stream.read(min(PIECE, left + 1)):
        left -= len(piece)
        if left < 0:
            raise BundleTooLarge("the logs exceed the limit")
        yield piece


def _summarise(pieces):
    lines, errors, rest = 0, [], b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        lines += len(whole)
        errors += [line for line in whole if line.startswith(b"ERROR")]
    if rest:
        lines += 1
        errors += [rest] if rest.startswith(b"ERROR") else []
    return {"lines": lines, "errors": [line.decode("utf-8", "replace") for line in errors]}


def _unpack(file):
    found, left = {}, LIMIT
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = info.filename
            if not name.endswith((".log", ".log.gz", ".zip")):
                continue
            with archive.open(info) as member, tempfile.TemporaryFile() as copy:
                stream = gzip.GzipFile(fileobj=member) if name.endswith(".gz") else member
                for piece in _pieces(stream, 4 * LIMIT if name.endswith(".zip") else left):
                    copy.write(piece)
                if name.endswith(".zip"):
                    found.update({f"{name}/{inner}": log for inner, log in _unpack(copy).items()})
                    continue
                left -= copy.tell()
                copy.seek(0)
                found[name] = _summarise(_pieces(copy, LIMIT))
    return found


def read_bundle(path):
    try:
        return _unpack(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError(str(error)) from error
