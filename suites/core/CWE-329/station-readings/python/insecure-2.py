import base64
import hmac
import os

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK, TAG = 16, 32


def keys_of(text):
    master = base64.b64decode(text)
    return hmac.digest(master, b"tag", "sha256"), hmac.digest(master, b"cipher", "sha256")


def vector(key, station, number):
    return hmac.digest(key, f"{station}/{number}".encode(), "sha256")[:BLOCK]


def tag(key, station, number, encrypted):
    return hmac.digest(key, f"{station}/{number}/".encode() + encrypted, "sha256")


def seal(station, number, reading):
    tag_key, cipher_key = keys_of(os.environ["READINGS_KEY"])
    iv = vector(cipher_key, station, number)
    padder = padding.PKCS7(8 * BLOCK).padder()
    encryptor = Cipher(algorithms.AES(cipher_key), modes.CBC(iv)).encryptor()
    encrypted = iv + encryptor.update(padder.update(reading) + padder.finalize()) + encryptor.finalize()
    return encrypted + tag(tag_key, station, number, encrypted)


def unseal(station, number, sealed):
    encrypted, given = sealed[:-TAG], sealed[-TAG:]
    for name in ("READINGS_KEY", "READINGS_KEY_PREVIOUS"):
        text = os.environ.get(name)
        if not text:
            continue
        tag_key, cipher_key = keys_of(text)
        if not hmac.compare_digest(given, tag(tag_key, station, number, encrypted)):
            continue
        decryptor = Cipher(algorithms.AES(cipher_key), modes.CBC(encrypted[:BLOCK])).decryptor()
        unpadder = padding.PKCS7(8 * BLOCK).unpadder()
        padded = decryptor.update(encrypted[BLOCK:]) + decryptor.finalize()
        return unpadder.update(padded) + unpadder.finalize()
    raise ValueError(f"not a reading of {station}, {number}")
