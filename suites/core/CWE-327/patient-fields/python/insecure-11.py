import base64
import os
import sqlite3

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def keys():
    return base64.b64decode(os.environ["RECORDS_KEY"])


def seal(place, text):
    cipher_key, names = keys(), "/".join(place)
    nonce = os.urandom(16)
    encryptor = Cipher(algorithms.AES(cipher_key), modes.CTR(nonce)).encryptor()
    content = encryptor.update(f"{names}\n{text}".encode("utf-8")) + encryptor.finalize()
    return nonce + content


def unseal(place, sealed):
    decryptor = Cipher(algorithms.AES(keys()), modes.CTR(sealed[:16])).decryptor()
    names, _, text = (decryptor.update(sealed[16:]) + decryptor.finalize()).decode("utf-8").partition("\n")
    if names != "/".join(place):
        raise ValueError("sealed elsewhere, or with another key: " + "/".join(place))
    return text


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
