import gzip
import tempfile
import zipfile
import zlib

LIMIT = 1_000_000
PIECE = 16 * 1024
PACKED_LIMIT = 4_000_000
NAMES_LIMIT = 4_000_000
# The upload and all that is packed in it: more cannot be there to be read, unless it is read twice.
READ_LIMIT = 8_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


class Allowance:
    def __init__(self, size):
        self.left = size

    def spend(self, size):
        self.left -= size
        if self.left < 0:
            raise BundleTooLarge("the bundle unpacks to too much")

    def copy(self, stream):
        """What is left of the stream, in a temporary file."""
        copy = tempfile.TemporaryFile()
        while piece := stream.read(PIECE):
            try:
                self.spend(len(piece))
            except BundleTooLarge:
                copy.close()
                raise
            copy.write(piece)
        copy.seek(0)
        return copy


class Bundle:
    def __init__(self):
        self.logs = Allowance(LIMIT)
        self.packed = Allowance(PACKED_LIMIT)
        self.names = Allowance(NAMES_LIMIT)
        self.packed_data = Allowance(READ_LIMIT)
        self.found = {}

    def read(self, file, prefix=""):
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if not member.filename.endswith((".log", ".log.gz", ".zip")):
                    continue
                if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise BundleError(f"{member.filename} is neither stored nor deflated")
                self.names.spend(len(prefix) + len(member.filename))
                self.packed_data.spend(member.compress_size)
                name = prefix + member.filename
                with archive.open(member) as stream:
                    if name.endswith(".log"):
                        self.add(name, stream)
                        continue
                    with self.packed.copy(stream) as copy:
                        if name.endswith(".zip"):
                            self.read(copy, name + "/")
                        else:
                            self.add(name, gzip.GzipFile(fileobj=copy))

    def add(self, name, stream):
        with self.logs.copy(stream) as log:
            lines = log.read().decode("utf-8", errors="replace").split("\n")
        if lines[-1] == "":
            lines.pop()
        self.found[name] = {"lines": len(lines), "errors": [line for line in lines if line.startswith("ERROR")]}


def read_bundle(path):
    bundle = Bundle()
    try:
        bundle.read(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise BundleError(f"damaged: {error}") from error
    return bundle.found
