import base64
import json
import os
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

USUAL_ROUNDS = 100_000


@dataclass
class Lock:
    """How a passphrase becomes the key of a file."""

    salt: bytes
    rounds: int
    nonce: bytes

    @classmethod
    def fresh(cls, at_least=USUAL_ROUNDS):
        return cls(secrets.token_bytes(16), max(USUAL_ROUNDS, at_least), secrets.token_bytes(12))

    def cipher(self, passphrase):
        kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=self.salt, iterations=self.rounds)
        return AESGCM(kdf.derive(passphrase.encode()))


class Wallet:
    def __init__(self, lock, cipher, content):
        self.lock, self.cipher, self.content = lock, cipher, content

    @classmethod
    def open(cls, path, passphrase):
        with open(path, "rb") as file:
            document = json.load(file)
        lock = Lock(base64.b64decode(document["salt"]), document["rounds"], base64.b64decode(document["nonce"]))
        cipher = lock.cipher(passphrase)
        try:
            plain = cipher.decrypt(lock.nonce, base64.b64decode(document["sealed"]), None)
        except InvalidTag as error:
            raise ValueError("this passphrase does not open the file") from error
        return cls(lock, cipher, json.loads(plain))

    @classmethod
    def make(cls, passphrase, content, lock=None):
        lock = lock or Lock.fresh()
        return cls(lock, lock.cipher(passphrase), content)

    def write(self, path, mode="w"):
        nonce = self.lock.nonce
        sealed = self.cipher.encrypt(nonce, json.dumps(self.content).encode(), None)
        document = {
            "format": "safe-2",
            "rounds": self.lock.rounds,
            "salt": base64.b64encode(self.lock.salt).decode(),
            "nonce": base64.b64encode(nonce).decode(),
            "sealed": base64.b64encode(sealed).decode(),
        }
        with open(path, mode) as file:
            file.write(json.dumps(document, indent=1))


def create(path, passphrase):
    Wallet.make(passphrase, {}).write(path, "x")


def entries(path, passphrase):
    return Wallet.open(path, passphrase).content


def put(path, passphrase, name, secret):
    wallet = Wallet.open(path, passphrase)
    wallet.content[name] = secret
    wallet.write(path)


def change_passphrase(path, passphrase, new):
    wallet = Wallet.open(path, passphrase)
    Wallet.make(new, wallet.content, Lock.fresh(wallet.lock.rounds)).write(path)


def share(path, passphrase, names, target):
    content = Wallet.open(path, passphrase).content
    part = {name: content[name] for name in names}
    code = f"{secrets.randbelow(10**14):014}"
    Wallet.make(code, part).write(target, "x")
    return code
