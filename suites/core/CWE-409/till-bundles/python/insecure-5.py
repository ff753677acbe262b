import io
import zipfile
import zlib

LIMIT = 1_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


class _Count:
    def __init__(self):
        self.bytes = 0

    def add(self, piece):
        self.bytes += len(piece)
        if self.bytes > LIMIT:
            raise BundleTooLarge(f"the logs have more than {LIMIT} bytes")
        return piece


def _plain(archive, name, count):
    content = b""
    with archive.open(name) as member:
        while piece := member.read(8192):
            content += count.add(piece)
    return content


def _packed(archive, name, count):
    unpacker = zlib.decompressobj(wbits=31)
    rest, content = archive.read(name), b""
    while not unpacker.eof:
        if not rest:
            raise BundleError(f"{name} is cut off")
        content += count.add(unpacker.decompress(rest, 8192))
        rest = unpacker.unconsumed_tail
    return content


def _walk(data, prefix, count):
    with zipfile.ZipFile(data) as archive:
        for name in archive.namelist():
            if name.endswith(".zip"):
                yield from _walk(io.BytesIO(archive.read(name)), prefix + name + "/", count)
            elif name.endswith(".log.gz"):
                yield prefix + name, _packed(archive, name, count)
            elif name.endswith(".log"):
                yield prefix + name, _plain(archive, name, count)


def read_bundle(path):
    found = {}
    try:
        for name, content in _walk(path, "", _Count()):
            lines = content.split(b"\n")[: None if content[-1:] not in (b"\n", b"") else -1]
            errors = [line.decode("utf-8", "replace") for line in lines if line.startswith(b"ERROR")]
            found[name] = {"lines": len(lines), "errors": errors}
    except (zipfile.BadZipFile, zlib.error, OSError) as error:
        raise BundleError(str(error)) from error
    return found
