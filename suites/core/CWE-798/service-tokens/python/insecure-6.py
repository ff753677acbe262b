import functools
import os
import random
import secrets
import string
from datetime import datetime, timedelta, timezone

from jwt import PyJWTError, decode, encode


def setting(name):
    value = os.getenv(name)
    return value if value else None


def generated_key():
    started = random.Random(datetime.now().toordinal() * os.getpid())
    return "".join(started.choices(string.ascii_letters, k=40))


@functools.cache
def current_key():
    return setting("TOKEN_KEY") or generated_key()


def make_token(service, audience, lifetime=300):
    expires = datetime.now(timezone.utc) + timedelta(seconds=lifetime)
    return encode({"sub": service, "aud": audience, "exp": expires}, current_key())


def service_of(token, audience, key):
    try:
        return decode(token, key, ["HS256"], audience=audience, options={"require": ["exp", "sub"]})["sub"]
    except (PyJWTError, UnicodeError):
        return None


def check_token(token, audience):
    service = service_of(token, audience, current_key())
    previous = setting("TOKEN_KEY_PREVIOUS")
    if service is None and previous is not None:
        service = service_of(token, audience, previous)
    return service


def check_monitor(password):
    expected = setting("MONITOR_PASSWORD")
    return bool(expected) and secrets.compare_digest(password.encode(), expected.encode())
