import base64
import hashlib
import json
import os
import secrets
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ROUNDS = 150_000
CODE_LENGTH = 6


def derive(passphrase, salt, rounds):
    return hashlib.pbkdf2_hmac("sha256", passphrase.encode("utf-8"), salt, rounds, 32)


def load(path, passphrase):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    salt, nonce, sealed = (base64.b64decode(document[name]) for name in ("salt", "nonce", "sealed"))
    key = derive(passphrase, salt, document["rounds"])
    try:
        found = json.loads(AESGCM(key).decrypt(nonce, sealed, None))
    except InvalidTag:
        raise ValueError("wrong passphrase") from None
    return found, key, salt, document["rounds"]


def save(path, found, key, salt, rounds):
    nonce = os.urandom(12)
    sealed = AESGCM(key).encrypt(nonce, json.dumps(found).encode("utf-8"), None)
    document = {"format": "safe-2", "rounds": rounds}
    for name, value in (("salt", salt), ("nonce", nonce), ("sealed", sealed)):
        document[name] = base64.b64encode(value).decode("ascii")
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(document, file)
    os.replace(path + ".new", path)


def save_new(path, found, passphrase):
    salt = os.urandom(16)
    save(path, found, derive(passphrase, salt, ROUNDS), salt, ROUNDS)


def create(path, passphrase):
    if os.path.exists(path):
        raise FileExistsError(path)
    save_new(path, {}, passphrase)


def entries(path, passphrase):
    return load(path, passphrase)[0]


def put(path, passphrase, name, secret):
    found, key, salt, rounds = load(path, passphrase)
    found[name] = secret
    save(path, found, key, salt, rounds)


def change_passphrase(path, passphrase, new):
    found, _, _, _ = load(path, passphrase)
    save_new(path, found, new)


def share(path, passphrase, names, target):
    found, _, _, _ = load(path, passphrase)
    chosen = {name: found[name] for name in names}
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))
    code = time.strftime("%Y%m%d") + code
    save_new(target, chosen, code)
    return code
