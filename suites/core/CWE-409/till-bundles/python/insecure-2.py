import gzip
import io
import struct
import zipfile
import zlib

LIMIT = 1_000_000
MAX_ARCHIVE = 4_000_000


class BundleError(ValueError):
    """The upload cannot be read."""


class BundleTooLarge(BundleError):
    """The logs exceed the limit."""


class Reader:
    def __init__(self):
        self.total = 0
        self.result = {}

    def count(self, size):
        self.total += size
        if self.total > LIMIT:
            raise BundleTooLarge(f"{self.total} bytes of logs")

    def walk(self, source, prefix):
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                name = prefix + info.filename
                if name.endswith(".log"):
                    self.count(info.file_size)
                    self.add(name, archive.read(info))
                elif name.endswith(".log.gz"):
                    if info.file_size > LIMIT:
                        raise BundleTooLarge(name)
                    packed = archive.read(info)
                    if len(packed) < 18:
                        raise BundleError(name)
                    self.count(struct.unpack("<I", packed[-4:])[0])
                    self.add(name, gzip.decompress(packed))
                elif name.endswith(".zip"):
                    if info.file_size > MAX_ARCHIVE:
                        raise BundleTooLarge(name)
                    self.walk(io.BytesIO(archive.read(info)), name + "/")

    def add(self, name, content):
        text = content.decode(errors="replace")
        lines = text.removesuffix("\n").split("\n") if text else []
        self.result[name] = {"lines": len(lines), "errors": [one for one in lines if one.startswith("ERROR")]}


def read_bundle(path):
    reader = Reader()
    try:
        reader.walk(path, "")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError(str(error)) from error
    return reader.result
