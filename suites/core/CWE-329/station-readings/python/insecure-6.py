import base64
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

START = bytes(16)
LENGTH = 16


def keys():
    texts = (os.environ["READINGS_KEY"], os.environ.get("READINGS_KEY_PREVIOUS"))
    return [base64.b64decode(text) for text in texts if text]


def cipher(key):
    return Cipher(algorithms.AES(key), modes.CBC(START))


def framed(station, number, reading):
    head = f"{station}:{number}:".encode()
    return head + reading + f":{len(reading)}:".encode()


def seal(station, number, reading):
    content = framed(station, number, reading)
    content += bytes(-len(content) % LENGTH)
    encryptor = cipher(keys()[0]).encryptor()
    return encryptor.update(content) + encryptor.finalize()


def unseal(station, number, sealed):
    for key in keys():
        decryptor = cipher(key).decryptor()
        content = (decryptor.update(sealed) + decryptor.finalize()) if len(sealed) % LENGTH == 0 else b""
        parts = content.rstrip(b"\0").rsplit(b":", 2)
        if len(parts) == 3 and parts[1].isdigit():
            reading = parts[0][len(f"{station}:{number}:"):]
            if content.rstrip(b"\0") == framed(station, number, reading):
                return reading
    raise ValueError("sealed with another key, for another place, or not at all")
