"""Users of the machine that stand for candidates, and the judge's rights over files beside them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import kernel


class HostUsers:
    """Ids that this sandbox alone uses, taken in turn, so that what one candidate left is not the next one's own."""

    def __init__(self, first: int, count: int) -> None:
        self.all = range(first, first + count)
        self.current = self.all[-1]

    def take_next(self) -> int:
        """The next candidate's; from here on the calling thread has that user's rights over files."""
        self.current = self.all[(self.current + 1 - self.all.start) % len(self.all)]
        return self.current

    def name_all(self, passwd: str) -> str:
        """The text of /etc/passwd in which each of them is the candidate."""
        others = [line for line in passwd.splitlines(keepends=True) if not line.startswith("candidate:")]
        return "".join([*others, *(f"candidate:x:{user}:{user}::/work:/bin/sh\n" for user in self.all)])

    @contextlib.contextmanager
    def rights_of(self, user: int) -> Iterator[None]:
        """The calling thread's rights over files, and those of threads that it starts in here."""
        before = kernel.set_file_user(user)
        try:
            yield
        finally:
            kernel.set_file_user(before)


def become(user: int) -> None:
    """For good: no group, no capability, and no way to regain one."""
    kernel.drop_bounding_set()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    kernel.drop_capabilities()
    # A change of user resets both.
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else the judge could not read the arguments of held system calls
