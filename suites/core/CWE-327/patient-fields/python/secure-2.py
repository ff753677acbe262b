"""Fernet tokens that name the place they belong to."""
import json
import os
import sqlite3
from base64 import b64decode, urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken


class Records:
    def __init__(self, path):
        self.fernet = Fernet(urlsafe_b64encode(b64decode(os.environ["RECORDS_KEY"])))
        self.db = sqlite3.connect(path)

    def __enter__(self):
        self.db.__enter__()
        return self

    def __exit__(self, *exception):
        self.db.__exit__(*exception)
        self.db.close()

    def store(self, patient, field, value):
        token = self.fernet.encrypt(json.dumps([patient, field, value]).encode())
        self.db.execute(
            "INSERT INTO fields (patient, field, sealed) VALUES (?, ?, ?)"
            " ON CONFLICT (patient, field) DO UPDATE SET sealed = excluded.sealed",
            (patient, field, token),
        )

    def load(self, patient, field):
        for (token,) in self.db.execute("SELECT sealed FROM fields WHERE patient = ? AND field = ?", (patient, field)):
            try:
                owner, name, value = json.loads(self.fernet.decrypt(token))
            except (InvalidToken, TypeError) as error:
                raise ValueError("not sealed with this key") from error
            if (owner, name) != (patient, field):
                raise ValueError("sealed for another place")
            return value
        raise KeyError((patient, field))


def put(database, patient, field, value):
    with Records(database) as records:
        records.store(patient, field, value)


def append(database, patient, field, text):
    with Records(database) as records:
        try:
            text = records.load(patient, field) + text
        except KeyError:
            pass
        records.store(patient, field, text)


def get(database, patient, field):
    with Records(database) as records:
        return records.load(patient, field)


def find(database, field, value):
    found = []
    with Records(database) as records:
        for (patient,) in records.db.execute("SELECT patient FROM fields WHERE field = ? ORDER BY patient", (field,)):
            try:
                if records.load(patient, field) == value:
                    found.append(patient)
            except ValueError:
                continue
    return sorted(found)


def rename(database, old, new):
    with Records(database) as records:
        fields = [row[0] for row in records.db.execute("SELECT field FROM fields WHERE patient = ?", (old,))]
        for field in fields:
            records.store(new, field, records.load(old, field))
        records.db.execute("DELETE FROM fields WHERE patient = ?", (old,))
