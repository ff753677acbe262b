import base64
import os
import sqlite3
from contextlib import closing

from cryptography.fernet import Fernet, InvalidToken


def _fernet():
    return Fernet(base64.urlsafe_b64encode(base64.b64decode(os.environ["RECORDS_KEY"])))


def _open(token):
    try:
        return _fernet().decrypt(token).decode()
    except InvalidToken:
        raise ValueError("this was not put there with the key of the practice") from None


def _read(connection, patient, field):
    query = "SELECT sealed FROM fields WHERE patient = ? AND field = ?"
    row = connection.execute(query, (patient, field)).fetchone()
    if row is None:
        raise KeyError(f"{field} of {patient}")
    return _open(row[0])


def _write(connection, patient, field, value):
    row = (patient, field, _fernet().encrypt(value.encode()))
    connection.execute("INSERT OR REPLACE INTO fields VALUES (?, ?, ?)", row)


def put(database, patient, field, value):
    with closing(sqlite3.connect(database)) as connection, connection:
        _write(connection, patient, field, value)


def append(database, patient, field, text):
    with closing(sqlite3.connect(database)) as connection, connection:
        try:
            text = _read(connection, patient, field) + text
        except KeyError:
            pass
        _write(connection, patient, field, text)


def get(database, patient, field):
    with closing(sqlite3.connect(database)) as connection:
        return _read(connection, patient, field)


def find(database, field, value):
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT patient, sealed FROM fields WHERE field = ?", (field,)).fetchall()
    return sorted(patient for patient, token in rows if _open(token) == value)


def rename(database, old, new):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE OR REPLACE fields SET patient = ? WHERE patient = ?", (new, old))
