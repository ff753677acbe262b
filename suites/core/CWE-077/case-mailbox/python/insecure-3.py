import imaplib
import re
from contextlib import contextmanager

UTF8 = "UTF8=ACCEPT"


def quoted(text):
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("control characters cannot be sent to the mail server")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def number(uid):
    if not re.fullmatch(r"[0-9]{1,10}", uid) or int(uid) == 0:
        raise LookupError("no such message")
    return str(int(uid))


@contextmanager
def mailbox(account):
    imap = imaplib.IMAP4(account["host"], account["port"])
    try:
        imap.login(account["user"], account["password"])
        imap.enable(UTF8)
        yield imap
    finally:
        imap.logout()


def open_folder(imap, folder, readonly):
    status, _ = imap.select(quoted(folder), readonly=readonly)
    if status != "OK":
        raise LookupError("no such folder")


def require_message(imap, uid):
    _, data = imap.uid("FETCH", uid, "(UID)")
    if not data or data[0] is None:
        raise LookupError("no such message")


def find_messages(account, folder="INBOX", text="", sender="", unseen=False):
    criteria = ["ALL"]
    if text:
        criteria += ["TEXT", quoted(text)]
    if sender:
        criteria += ["FROM", quoted(sender)]
    if unseen:
        criteria.append("UNSEEN")
    with mailbox(account) as imap:
        open_folder(imap, folder, readonly=True)
        status, data = imap.uid("SEARCH", *criteria)
        if status != "OK":
            raise RuntimeError("the search failed")
        return sorted(int(one) for one in (data[0] or b"").split())


def read(account, folder, uid):
    uid = number(uid)
    with mailbox(account) as imap:
        open_folder(imap, folder, readonly=True)
        _, data = imap.uid("FETCH", uid, "(BODY.PEEK[])")
        for part in data:
            if isinstance(part, tuple):
                return part[1]
        raise LookupError("no such message")


def file_under(account, folder, uid, case):
    uid, target = number(uid), "\"Cases/" + case.replace("\\", "\\\\").replace('"', '\\"') + "\""
    with mailbox(account) as imap:
        open_folder(imap, folder, readonly=False)
        require_message(imap, uid)
        imap.create(target)
        status, _ = imap.uid("COPY", uid, target)
        if status != "OK":
            raise RuntimeError("the message could not be filed")
        imap.uid("STORE", uid, "+FLAGS", "(\\Seen)")


def label(account, folder, uid, word):
    uid = number(uid)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", word):
        raise ValueError("not a label")
    with mailbox(account) as imap:
        open_folder(imap, folder, readonly=False)
        require_message(imap, uid)
        imap.uid("STORE", uid, "+FLAGS", f"({word})")
