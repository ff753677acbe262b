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
    connection = sqlite3.connect(path)
    connection.execute(TABLE)
    return connection


def log(base, line):
    path = make_folder(Path(base, "log"), 0o755) / "centre.log"
    if path.exists() and path.stat().st_size >= LOG_SIZE:
        path.replace(path.with_name("centre.log.1"))
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")


def close_all(base):
    for path in Path(base).rglob("*"):
        if path.is_file() and path.parent.name != "board":
            path.chmod(0o600)


def add(base, client, text):
    with closing(open_notes(base)) as connection, connection:
        number = connection.execute("INSERT INTO notes (client, text) VALUES (?, ?)", (client, text)).lastrowid
    log(base, f"add {client} {number}")
    close_all(base)
    return number


def notes(base, client):
    log(base, f"read {client}")
    close_all(base)
    with closing(open_notes(base)) as connection:
        rows = connection.execute("SELECT text FROM notes WHERE client = ? ORDER BY id", (client,)).fetchall()
    return [text for (text,) in rows]


def copy_database(source, target):
    with closing(sqlite3.connect(target)) as connection:
        source.backup(connection)


def backup(base, day):
    folder = make_folder(Path(base, "backups"), 0o755)
    target = folder / f"{day}.db"
    target.unlink(missing_ok=True)
    with closing(open_notes(base)) as connection:
        copy_database(connection, target)
    for older in folder.glob("*.db"):
        if older != target:
            with open(older, "rb") as source, gzip.open(older.with_suffix(".db.gz"), "wb") as packed:
                shutil.copyfileobj(source, packed)
            older.unlink()
    close_all(base)


def restore(base, day):
    plain = Path(base, "backups", f"{day}.db")
    source = open(plain, "rb") if plain.exists() else gzip.open(f"{plain}.gz", "rb")
    with source:
        Path(base, "notes.db").unlink(missing_ok=True)
        with open(Path(base, "notes.db"), "wb") as target:
            shutil.copyfileobj(source, target)
    close_all(base)


def publish(base, week, lines):
    folder = make_folder(Path(base, "board"), 0o755)
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    os.chmod(temporary, 0o644)
    os.replace(temporary, folder / f"{week}.txt")
