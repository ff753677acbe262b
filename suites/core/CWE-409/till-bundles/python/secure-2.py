import io
import zipfile
import zlib
from collections import deque

LIMIT = 1_000_000
PACKED_LIMIT = 4_000_000
KEYS_LIMIT = 5_000_000
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class BundleError(ValueError):
    """The upload is not a bundle."""


class BundleTooLarge(BundleError):
    """The logs of the bundle exceed the limit."""


def _at_most(stream, size):
    content = stream.read(size + 1)
    if len(content) > size:
        raise BundleTooLarge(f"more than {size} bytes")
    return content


def _gunzip(packed, size):
    unpacker = zlib.decompressobj(wbits=31)
    content = unpacker.decompress(packed, size + 1)
    if len(content) > size:
        raise BundleTooLarge(f"more than {size} bytes")
    if not unpacker.eof:
        raise BundleError("a packed log is cut off")
    return content


def _summary(content):
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    errors = [line.decode(errors="replace") for line in lines if line.startswith(b"ERROR")]
    return {"lines": len(lines), "errors": errors}


def _read(path):
    found = {}
    logs_left, packed_left, keys_left = LIMIT, PACKED_LIMIT, KEYS_LIMIT
    waiting = deque([("", path)])
    while waiting:
        prefix, file = waiting.popleft()
        with zipfile.ZipFile(file) as archive:
            places = {info.header_offset for info in archive.infolist()}
            if len(places) < len(archive.infolist()):
                raise BundleError("two members in the same place")
            for info in archive.infolist():
                if not info.filename.endswith((".log", ".log.gz", ".zip")):
                    continue
                if info.compress_type not in METHODS:
                    raise BundleError(f"unknown method: {info.compress_type}")
                keys_left -= len(prefix) + len(info.filename)
                if keys_left < 0:
                    raise BundleTooLarge("the names of archives in archives add up")
                name = prefix + info.filename
                with archive.open(info) as member:
                    if name.endswith(".log"):
                        log = _at_most(member, logs_left)
                    else:
                        packed = _at_most(member, packed_left)
                        packed_left -= len(packed)
                        if name.endswith(".zip"):
                            waiting.append((name + "/", io.BytesIO(packed)))
                            continue
                        log = _gunzip(packed, logs_left)
                logs_left -= len(log)
                found[name] = _summary(log)
    return found


def read_bundle(path):
    try:
        return _read(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise BundleError(f"the bundle cannot be read: {error}") from error
