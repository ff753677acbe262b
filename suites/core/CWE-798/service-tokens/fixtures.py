import ast
import base64
import hashlib
import hmac
import json
import time
from contextlib import suppress

KEY = "nG7-2Vq1xTz0_kLw84RhPbYcD5sJmE6u"
PREVIOUS = "oLd-9aXc4Kk3_mNq71TfWzEvB2hUyS8r"
PASSWORD = "watch-4491-pale-harbour"
SERVER = {"TOKEN_KEY": KEY, "MONITOR_PASSWORD": PASSWORD}
GUESSES = ["", " ", "None", "null", "False", "b''", "secret", "changeme", "dev", "test", "password", "token", "TOKEN_KEY"]


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value):
    return encode(json.dumps(value, separators=(",", ":")).encode())


def forge(key, algorithm="HS256", audience="ledger", expires=None, **claims):
    """A token as anybody makes it who knows the key (bytes)."""
    claims = {"sub": "mallory", "aud": audience, "exp": int(time.time()) + 300 if expires is None else expires, **claims}
    claims = {name: value for name, value in claims.items() if value is not None}
    text = f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(claims)}"
    return f"{text}.{encode(hmac.digest(key, text.encode(), 'sha256'))}"


def claims_of(token):
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def texts_in(source):
    """What everybody can read in the program: its constants, as they are, decoded, and hashed; and what people guess."""
    found = [guess.encode() for guess in GUESSES]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes | int):
            value = node.value
            found.append(value if isinstance(value, bytes) else str(value).encode())
        elif isinstance(node, ast.Name | ast.FunctionDef):
            found.append((node.id if isinstance(node, ast.Name) else node.name).encode())
    forms = []
    for text in found:
        forms += [text, hashlib.sha256(text).digest(), hashlib.sha256(text).hexdigest().encode()]
        with suppress(ValueError):
            forms.append(bytes.fromhex(text.decode()))
        with suppress(ValueError):
            forms.append(base64.b64decode(text, validate=True))
        forms.append(base64.b64encode(text))
    return list(dict.fromkeys(forms))


def accepted_keys(process, source):
    return [key for key in texts_in(source) if process.check_token(forge(key), "ledger") is not None]


def accepted_passwords(process, source):
    texts = [text.decode(errors="replace") for text in texts_in(source)]
    return [text for text in texts if process.check_monitor(text)]
