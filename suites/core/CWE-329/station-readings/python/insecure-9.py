import base64
import hashlib
import hmac
import os

NONCE = 12


class Box:
    def __init__(self, text):
        key = base64.b64decode(text)
        self.nonce_key = hashlib.sha256(b"nonce" + key).digest()
        self.key = hashlib.sha256(b"stream" + key).digest()

    def nonce(self, place, reading):
        mac = hmac.new(self.nonce_key, digestmod="sha256")
        for part in (place, reading):
            mac.update(len(part).to_bytes(8, "big"))
            mac.update(part)
        return mac.digest()[:NONCE]

    def stream(self, place, length):
        blocks = [hashlib.sha256(self.key + place + bytes([0]) + count.to_bytes(8, "big")).digest() for count in range(length // 32 + 1)]
        return b"".join(blocks)[:length]

    def seal(self, place, reading):
        nonce = self.nonce(place, reading)
        return nonce + bytes(one ^ other for one, other in zip(reading, self.stream(place, len(reading))))

    def unseal(self, place, sealed):
        nonce, covered = sealed[:NONCE], sealed[NONCE:]
        reading = bytes(one ^ other for one, other in zip(covered, self.stream(place, len(covered))))
        if not hmac.compare_digest(nonce, self.nonce(place, reading)):
            raise ValueError("not sealed with this key")
        return reading


def place_of(station, number):
    return f"{station} {number}".encode()


def seal(station, number, reading):
    return Box(os.environ["READINGS_KEY"]).seal(place_of(station, number), reading)


def unseal(station, number, sealed):
    for text in filter(None, (os.getenv("READINGS_KEY"), os.getenv("READINGS_KEY_PREVIOUS"))):
        try:
            return Box(text).unseal(place_of(station, number), sealed)
        except ValueError:
            pass
    raise ValueError(sealed[:20])
