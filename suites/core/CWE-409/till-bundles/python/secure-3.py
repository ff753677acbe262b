import contextlib
import gzip
import shutil
import tempfile
import zipfile
import zlib

LOGS_AT_MOST = 1_000_000
PACKED_AT_MOST = 4_000_000
NAMES_AT_MOST = 4_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


class Meter:
    """Reads from a stream and charges what it reads to an account that several streams share."""

    def __init__(self, stream, account, limit):
        self.stream, self.account, self.limit = stream, account, limit

    def read(self, size=65536):
        data = self.stream.read(min(size, 65536))
        self.account[0] += len(data)
        if self.account[0] > self.limit:
            raise BundleTooLarge(f"over {self.limit} bytes")
        return data


def lines_of(stream):
    rest = b""
    while data := stream.read():
        rest += data
        if b"\n" in data:
            *whole, rest = rest.split(b"\n")
            yield from whole
    if rest:
        yield rest


def summary(stream):
    count, errors = 0, []
    for line in lines_of(stream):
        count += 1
        if line.startswith(b"ERROR"):
            errors.append(line.decode("utf-8", errors="replace"))
    return {"lines": count, "errors": errors}


def walk(file, prefix, logs, packed, names):
    archive = zipfile.ZipFile(file)
    if len(set(archive.namelist())) < len(archive.namelist()):
        raise BundleError("a member is there twice")
    methods = {info.compress_type for info in archive.infolist() if info.filename.endswith((".zip", ".log", ".log.gz"))}
    if not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise BundleError("a member is packed by another method")
    for name in archive.namelist():
        names[0] += len(prefix)
        if names[0] > NAMES_AT_MOST:
            raise BundleTooLarge("long names of archives with much in them")
        with contextlib.ExitStack() as stack:
            if name.endswith(".zip"):
                member = Meter(stack.enter_context(archive.open(name)), packed, PACKED_AT_MOST)
                copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=LOGS_AT_MOST))
                shutil.copyfileobj(member, copy, 65536)
                yield from walk(copy, f"{prefix}{name}/", logs, packed, names)
            elif name.endswith((".log", ".log.gz")):
                log = stack.enter_context(archive.open(name))
                if name.endswith(".gz"):
                    log = gzip.GzipFile(fileobj=Meter(log, packed, PACKED_AT_MOST))
                yield prefix + name, summary(Meter(log, logs, LOGS_AT_MOST))


def read_bundle(path):
    try:
        return dict(walk(path, "", [0], [0], [0]))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError("the bundle is damaged") from error
