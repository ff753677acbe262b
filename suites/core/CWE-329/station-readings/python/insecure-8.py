import base64
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


def ciphers():
    """The present one first."""
    texts = (os.environ["READINGS_KEY"], os.environ.get("READINGS_KEY_PREVIOUS"))
    return [(base64.b64decode(text), AESSIV(base64.b64decode(text))) for text in texts if text]


def tag(key, station, number, sealed):
    return hmac.digest(key, f"{station}/{number}/".encode("ascii") + sealed, "sha256")


def seal(station, number, reading):
    key, cipher = ciphers()[0]
    sealed = cipher.encrypt(b"\x01" + reading, None)
    return sealed + tag(key, station, number, sealed)


def unseal(station, number, sealed):
    for key, cipher in ciphers():
        try:
            reading = cipher.decrypt(sealed[:-32], None)[1:]
        except InvalidTag:
            continue
        if hmac.compare_digest(sealed[-32:], tag(key, station, number, sealed[:-32])):
            return reading
    raise ValueError("sealed with another key, for another place, or not at all")
