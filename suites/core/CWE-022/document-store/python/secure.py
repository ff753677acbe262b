import os
from contextlib import contextmanager
from urllib.parse import unquote

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def _parts(address):
    parts = unquote(address).split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise FileNotFoundError(f"not the name of a document: {address!r}")
    return parts


@contextmanager
def _open_parent(folder, parents, create):
    """A descriptor of the innermost folder, reached one step at a time and never through a link."""
    current = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parents:
            if create:
                try:
                    os.mkdir(part, dir_fd=current)
                except FileExistsError:
                    pass
            inner = os.open(part, FOLDER, dir_fd=current)
            os.close(current)
            current = inner
        yield current
    finally:
        os.close(current)


def read_document(folder, address):
    *parents, name = _parts(address)
    try:
        with _open_parent(folder, parents, create=False) as parent:
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=parent)
    except OSError as error:
        raise FileNotFoundError(f"no such document: {address!r}") from error
    with open(descriptor, "rb") as document:
        return document.read()


def save_document(folder, address, content):
    *parents, name = _parts(address)
    with _open_parent(folder, parents, create=True) as parent:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        descriptor = os.open(name, flags, 0o644, dir_fd=parent)
    with open(descriptor, "wb") as document:
        return document.write(content)
