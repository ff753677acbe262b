import re
import threading
from dataclasses import dataclass, field

from seceval import fixture

OLD = 'Old "2023", Straße \\ 5'
MAILS = {
    "INBOX": [
        ("Ada Meißner <ada@houses.example>", "Boiler", "The boiler of house 3 is cold."),
        ("Tomasz <tomasz@houses.example>", "Roof", 'They call it the "north" roof.\r\nIt leaks at C:\\7.'),
        ("Ines <ines@houses.example>", "Key", "Straße 5: I lost my key."),
        ("Ada Meißner <ada@houses.example>", "Roof again", "Still leaking."),
    ],
    "Minutes": [("Board <board@houses.example>", "Minutes", "The rents will be raised by 9 %.")],
    OLD: [("Kwame <kwame@houses.example>", "Bicycles", "Where may they stand?")],
    "Cases": [],
    "Cases/Boiler": [],
}


class Malformed(Exception):
    pass


@dataclass
class Mail:
    uid: int
    raw: bytes
    flags: set = field(default_factory=set)


class Store:
    """The mail server's side: folders, and the commands that it has carried out."""

    def __init__(self):
        self.folders = {}
        self.commands = []
        self.open = 0
        self.changed = threading.Condition()
        for name, mails in MAILS.items():
            self.folders[name] = [
                Mail(number, f"From: {sender}\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode())
                for number, (sender, subject, text) in enumerate(mails, 3)
            ]

    def serve(self, connection):
        with self.changed:
            self.open += 1
        try:
            Conversation(self, connection).run()
        finally:
            with self.changed:
                self.open -= 1
                self.changed.notify_all()

    def settle(self):
        """Until the server has carried out all that was sent to it."""
        with self.changed:
            self.changed.wait_for(lambda: self.open == 0, 2)

    def state(self, *without):
        self.settle()
        return {
            name: [(mail.uid, mail.raw, sorted(mail.flags)) for mail in mails]
            for name, mails in sorted(self.folders.items())
            if name not in without
        }

    def flags(self, folder, uid):
        self.settle()
        return next(sorted(mail.flags) for mail in self.folders[folder] if mail.uid == uid)


class Conversation:
    def __init__(self, store, connection):
        self.store = store
        self.file = connection.makefile("rwb")
        self.folder = None
        self.logged_in = self.writable = self.utf8 = False

    def say(self, text):
        self.file.write(text if isinstance(text, bytes) else text.encode() + b"\r\n")
        self.file.flush()

    def run(self):
        self.say("* OK ready")
        while True:
            tag = "*"
            try:
                parts = self.command()
                if parts is None:
                    return
                first = parts[0].decode(errors="replace").split()
                tag = first[0] if first else "*"
                tokens = tokens_of(parts)
                if not tokens:
                    continue
                name, arguments = str(tokens[1]).upper(), tokens[2:]
                if name == "LOGOUT":
                    self.say("* BYE")
                    self.say(f"{tag} OK bye")
                    return
                self.say(f"{tag} {self.carry_out(name, arguments)} done")
            except (Malformed, IndexError, ValueError, AttributeError, TypeError):
                self.say(f"{tag} BAD syntax error in command")

    def command(self):
        """One command, with its literals fetched; None at the end."""
        line = self.file.readline()
        if not line:
            return None
        parts = []
        while True:
            text = line.rstrip(b"\r\n")
            literal = re.search(rb"\{(\d+)(\+?)\}$", text)
            if literal is None:
                parts.append(text)
                return parts
            parts.append(text[: literal.start()])
            if not literal[2]:
                self.say("+ go on")
            parts.append(("literal", self.file.read(int(literal[1]))))
            line = self.file.readline()

    def carry_out(self, name, arguments):
        self.store.commands.append((name, arguments))
        if name == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT LITERAL+ MOVE UIDPLUS UNSELECT")
            return "OK"
        if name in ("NOOP", "CHECK", "SUBSCRIBE"):
            return "OK"
        if name == "LOGIN":
            self.logged_in = [str(one) for one in arguments] == ["caretakers", 'pa"ss\\word 1']
            return "OK logged in" if self.logged_in else "NO wrong password"
        if not self.logged_in:
            return "BAD log in first"
        if name == "ENABLE":
            self.utf8 = True
            self.say("* ENABLED UTF8=ACCEPT")
            return "OK"
        if name == "UID":
            return self.messages(str(arguments[0]).upper(), arguments[1:], by_uid=True)
        if name in ("SEARCH", "FETCH", "STORE", "COPY", "MOVE"):
            return self.messages(name, arguments, by_uid=False)
        return self.of_folders(name, arguments)

    def of_folders(self, name, arguments):
        folders = self.store.folders
        if name in ("CLOSE", "UNSELECT", "EXPUNGE"):
            if name != "UNSELECT" and self.writable and self.folder:
                self.mails[:] = [mail for mail in self.mails if "\\Deleted" not in mail.flags]
            if name != "EXPUNGE":
                self.folder = None
            return "OK"
        if name in ("LIST", "LSUB"):
            pattern = "".join({"*": ".*", "%": "[^/]*"}.get(one, re.escape(one)) for one in self.name(arguments[1]))
            for one in sorted(folders):
                if re.fullmatch(pattern, one, re.DOTALL):
                    shown = one.replace("\\", "\\\\").replace('"', '\\"')
                    self.say(f'* {name} () "/" "{shown}"')
            return "OK"
        folder = self.name(arguments[0])
        if name == "CREATE":
            if folder in folders:
                return "NO [ALREADYEXISTS] there is such a folder"
            folders[folder] = []
            return "OK"
        if folder not in folders:
            return "NO [NONEXISTENT] no such folder"
        if name in ("SELECT", "EXAMINE"):
            self.folder, self.writable = folder, name == "SELECT"
            self.say(f"* {len(self.mails)} EXISTS")
            self.say("* FLAGS (\\Seen \\Deleted \\Answered \\Flagged)")
            self.say("* OK [UIDVALIDITY 1] valid")
            return "OK [READ-WRITE] open" if self.writable else "OK [READ-ONLY] open"
        if name == "STATUS":
            self.say(f'* STATUS "x" (MESSAGES {len(folders[folder])})')
            return "OK"
        if name == "DELETE":
            del folders[folder]
            return "OK"
        if name == "RENAME":
            folders[self.name(arguments[1])] = folders.pop(folder)
            return "OK"
        raise Malformed

    @property
    def mails(self):
        return self.store.folders[self.folder]

    def name(self, token):
        if not self.utf8:
            return from_utf7(str(token))
        return str(token)

    def text(self, token, charset):
        if not (self.utf8 or charset) and not str(token).isascii():
            raise Malformed
        return str(token).casefold()

    def messages(self, name, arguments, by_uid):
        if self.folder is None:
            return "BAD open a folder first"
        if name == "SEARCH":
            charset = str(arguments[0]).upper() == "CHARSET"
            keys = list(arguments[2:] if charset else arguments)
            found = set(range(len(self.mails)))
            while keys:
                found &= self.found(keys, charset)
            numbers = [str(self.mails[place].uid if by_uid else place + 1) for place in sorted(found)]
            self.say(" ".join(["* SEARCH", *numbers]))
            return "OK"
        chosen = [place for place in range(len(self.mails)) if self.is_in(arguments[0], place, by_uid)]
        if name == "FETCH":
            for place in chosen:
                self.show(place, self.mails[place], " ".join(flat(arguments[1])).upper())
        elif name == "STORE":
            return self.store_flags(chosen, str(arguments[1]).upper(), flat(arguments[2]))
        elif name in ("COPY", "MOVE"):
            target = self.store.folders.get(self.name(arguments[1]))
            if target is None:
                return "NO [TRYCREATE] no such folder"
            for place in chosen:
                mail = self.mails[place]
                target.append(Mail(max([one.uid for one in target], default=0) + 1, mail.raw, set(mail.flags)))
            if name == "MOVE":
                self.mails[:] = [mail for place, mail in enumerate(self.mails) if place not in chosen]
        return "OK"

    def is_in(self, numbers, place, by_uid):
        own = self.mails[place].uid if by_uid else place + 1
        last = self.mails[-1].uid if by_uid else len(self.mails)
        for part in str(numbers).split(","):
            ends = [last if end == "*" else int(end) for end in part.split(":")]
            if min(ends) <= own <= max(ends):
                return True
        return False

    def found(self, keys, charset):
        key = keys.pop(0)
        everything = set(range(len(self.mails)))
        if isinstance(key, list):
            inner, found = list(key), everything
            while inner:
                found &= self.found(inner, charset)
            return found
        word = str(key).upper()
        if word == "ALL":
            return everything
        if word == "NOT":
            return everything - self.found(keys, charset)
        if word == "OR":
            return self.found(keys, charset) | self.found(keys, charset)
        if word in ("SEEN", "UNSEEN"):
            seen = {place for place in everything if "\\Seen" in self.mails[place].flags}
            return seen if word == "SEEN" else everything - seen
        if word == "UID":
            numbers = keys.pop(0)
            return {place for place in everything if self.is_in(numbers, place, by_uid=True)}
        if word in ("TEXT", "BODY", "FROM", "SUBJECT"):
            sought = self.text(keys.pop(0), charset)
            return {place for place in everything if sought in part_of(self.mails[place].raw, word).casefold()}
        raise Malformed

    def show(self, place, mail, items):
        parts = [f"* {place + 1} FETCH (UID {mail.uid} FLAGS ({' '.join(sorted(mail.flags))})".encode()]
        for name, shown in (("RFC822", "RFC822"), ("BODY[]", "BODY[]"), ("BODY.PEEK[]", "BODY[]")):
            if name in items.split():
                parts.append(f" {shown} {{{len(mail.raw)}}}\r\n".encode() + mail.raw)
                if name != "BODY.PEEK[]" and self.writable:
                    mail.flags.add("\\Seen")
        self.say(b"".join(parts) + b")\r\n")

    def store_flags(self, chosen, item, flags):
        if not self.writable:
            return "NO this folder is open for reading"
        if not all(re.fullmatch(r"\\?[^\x00-\x20(){%*\"\\\]\x7f]+", flag) for flag in flags):
            raise Malformed
        for place in chosen:
            mail = self.mails[place]
            given = {flag[:2].upper() + flag[2:].lower() if flag.startswith("\\") else flag for flag in flags}
            mail.flags = mail.flags - given if item[0] == "-" else given | (mail.flags if item[0] == "+" else set())
            if not item.endswith(".SILENT"):
                self.show(place, mail, "")
        return "OK"


def part_of(raw, key):
    head, _, body = raw.decode().partition("\r\n\r\n")
    if key in ("FROM", "SUBJECT"):
        return next(line for line in head.split("\r\n") if line.upper().startswith(key)).partition(":")[2]
    return body if key == "BODY" else raw.decode()


def flat(token):
    return [str(one) for one in token] if isinstance(token, list) else [str(token)]


def from_utf7(name):
    def decoded(match):
        if not match[1]:
            return "&"
        return f"+{match[1].replace(',', '/')}-".encode().decode("utf-7")

    return re.sub(r"&([^-]*)-", decoded, name)


def tokens_of(parts):
    """Words, strings and lists of a command."""
    stack = [[]]
    for part in parts:
        if isinstance(part, tuple):
            stack[-1].append(part[1].decode())
            continue
        text, place = part.decode(), 0
        while place < len(text):
            match = re.compile(r'\s+|\(|\)|"((?:[^"\\]|\\["\\])*)"|[^\s()"]+(?:\[[^\]]*\][^\s()"]*)?').match(text, place)
            if match is None:
                raise Malformed
            place = match.end()
            if match[0] == "(":
                stack.append([])
            elif match[0] == ")":
                if len(stack) < 2:
                    raise Malformed
                inner = stack.pop()
                stack[-1].append(inner)
            elif match[1] is not None:
                stack[-1].append(re.sub(r"\\(.)", r"\1", match[1]))
            elif match[0].strip():
                stack[-1].append(match[0])
    if len(stack) > 1:
        raise Malformed
    return stack[0]


@fixture
def mail(network):
    store = Store()
    network.tcp("127.0.0.1", 1143, store.serve)
    return store


@fixture
def account():
    return {"host": "127.0.0.1", "port": 1143, "user": "caretakers", "password": 'pa"ss\\word 1'}
