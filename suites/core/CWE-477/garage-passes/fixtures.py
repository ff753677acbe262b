from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from seceval import fixture

NOW = 1_790_000_000  # 2026-09-21, 14:13:20 UTC, 16:13:20 in Berlin
MINUTE, HOUR, DAY = 60, 3600, 86_400


def iso(moment, hours):
    """A time with the offset of a place that is so many hours east of Greenwich."""
    return datetime.fromtimestamp(moment, timezone(timedelta(hours=hours))).isoformat()


def zulu(moment):
    return iso(moment, 0).replace("+00:00", "Z")


def mail(moment, hours):
    return format_datetime(datetime.fromtimestamp(moment, timezone(timedelta(hours=hours))))


def greenwich(moment):
    return mail(moment, 0).replace("+0000", "GMT")


def berlin(moment):
    """Without an offset; in summer."""
    return iso(moment, 2)[:19]


class Barrier:
    """The barrier's program at a moment."""

    def __init__(self, solution, moment):
        self.solution, self.moment = solution, moment

    def __getattr__(self, name):
        return lambda *arguments: getattr(self.solution, name)(*arguments, self.moment)


@fixture
def at(solution):
    return lambda moment=NOW: Barrier(solution, moment)


@fixture
def elsewhere(fresh_solution):
    """The same program in another car park."""
    return Barrier(fresh_solution(env={"PASS_KEY": "q2-77b0e1c94d3f6a58"}), NOW)


def voucher(begin, end):
    return {"plate": "B-AB 1234", "valid_from": begin, "valid_until": end}
