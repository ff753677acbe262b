import contextlib
import os
import stat


class NotPublished(Exception):
    pass


class Department:
    """An open folder; all look-ups are relative to its descriptor."""

    limit = 65536

    def __init__(self, folder):
        self.descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)

    def check(self, status):
        if not stat.S_ISREG(status.st_mode):
            raise NotPublished("not a regular file")
        if status.st_size > self.limit:
            raise NotPublished("too big")

    def names(self):
        for name in os.listdir(f"/proc/self/fd/{self.descriptor}"):
            with contextlib.suppress(NotPublished, FileNotFoundError):
                self.check(os.stat(name, dir_fd=self.descriptor, follow_symlinks=False))
                yield name

    def read(self, name):
        try:
            self.check(os.lstat(name, dir_fd=self.descriptor))
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self.descriptor)
        except OSError as error:
            raise NotPublished(name) from error
        try:
            self.check(os.fstat(descriptor))
            content = b""
            while len(content) <= self.limit:
                part = os.read(descriptor, self.limit + 1 - len(content))
                if not part:
                    return content
                content += part
            raise NotPublished("it grew")
        finally:
            os.close(descriptor)


def list_reports(folder):
    with Department(folder) as department:
        return sorted(department.names())


def read_report(folder, name):
    try:
        with Department(folder) as department:
            content = department.read(name)
    except NotPublished:
        return None
    return {"name": name, "size": len(content), "text": content.decode("utf-8", "replace")}
