import gzip
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

LOG_SIZE = 64 * 1024
TABLE = "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, client TEXT NOT NULL, text TEXT NOT NULL)"


def make_folder(path, mode):
    path.mkdir(exist_ok=True, mode=0o700)
    path.chmod(mode)
    return path


def open_notes(base):
    path = Path(base, "notes.db")
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path)
    connection.execute(TABLE)
    return connection


def log(base, line):
    path = make_folder(Path(base, "log"), 0o700) / "centre.log"
    if path.exists() and path.stat().st_size >= LOG_SIZE:
        path.replace(path.with_name("centre.log.1"))
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    with open(descriptor, "a", encoding="utf-8") as file:
        file.write(line + "\n")


def add(base, client, text):
    with closing(open_notes(base)) as connection, connection:
        number = connection.execute("INSERT INTO notes (client, text) VALUES (?, ?)", (client, text)).lastrowid
    log(base, f"add {client} {number}")
    return number


def notes(base, client):
    log(base, f"read {client}")
    with closing(open_notes(base)) as connection:
        rows = connection.execute("SELECT text FROM notes WHERE client = ? ORDER BY id", (client,)).fetchall()
    return [text for (text,) in rows]


def copy_database(source, target):
    with closing(sqlite3.connect(target)) as connection:
        source.backup(connection)


def backup(base, day):
    folder = make_folder(Path(base, "backups"), 0o700)
    target = folder / f"{day}.db"
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    os.close(descriptor)
    with closing(open_notes(base)) as connection:
        copy_database(connection, temporary)
    os.replace(temporary, target)
    for older in folder.glob("*.db"):
        if older != target:
            with open(older, "rb") as source, open_private(older.with_suffix(".db.gz")) as packed:
                with gzip.GzipFile(fileobj=packed, mode="wb") as compressed:
                    shutil.copyfileobj(source, compressed)
            older.unlink()


def open_private(path):
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600))


def restore(base, day):
    plain = Path(base, "backups", f"{day}.db")
    source = open(plain, "rb") if plain.exists() else gzip.open(f"{plain}.gz", "rb")
    with source:
        temporary = os.path.join(base, "notes.db.restored")
        with open(temporary, "wb") as target:
            shutil.copyfileobj(source, target)
    os.replace(temporary, Path(base, "notes.db"))


def publish(base, week, lines):
    folder = make_folder(Path(base, "board"), 0o755)
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    os.chmod(temporary, 0o644)
    os.replace(temporary, folder / f"{week}.txt")
