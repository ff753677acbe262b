import gzip
import io
import zipfile
import zlib

LIMIT = 1_000_000
ARCHIVE_LIMIT = 4_000_000


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def _read(stream, limit):
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise BundleTooLarge(f"more than {limit} bytes")
    return content


def _summary(content):
    lines = content.decode("utf-8", "replace").split("\n")
    if lines[-1] == "":
        del lines[-1]
    return {"lines": len(lines), "errors": [line for line in lines if line[:5] == "ERROR"]}


def _collect(file, prefix, found):
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if not name.endswith((".log", ".log.gz", ".zip")):
                continue
            with archive.open(name) as member:
                if name.endswith(".zip"):
                    _collect(io.BytesIO(_read(member, ARCHIVE_LIMIT)), f"{prefix}{name}/", found)
                elif name.endswith(".gz"):
                    with gzip.open(member) as log:
                        found[prefix + name] = _summary(_read(log, LIMIT))
                else:
                    found[prefix + name] = _summary(_read(member, LIMIT))


def read_bundle(path):
    found = {}
    try:
        _collect(path, "", found)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        raise BundleError(f"damaged bundle: {error}") from error
    return found
