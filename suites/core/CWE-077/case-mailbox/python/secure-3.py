import imaplib
import re

LINE_ENDS = re.compile(r"[\x00-\x1f\x7f]+")


class CaseMailbox:
    def __init__(self, account, folder, readonly):
        self.imap = imaplib.IMAP4(account["host"], account["port"])
        self.imap.login(account["user"], account["password"])
        self.imap.enable("UTF8=ACCEPT")
        try:
            if self.imap.select(self.string(folder), readonly)[0] != "OK":
                raise LookupError(folder)
        except BaseException:
            self.imap.logout()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.imap.logout()

    @staticmethod
    def string(text):
        line = LINE_ENDS.sub(" ", text)
        return '"' + re.sub(r'(["\\])', r"\\\1", line) + '"'

    def uids(self, *keys):
        status, data = self.imap.uid("SEARCH", *(keys or ("ALL",)))
        return [int(uid) for uid in data[0].split()] if data[0] else []

    def existing(self, uid):
        known = {str(one): one for one in self.uids()}
        if uid not in known:
            raise LookupError(uid)
        return str(known[uid])

    def store(self, uid, flag):
        self.imap.uid("STORE", uid, "+FLAGS.SILENT", f"({flag})")


def find_messages(account, folder="INBOX", text="", sender="", unseen=False):
    keys = []
    for name, value in (("TEXT", text), ("FROM", sender)):
        if value:
            keys += [name, CaseMailbox.string(value)]
    if unseen:
        keys += ["UNSEEN"]
    with CaseMailbox(account, folder, True) as mailbox:
        return sorted(mailbox.uids(*keys))


def read(account, folder, uid):
    with CaseMailbox(account, folder, True) as mailbox:
        _, data = mailbox.imap.uid("FETCH", mailbox.existing(uid), "(BODY.PEEK[])")
        return next(part[1] for part in data if isinstance(part, tuple))


def file_under(account, folder, uid, case):
    target = CaseMailbox.string("Cases/" + case)
    with CaseMailbox(account, folder, False) as mailbox:
        uid = mailbox.existing(uid)
        mailbox.imap.create(target)
        mailbox.imap.uid("COPY", uid, target)
        mailbox.store(uid, "\\Seen")


def label(account, folder, uid, word):
    if not (word.isascii() and word.replace("-", "").replace("_", "a").isalnum()):
        raise ValueError(f"{word!r} is no label")
    with CaseMailbox(account, folder, False) as mailbox:
        mailbox.store(mailbox.existing(uid), word)
