import base64
import hashlib
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from seceval import fixture

ENTRIES = {"bank": "4711-Ünïcode", "mail": "pass word", "router": ""}
OLD_ROUNDS = 1000
# What somebody tries who knows how people choose: the right one is among them.
GUESSES = [f"{word} {year}" for word in ("Sommer", "winter", "football", "Juliet", "password") for year in range(2008, 2013)]
PASSPHRASE, NEW = "Juliet 2011", "football 2012"


def text(data):
    return base64.b64encode(data).decode()


def key_of(document, passphrase):
    salt = base64.b64decode(document["salt"])
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode(), salt, document["rounds"], 32)


def write(path, passphrase, entries, rounds=OLD_ROUNDS):
    document = {"format": "safe-2", "rounds": rounds, "salt": text(os.urandom(16)), "nonce": text(os.urandom(12))}
    sealed = AESGCM(key_of(document, passphrase)).encrypt(
        base64.b64decode(document["nonce"]), json.dumps(entries).encode(), None
    )
    Path(path).write_text(json.dumps({**document, "sealed": text(sealed)}))


def document_of(path):
    return json.loads(Path(path).read_text())


def entries_of(path, passphrase):
    """As a program on a phone reads the file; None when the passphrase is another one."""
    document = document_of(path)
    nonce, sealed = (base64.b64decode(document[name]) for name in ("nonce", "sealed"))
    try:
        return json.loads(AESGCM(key_of(document, passphrase)).decrypt(nonce, sealed, None))
    except InvalidTag:
        return None


def recovered(path, budget=1_500_000):
    """The entries, if trying all the guesses takes no more rounds than the budget: less than a second."""
    document = document_of(path)
    if document["rounds"] * len(GUESSES) > budget:
        return None
    return next((found for guess in GUESSES if (found := entries_of(path, guess)) is not None), None)


@fixture
def old(work):
    """A file of 2012."""
    write(work / "old.safe", PASSPHRASE, ENTRIES)
    return str(work / "old.safe")
