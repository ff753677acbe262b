import base64
import hashlib
import re

OTHER_KEY = base64.b64encode(bytes(range(60, 92))).decode()
KEY = "c3RhdGlvbi1rZXktZm9yLXdhcmQtcmVhZGluZ3MtMDE="
HEAD = b"room 214, Agathe Lindqvist-Moreau, born 1941-03-22, pulse after breakfast, measured sitting, left arm: "
READING = HEAD + b"pulse 71 breath 14 pressure 131/84, temperature 36.8, no remark of the nurse today!"
CORRECTED = HEAD + b"pulse 117 breath 22 pressure 162/97, temperature 38.9, fever since the morning, 09h"


def forms(sealed):
    """As it is, and what it holds in base64 or hexadecimal digits."""
    found = [sealed]
    text = sealed.rstrip(b"=")
    if re.fullmatch(rb"[A-Za-z0-9+/_-]+", text) and len(text) % 4 != 1:
        found.append(base64.b64decode((text + b"=" * (-len(text) % 4)).replace(b"-", b"+").replace(b"_", b"/")))
    if re.fullmatch(rb"[0-9a-fA-F]+", text) and len(text) % 2 == 0:
        found.append(bytes.fromhex(text.decode()))
    return found


def windows(sealed, size=8):
    return {form[place : place + size] for form in forms(sealed) for place in range(len(form) - size + 1)}


def alike(first, second, always):
    """True when two have more in common than any two have; a few pieces are chance beside fixed text."""
    return len((windows(first) & windows(second)) - always) > 5


def xor(first, second):
    return bytes(one ^ other for one, other in zip(first, second))


def same_stream(first, second, difference):
    """Whether two differ exactly as what they hold does: the same stream of key bits lies over both."""
    return any(difference in xor(one, other) for one in forms(first) for other in forms(second))


def digests(station, number, reading):
    """What anybody can compute who guesses a reading."""
    parts = [station.encode(), str(number).encode(), reading]
    texts = [reading] + [joint.join(parts) for joint in (b"", b":", b"/", b"|", b"\0", b"-", b".", b"\n")]
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s", "sha3_256"):
        for text in texts:
            yield hashlib.new(name, text).digest()


def random_bytes(rng, length):
    return bytes(rng.randrange(256) for _ in range(length))
