import os
import time
from datetime import datetime, timedelta, timezone

import jwt
from dateutil import parser, tz

ZONE = tz.gettz("Europe/Berlin")


def _zoned(seconds):
    return datetime.fromtimestamp(seconds, tz=timezone.utc)


def _encode(plate, until):
    return jwt.encode({"plate": plate, "until": int(until.timestamp())}, os.environ["PASS_KEY"], algorithm="HS256")


def _decode(text, now):
    """Plate and end of a pass that is good. Raises jwt.PyJWTError for anything else."""
    content = jwt.decode(text, os.environ["PASS_KEY"], algorithms=["HS256"])
    until = _zoned(content["until"])
    if until <= _zoned(now):
        raise jwt.ExpiredSignatureError
    return content["plate"], until


def issue(plate, minutes, now):
    return _encode(plate, _zoned(now) + timedelta(minutes=minutes))


def check(text, now):
    try:
        return _decode(text, now)[0]
    except (jwt.PyJWTError, ValueError):
        return None


def renew(text, minutes, now):
    try:
        plate, until = _decode(text, now)
    except (jwt.PyJWTError, ValueError):
        return None
    return _encode(plate, until + timedelta(minutes=minutes))


def _parse(text):
    parsed = parser.parse(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=ZONE)


def accept(voucher, now):
    try:
        begin, end = (_parse(voucher[key]) for key in ("valid_from", "valid_until"))
    except (KeyError, TypeError, ValueError, OverflowError):
        return False
    return begin <= _zoned(now) < end


def journal_line(plate, now):
    return time.strftime("%Y-%m-%d %H:%M:%S %z ", time.localtime(now)) + plate


def on_day(day, now):
    return time.strftime("%Y-%m-%d", time.localtime(now)) == day
