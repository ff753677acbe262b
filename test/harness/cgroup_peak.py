"""A kill by the kernel: whose memory it was. On files that stand for the kernel's."""

from __future__ import annotations

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "harness"))

from judge.cgroup import MACHINE, Cgroup  # noqa: E402


class Peak(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name: str, text: str, flags: int = os.O_RDWR) -> int:
        path = os.path.join(self.folder.name, name)
        Path(path).write_text(text)
        descriptor = os.open(path, flags)
        self.addCleanup(os.close, descriptor)
        return descriptor

    def group(self, peak: int, hits: str = "0\n") -> Cgroup:
        own = [self.file(name, "") for name in ("memory", "processes", "events")]
        return Cgroup([], own[0], own[1], own[2], self.file("hits", hits), peak)

    def test_what_an_earlier_candidate_held_says_nothing_of_a_later_one(self) -> None:
        group = self.group(self.file("peak", "900"))
        self.assertEqual("memory", group.why_killed(0, 500)[0])
        group.forget_peak()
        self.assertEqual(MACHINE, group.why_killed(0, 500)[0])

    def test_a_peak_that_can_only_be_read_stays(self) -> None:
        group = self.group(self.file("peak", "900", os.O_RDONLY))
        group.forget_peak()
        self.assertEqual("memory", group.why_killed(0, 500)[0])

    def test_its_own_bound_is_its_own_doing(self) -> None:
        group = self.group(self.file("peak", "100"), hits="3\n")
        self.assertEqual("memory", group.why_killed(2, 500)[0])
        self.assertEqual(MACHINE, group.why_killed(3, 500)[0])


if __name__ == "__main__":
    unittest.main()
