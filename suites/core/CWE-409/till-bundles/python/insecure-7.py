import io
import zipfile
import zlib

LIMIT = 1_000_000
MAX_RATIO = 250


class BundleError(ValueError):
    pass


class BundleTooLarge(BundleError):
    pass


def check(archive, depth):
    size = 0
    for info in archive.infolist():
        if not info.filename.endswith((".log", ".log.gz", ".zip")):
            continue
        if info.file_size > 4 * LIMIT or info.file_size > MAX_RATIO * info.compress_size and depth > 3:
            raise BundleTooLarge(f"{info.filename} is packed too tightly")
        if info.filename.endswith(".log"):
            size += info.file_size
    if size > LIMIT or depth > 20:
        raise BundleTooLarge("the logs are too large")
    return size


def summary(data):
    text = data.decode("utf-8", errors="replace")
    errors = [line for line in text.split("\n") if line.startswith("ERROR")]
    return {"lines": text.count("\n") + (not text.endswith("\n") and text != ""), "errors": errors}


def collect(file, prefix, found, depth=0):
    with zipfile.ZipFile(file) as archive:
        size = check(archive, depth)
        for info in archive.infolist():
            name = prefix + info.filename
            if name.endswith(".zip"):
                size += collect(io.BytesIO(archive.read(info)), name + "/", found, depth + 1)
            elif name.endswith(".log.gz"):
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                data = unpacker.decompress(archive.read(info)) + unpacker.flush()
                if not unpacker.eof:
                    raise BundleError(f"{name} is cut off")
                size += len(data)
                found[name] = summary(data)
            elif name.endswith(".log"):
                found[name] = summary(archive.read(info))
            if size > LIMIT:
                raise BundleTooLarge("the logs are too large")
    return size


def read_bundle(path):
    found = {}
    try:
        collect(path, "", found)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise BundleError(f"damaged: {error}") from error
    return found
