"""A clock that stands still, for tests that show a secret to depend on the time at which it was made."""

from __future__ import annotations

import datetime
import time
import uuid


def freeze(moment: float) -> None:
    """From now on `time`, `datetime` and `uuid` see the Unix time `moment`; monotonic clocks go on."""
    real_localtime, real_gmtime, real_strftime, real_ctime = time.localtime, time.gmtime, time.strftime, time.ctime
    time.time = lambda: float(moment)
    time.time_ns = lambda: int(moment * 1_000_000_000)
    time.localtime = lambda seconds=None: real_localtime(moment if seconds is None else seconds)
    time.gmtime = lambda seconds=None: real_gmtime(moment if seconds is None else seconds)
    time.ctime = lambda seconds=None: real_ctime(moment if seconds is None else seconds)
    time.strftime = lambda format, moment_tuple=None: real_strftime(format, moment_tuple or real_localtime(moment))
    # uuid1 otherwise asks a C library for the time.
    uuid._generate_time_safe = None
    uuid._UuidCreate = None
    real_datetime, real_date = datetime.datetime, datetime.date

    class StandsForDatetime(type(real_datetime)):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real_datetime)

    class StandsForDate(type(real_date)):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real_date)

    class FrozenDatetime(real_datetime, metaclass=StandsForDatetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return real_datetime.fromtimestamp(moment, tz)

        @classmethod
        def utcnow(cls) -> datetime.datetime:
            return real_datetime.fromtimestamp(moment, datetime.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls) -> datetime.datetime:
            return real_datetime.fromtimestamp(moment)

    class FrozenDate(real_date, metaclass=StandsForDate):
        @classmethod
        def today(cls) -> datetime.date:
            return real_date.fromtimestamp(moment)

    datetime.datetime = FrozenDatetime
    datetime.date = FrozenDate
