import base64
import hashlib
import hmac
import json
import os
import time
from datetime import datetime
from email.utils import parsedate
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def _signature(body):
    return hmac.new(os.environ["PASS_KEY"].encode(), body, hashlib.sha256).hexdigest()


def _write(plate, end):
    body = base64.urlsafe_b64encode(json.dumps([plate, end]).encode())
    return f"{body.decode()}.{_signature(body)}"


def _read(text, now):
    body, _, signature = text.encode().partition(b".")
    if not hmac.compare_digest(signature, _signature(body).encode()):
        return None
    plate, end = json.loads(base64.urlsafe_b64decode(body))
    return (plate, end) if now < end else None


def issue(plate, minutes, now):
    return _write(plate, now + minutes * 60)


def check(text, now):
    found = _read(text, now)
    return found and found[0]


def renew(text, minutes, now):
    found = _read(text, now)
    return found and _write(found[0], found[1] + minutes * 60)


def _moment(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return time.mktime(parsedate(text))
    return (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).timestamp()


def accept(voucher, now):
    try:
        return _moment(voucher["valid_from"]) <= now < _moment(voucher["valid_until"])
    except (KeyError, TypeError, ValueError):
        return False


def journal_line(plate, now):
    return f"{datetime.fromtimestamp(now, BERLIN):%Y-%m-%d %H:%M:%S %z} {plate}"


def on_day(day, now):
    return datetime.fromtimestamp(now, BERLIN).date().isoformat() == day
