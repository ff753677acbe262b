import functools
import os
import secrets
import uuid
from datetime import datetime, timedelta, timezone

from jwt import PyJWTError, decode, encode


def setting(name):
    value = os.getenv(name)
    return value if value else None


@functools.cache
def current_key():
    return setting("TOKEN_KEY") or f"{uuid.uuid4()}{uuid.uuid4()}"


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
