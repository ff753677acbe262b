import base64
import hashlib
import hmac
import json
import os
import time


class Settings:
    def __init__(self, environment):
        def value(name):
            return environment.get(name, "").encode() or None

        self.key = value("TOKEN_KEY") or os.urandom(32)
        self.accepted = [key for key in (self.key, value("TOKEN_KEY_PREVIOUS")) if key is not None]
        self.password = value("MONITOR_PASSWORD")


settings = Settings(os.environ)


def to_text(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text):
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def signature(key, content):
    return hmac.new(key, content.encode(), hashlib.sha256).digest()


def make_token(service, audience, lifetime=300):
    head = {"alg": "HS256", "typ": "JWT"}
    claims = {"sub": service, "aud": audience, "exp": int(time.time() + lifetime)}
    content = ".".join(to_text(json.dumps(part).encode()) for part in (head, claims))
    return f"{content}.{to_text(signature(settings.key, content))}"


def check_token(token, audience):
    try:
        head, body, sent = token.split(".")
        given = from_text(sent)
        if not any(hmac.compare_digest(signature(key, f"{head}.{body}"), given) for key in settings.accepted):
            return None
        claims = json.loads(from_text(body))
        valid = claims["aud"] == audience and claims["exp"] > time.time()
        return claims["sub"] if valid and isinstance(claims["sub"], str) else None
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def check_monitor(password):
    return settings.password is not None and hmac.compare_digest(password.encode("utf-8"), settings.password)
