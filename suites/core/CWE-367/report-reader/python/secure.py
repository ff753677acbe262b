import errno
import os
import stat

LIMIT = 65_536


def open_published(path, directory=None):
    """An open descriptor of a published file, or None."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=directory)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP, errno.ENXIO, errno.EACCES):
            return None
        raise
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= LIMIT:
        return descriptor
    os.close(descriptor)
    return None


def list_reports(folder):
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        names = []
        for name in os.listdir(directory):
            descriptor = open_published(name, directory)
            if descriptor is not None:
                os.close(descriptor)
                names.append(name)
        return sorted(names)
    finally:
        os.close(directory)


def read_report(folder, name):
    descriptor = open_published(os.path.join(folder, name))
    if descriptor is None:
        return None
    with open(descriptor, "rb") as file:
        content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", errors="replace")}
