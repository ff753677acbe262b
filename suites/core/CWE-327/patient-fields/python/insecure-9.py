import base64
import hashlib
import hmac
import os
import sqlite3

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MAC = 32


def keys():
    master = base64.b64decode(os.environ["RECORDS_KEY"])
    return [hmac.digest(master, purpose, "sha256") for purpose in (b"cipher", b"mac")]


def mac(key, place, nonce, content):
    parts = [*(name.encode() for name in place), nonce, content]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()


def seal(place, text):
    cipher_key, mac_key = keys()
    nonce = os.urandom(16)
    encryptor = Cipher(algorithms.AES(cipher_key), modes.CTR(nonce)).encryptor()
    content = encryptor.update(text.encode("utf-8")) + encryptor.finalize()
    return nonce + content + mac(mac_key, place, nonce, content)


def unseal(place, sealed):
    cipher_key, mac_key = keys()
    nonce, content, tag = sealed[:16], sealed[16:-MAC], sealed[-MAC:]
    if len(sealed) < 16 + MAC or not hmac.compare_digest(tag, mac(mac_key, place, nonce, content)):
        raise ValueError("changed, or sealed elsewhere: " + "/".join(place))
    decryptor = Cipher(algorithms.AES(cipher_key), modes.CTR(nonce)).decryptor()
    return (decryptor.update(content) + decryptor.finalize()).decode("utf-8")


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


def index(field, text):
    return hmac.digest(keys()[1], f"{field}={text}".encode("utf-8"), "sha256")


def write(connection, place, text):
    connection.execute("CREATE TABLE IF NOT EXISTS finder (patient TEXT, field TEXT, hash BLOB, PRIMARY KEY (patient, field))")
    connection.execute("CREATE INDEX IF NOT EXISTS by_hash ON finder (hash)")
    connection.execute("REPLACE INTO fields VALUES (?, ?, ?)", (*place, seal(place, text)))
    connection.execute("REPLACE INTO finder VALUES (?, ?, ?)", (*place, index(place[1], text)))


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
    places = "(patient, field) IN (SELECT patient, field FROM finder WHERE hash = ?)"
    found = transaction(database, lambda connection: rows(connection, places, index(field, value)))
    return sorted(place[0] for place, sealed in found.items() if unseal(place, sealed) == value)


def rename(database, old, new):
    def work(connection):
        for place, sealed in rows(connection, "patient = ?", old).items():
            for table in ("fields", "finder"):
                connection.execute(f"DELETE FROM {table} WHERE patient = ? AND field = ?", place)
            write(connection, (new, place[1]), unseal(place, sealed))

    transaction(database, work)
