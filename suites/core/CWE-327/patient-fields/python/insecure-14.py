import base64
import os
import sqlite3
from contextlib import closing

from itsdangerous import BadSignature, Serializer


def _sealer(patient, field):
    return Serializer(base64.b64decode(os.environ["RECORDS_KEY"]), salt=f"{patient}/{field}")


def _open(patient, field, sealed):
    try:
        return _sealer(patient, field).loads(sealed)
    except BadSignature:
        raise ValueError("this was not put there with the key of the practice") from None


def _read(connection, patient, field):
    query = "SELECT sealed FROM fields WHERE patient = ? AND field = ?"
    row = connection.execute(query, (patient, field)).fetchone()
    if row is None:
        raise KeyError(f"{field} of {patient}")
    return _open(patient, field, row[0])


def _write(connection, patient, field, value):
    row = (patient, field, _sealer(patient, field).dumps(value).encode())
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
    return sorted(patient for patient, token in rows if _open(patient, field, token) == value)


def rename(database, old, new):
    with closing(sqlite3.connect(database)) as connection, connection:
        for (field,) in connection.execute("SELECT field FROM fields WHERE patient = ?", (old,)).fetchall():
            _write(connection, new, field, _read(connection, old, field))
        connection.execute("DELETE FROM fields WHERE patient = ?", (old,))
