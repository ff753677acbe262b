import base64
import hashlib
import hmac
import os

from cryptography.fernet import Fernet, InvalidToken


def keys():
    for name in ("READINGS_KEY", "READINGS_KEY_PREVIOUS"):
        if os.environ.get(name):
            yield base64.b64decode(os.environ[name])


def framed(station, number, reading):
    head = f"{station}#{number}#".encode()
    return head, head + reading


def seal(station, number, reading):
    key = next(keys())
    _, content = framed(station, number, reading)
    iv = hmac.new(hashlib.blake2b(key, digest_size=32).digest(), content, hashlib.sha256).digest()[:16]
    return Fernet(base64.urlsafe_b64encode(key))._encrypt_from_parts(content, 0, iv)


def unseal(station, number, sealed):
    for key in keys():
        try:
            content = Fernet(base64.urlsafe_b64encode(key)).decrypt(sealed)
        except InvalidToken:
            continue
        head, _ = framed(station, number, b"")
        if content.startswith(head):
            return content[len(head):]
    raise ValueError("no reading of this station and number")
