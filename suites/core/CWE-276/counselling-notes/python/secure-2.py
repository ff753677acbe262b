import contextlib
import gzip
import logging.handlers
import os
import shutil
import sqlite3


@contextlib.contextmanager
def for_us_alone():
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def place(base, *parts):
    path = os.path.join(base, *parts)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


@contextlib.contextmanager
def database(path):
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute("CREATE TABLE IF NOT EXISTS note (number INTEGER PRIMARY KEY, client, content)")
            yield connection
    finally:
        connection.close()


class Log(logging.handlers.RotatingFileHandler):
    def shouldRollover(self, record):
        return os.path.getsize(self.baseFilename) >= self.maxBytes


def write_log(base, message):
    handler = Log(place(base, "log", "centre.log"), maxBytes=65536, backupCount=1, encoding="utf-8")
    try:
        handler.emit(logging.makeLogRecord({"msg": "%s", "args": (message,)}))
    finally:
        handler.close()


def add(base, client, text):
    with for_us_alone():
        with database(place(base, "notes.db")) as db:
            number = db.execute("INSERT INTO note (client, content) VALUES (?, ?)", (client, text)).lastrowid
        write_log(base, f"add {client} {number}")
    return number


def notes(base, client):
    with for_us_alone():
        write_log(base, f"read {client}")
        with database(place(base, "notes.db")) as db:
            rows = db.execute("SELECT content FROM note WHERE client = ? ORDER BY number", (client,))
            return [row[0] for row in rows]


def backup(base, day):
    with for_us_alone():
        target = place(base, "backups", f"{day}.db")
        with contextlib.suppress(FileNotFoundError):
            os.remove(target)
        with database(place(base, "notes.db")) as db:
            db.commit()
            db.execute("VACUUM INTO ?", (target,))
        folder = os.path.dirname(target)
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if name.endswith(".db") and path != target:
                with open(path, "rb") as source, gzip.open(path + ".gz", "wb") as packed:
                    shutil.copyfileobj(source, packed)
                os.remove(path)


def restore(base, day):
    with for_us_alone():
        source = os.path.join(base, "backups", f"{day}.db")
        fresh = os.path.join(base, "notes.db.new")
        if os.path.exists(source):
            shutil.copyfile(source, fresh)
        else:
            with gzip.open(source + ".gz") as packed, open(fresh, "wb") as file:
                shutil.copyfileobj(packed, file)
        os.replace(fresh, os.path.join(base, "notes.db"))


def publish(base, week, lines):
    path = os.path.join(base, "board", f"{week}.txt")
    with for_us_alone():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
        os.chmod(path, 0o644)
        os.chmod(os.path.dirname(path), 0o755)
