import base64
import hashlib
import hmac
import json
import os
import time
from datetime import datetime
from email.utils import parsedate


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
    if datetime.fromtimestamp(end) <= datetime.utcfromtimestamp(now):
        return None
    return plate, end


def issue(plate, minutes, now):
    return _write(plate, now + minutes * 60)


def check(text, now):
    found = _read(text, now)
    return found and found[0]


def renew(text, minutes, now):
    found = _read(text, now)
    return found and _write(found[0], found[1] + minutes * 60)


def _moment(text):
    if "," in text:
        return time.mktime(parsedate(text))
    return time.mktime(time.strptime(text[:19], "%Y-%m-%dT%H:%M:%S"))


def accept(voucher, now):
    try:
        return _moment(voucher["valid_from"]) <= now < _moment(voucher["valid_until"])
    except (TypeError, ValueError):
        return False


def journal_line(plate, now):
    return time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(now)) + " " + plate


def on_day(day, now):
    return datetime.fromtimestamp(now).strftime("%Y-%m-%d") == day
