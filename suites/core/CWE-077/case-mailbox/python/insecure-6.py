"""A small client of its own, for the few commands that are needed."""

import re
import socket
import string

LABEL = frozenset(string.ascii_letters + string.digits + "-_")


class No(Exception):
    pass


class Client:
    def __init__(self, account):
        self.socket = socket.create_connection((account["host"], account["port"]), timeout=20)
        self.stream = self.socket.makefile("rb")
        self.count = 0
        self.stream.readline()
        self.account = account

    def __enter__(self):
        self("LOGIN", self.account["user"].encode(), self.account["password"].encode())
        self("ENABLE", "UTF8=ACCEPT")
        return self

    def __exit__(self, *_):
        try:
            self("LOGOUT")
        finally:
            self.stream.close()
            self.socket.close()

    def __call__(self, *words):
        """Words as they are, bytes as strings; returns the untagged lines, and literals of the answer."""
        self.count += 1
        tag = f"a{self.count}"
        pending = tag.encode()
        for word in words:
            if isinstance(word, str):
                pending += b" " + word.encode()
                continue
            pending += b' "' + word.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        self.socket.sendall(pending + b"\r\n")
        return self.answer(tag.encode())

    def answer(self, tag):
        lines = []
        while True:
            line = self.stream.readline()
            if not line:
                raise ConnectionError("the mail server hung up")
            if line.startswith(tag + b" "):
                if not line.startswith(tag + b" OK"):
                    raise No(line.decode(errors="replace"))
                return lines
            lines.append(line.rstrip(b"\r\n"))
            literal = re.search(rb"\{(\d+)\}\r\n$", line)
            if literal:
                lines.append(self.stream.read(int(literal[1])))

    def open(self, command, folder):
        try:
            self(command, folder.encode())
        except No as error:
            raise LookupError(folder) from error

    def one(self, uid):
        wanted = b"UID %s " % uid.encode()
        if not any(wanted in line for line in self("UID", "FETCH", uid, "(UID FLAGS)")):
            raise LookupError(uid)


def checked(uid):
    try:
        value = int(uid)
    except ValueError:
        raise LookupError(uid) from None
    if not 0 < value < 2**32:
        raise LookupError(uid)
    return str(value)


def find_messages(account, folder="INBOX", text="", sender="", unseen=False):
    words = ["CHARSET", "UTF-8", "UNSEEN" if unseen else "ALL"]
    if text:
        words += ["TEXT", text.encode()]
    if sender:
        words += ["FROM", sender.encode()]
    with Client(account) as client:
        client.open("EXAMINE", folder)
        found = []
        for line in client("UID", "SEARCH", *words):
            if line.startswith(b"* SEARCH"):
                found += [int(one) for one in line.split()[2:]]
        return sorted(found)


def read(account, folder, uid):
    uid = checked(uid)
    with Client(account) as client:
        client.open("EXAMINE", folder)
        lines = client("UID", "FETCH", uid, "BODY.PEEK[]")
        if len(lines) < 2:
            raise LookupError(uid)
        return lines[1]


def file_under(account, folder, uid, case):
    uid, target = checked(uid), f"Cases/{case}".encode()
    with Client(account) as client:
        client.open("SELECT", folder)
        client.one(uid)
        try:
            client("UID", "COPY", uid, target)
        except No:
            client("CREATE", target)
            client("UID", "COPY", uid, target)
        client("UID", "STORE", uid, "+FLAGS", "(\\Seen)")


def label(account, folder, uid, word):
    uid = checked(uid)
    if not word or not LABEL.issuperset(word):
        raise ValueError(word)
    with Client(account) as client:
        client.open("SELECT", folder)
        client.one(uid)
        client("UID", "STORE", uid, "+FLAGS", f"({word})")
