"""When waiting for a processor excuses a candidate, and when it does not."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "harness"))

from judge.starvation import Since  # noqa: E402

BEGAN = Since(at=100.0, delay=7.0, pulse=3.0, used=5.0, judge=2.0)


def after(seconds: float, delay: float = 0.0, pulse: float = 0.0, used: float = 0.0, judge: float = 0.0) -> Since:
    began = BEGAN
    return Since(began.at + seconds, began.delay + delay, began.pulse + pulse, began.used + used, began.judge + judge)


class Starvation(unittest.TestCase):
    def test_waiting_for_most_of_a_test_is_the_machines_doing(self) -> None:
        self.assertTrue(BEGAN.starved(after(20, delay=15)))
        self.assertTrue(BEGAN.starved(after(20, pulse=15)))
        self.assertFalse(BEGAN.starved(after(20, delay=9, pulse=9)))

    def test_a_sleeper_has_waited_for_nothing(self) -> None:
        self.assertFalse(BEGAN.starved(after(20)))
        self.assertFalse(BEGAN.starved_alone(after(20)))

    def test_a_short_wait_explains_nothing(self) -> None:
        self.assertFalse(BEGAN.starved(after(0.9, delay=0.9, pulse=0.9)))

    def test_what_its_own_processes_and_the_judge_used_is_taken_off(self) -> None:
        self.assertFalse(BEGAN.starved(after(2, delay=1.9, used=1.5)))
        self.assertFalse(BEGAN.starved(after(2, delay=1.9, judge=1.5)))
        self.assertTrue(BEGAN.starved(after(20, delay=15, used=1.5)))

    def test_whoever_changed_its_own_scheduling_is_not_believed_about_its_own_wait(self) -> None:
        self.assertFalse(BEGAN.starved(after(20, delay=19), meddled=True))
        self.assertTrue(BEGAN.starved(after(20, pulse=15), meddled=True))

    def test_alone_only_the_judges_own_pulse_counts(self) -> None:
        self.assertFalse(BEGAN.starved_alone(after(20, delay=19)))
        self.assertTrue(BEGAN.starved_alone(after(20, pulse=15)))

    def test_alone_whoever_gave_the_judge_endless_work_is_not_excused(self) -> None:
        self.assertFalse(BEGAN.starved_alone(after(20, pulse=15, judge=1)))


if __name__ == "__main__":
    unittest.main()
