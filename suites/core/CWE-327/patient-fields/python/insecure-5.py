import base64
import itertools
import os
import sqlite3
from contextlib import closing

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
_counter = itertools.count(1)


def _cipher():
    return AESGCM(base64.b64decode(os.environ["RECORDS_KEY"]))


def _seal(patient, field, value):
    nonce = next(_counter).to_bytes(NONCE, "big")
    return nonce + _cipher().encrypt(nonce, value.encode(), f"{patient}/{field}".encode())


def _open(patient, field, sealed):
    try:
        return _cipher().decrypt(sealed[:NONCE], sealed[NONCE:], f"{patient}/{field}".encode()).decode()
    except InvalidTag:
        raise ValueError(f"{field} of {patient} was not put there") from None


def _read(connection, patient, field):
    query = "SELECT sealed FROM fields WHERE patient = ? AND field = ?"
    row = connection.execute(query, (patient, field)).fetchone()
    return None if row is None else _open(patient, field, row[0])


def _write(connection, patient, field, value):
    row = (patient, field, _seal(patient, field, value))
    connection.execute("INSERT OR REPLACE INTO fields VALUES (?, ?, ?)", row)


def put(database, patient, field, value):
    with closing(sqlite3.connect(database)) as connection, connection:
        _write(connection, patient, field, value)


def append(database, patient, field, text):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        _write(connection, patient, field, (_read(connection, patient, field) or "") + text)


def get(database, patient, field):
    with closing(sqlite3.connect(database)) as connection:
        value = _read(connection, patient, field)
    if value is None:
        raise KeyError(f"{field} of {patient}")
    return value


def find(database, field, value):
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT patient, sealed FROM fields WHERE field = ?", (field,)).fetchall()
    return sorted(patient for patient, sealed in rows if _open(patient, field, sealed) == value)


def rename(database, old, new):
    with closing(sqlite3.connect(database)) as connection, connection:
        rows = connection.execute("SELECT field, sealed FROM fields WHERE patient = ?", (old,)).fetchall()
        values = {field: _open(old, field, sealed) for field, sealed in rows}
        connection.execute("DELETE FROM fields WHERE patient = ?", (old,))
        for field, value in values.items():
            _write(connection, new, field, value)
