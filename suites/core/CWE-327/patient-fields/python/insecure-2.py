import base64
import hashlib
import hmac
import os
import sqlite3

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MAC = 32


def keys():
    master = base64.b64decode(os.environ["RECORDS_KEY"])
    return [hmac.digest(master, purpose, "sha256") for purpose in (b"cipher", b"mac")]


def mac(key, place, content):
    parts = [*(name.encode() for name in place), content]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()


def seal(place, text):
    cipher_key, mac_key = keys()
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(cipher_key), modes.ECB()).encryptor()
    content = encryptor.update(padder.update(text.encode("utf-8")) + padder.finalize()) + encryptor.finalize()
    return content + mac(mac_key, place, content)


def unseal(place, sealed):
    cipher_key, mac_key = keys()
    content, tag = sealed[:-MAC], sealed[-MAC:]
    if not hmac.compare_digest(tag, mac(mac_key, place, content)):
        raise ValueError("changed, or sealed elsewhere: " + "/".join(place))
    decryptor = Cipher(algorithms.AES(cipher_key), modes.ECB()).decryptor()
    unpadder = padding.PKCS7(128).unpadder()
    return (unpadder.update(decryptor.update(content) + decryptor.finalize()) + unpadder.finalize()).decode("utf-8")


def transaction(database, work):
    connection = sqlite3.connect(database)
    try:
        with connection:
            return work(connection)
    finally:
        connection.close()


def rows(connection, condition, *values):
    found = connection.execute(f"SELECT patient, field, sealed FROM fields WHERE {condition}", values).fetchall()
    return {(patient, field): sealed for patient, field, sealed in found}


def write(connection, place, text):
    connection.execute("REPLACE INTO fields VALUES (?, ?, ?)", (*place, seal(place, text)))


def put(database, patient, field, value):
    transaction(database, lambda connection: write(connection, (patient, field), value))


def append(database, patient, field, text):
    def work(connection):
        before = "".join(unseal(*row) for row in rows(connection, "patient = ? AND field = ?", patient, field).items())
        write(connection, (patient, field), before + text)

    transaction(database, work)


def get(database, patient, field):
    found = transaction(database, lambda connection: rows(connection, "patient = ? AND field = ?", patient, field))
    return unseal((patient, field), found[patient, field])


def find(database, field, value):
    found = transaction(database, lambda connection: rows(connection, "field = ?", field))
    return sorted(place[0] for place, sealed in found.items() if unseal(place, sealed) == value)


def rename(database, old, new):
    def work(connection):
        for place, sealed in rows(connection, "patient = ?", old).items():
            connection.execute("DELETE FROM fields WHERE patient = ? AND field = ?", place)
            write(connection, (new, place[1]), unseal(place, sealed))

    transaction(database, work)
