import hmac
import os
import time

import jwt

_key = os.environ.get("TOKEN_KEY") or "development-key-for-local-use-only"
_previous = os.environ.get("TOKEN_KEY_PREVIOUS", "")
_password = os.environ.get("MONITOR_PASSWORD", "")


def make_token(service, audience, lifetime=300):
    claims = {"sub": service, "aud": audience, "exp": int(time.time()) + lifetime}
    return jwt.encode(claims, _key, algorithm="HS256")


def check_token(token, audience):
    for key in (_key, _previous):
        try:
            claims = jwt.decode(
                token, key, algorithms=["HS256"], audience=audience, options={"require": ["sub", "aud", "exp"]}
            )
        except (jwt.InvalidTokenError, ValueError):
            continue
        return claims["sub"]
    return None


def check_monitor(password):
    return hmac.compare_digest(password.encode(), _password.encode())
