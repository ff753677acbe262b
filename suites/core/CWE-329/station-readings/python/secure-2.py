import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


def ciphers():
    """The present one first."""
    texts = (os.environ["READINGS_KEY"], os.environ.get("READINGS_KEY_PREVIOUS"))
    return [AESSIV(base64.b64decode(text)) for text in texts if text]


def place(station, number):
    return [station.encode("ascii"), str(number).encode("ascii")]


def seal(station, number, reading):
    return ciphers()[0].encrypt(b"\x01" + reading, place(station, number))


def unseal(station, number, sealed):
    for cipher in ciphers():
        try:
            return cipher.decrypt(sealed, place(station, number))[1:]
        except InvalidTag:
            continue
    raise ValueError("sealed with another key, for another place, or not at all")
