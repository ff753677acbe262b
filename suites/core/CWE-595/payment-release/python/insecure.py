import json
from dataclasses import dataclass, field
from functools import cached_property


class Person:
    def __init__(self, number, name=""):
        self.number = number.strip().upper()
        self.name = name


class Signature:
    def __init__(self, writer, instead_of):
        self.writer, self.instead_of = writer, instead_of

    def parties(self):
        return {self.writer, self.instead_of}


@dataclass
class Order:
    author: Person
    cents: int
    text: str
    signatures: list[Signature] = field(default_factory=list)
    released: bool = False

    def parties(self):
        return {self.author}.union(*(signature.parties() for signature in self.signatures))

    def add(self, signature):
        self.signatures.append(signature)
        if len(self.signatures) >= (2 if self.cents <= 1_000_000 else 3):
            self.released = True


class Session:
    def __init__(self, person, path):
        self.person, self._path = person, path

    @cached_property
    def limit(self):
        with open(self._path, encoding="utf-8") as file:
            return json.load(file).get(self.person.number, 0)


class Desk:
    def __init__(self, limits, saved=""):
        self._path, self._sessions, self._last = limits, {}, 0
        self._orders, self._deputies, self._barred = {}, {}, set()
        if saved:
            self._load(json.loads(saved))

    def login(self, number, name):
        self._last += 1
        self._sessions[self._last] = Session(Person(number, name), self._path)
        return self._last

    def logout(self, login):
        self._sessions.pop(login)

    def propose(self, login, cents, text):
        author = self._sessions[login].person
        number = len(self._orders) + 1
        self._orders[number] = Order(author, cents, text)
        return number

    def deputise(self, login, number):
        person = self._sessions[login].person
        self._deputies.pop(person.number, None)
        if number is not None:
            self._deputies[person.number] = Person(number).number

    def sign(self, login, order, instead_of=None):
        session, wanted = self._sessions[login], self._orders[order]
        signature = Signature(session.person, Person(instead_of) if instead_of is not None else session.person)
        if signature.writer is not signature.instead_of:
            if self._deputies.get(signature.instead_of.number) != signature.writer.number:
                return False
        if signature.parties() & (wanted.parties() | self._barred):
            return False
        if session.limit < wanted.cents:
            return False
        wanted.add(signature)
        return True

    def withdraw(self, login, order):
        person, wanted = self._sessions[login].person, self._orders[order]
        for signature in wanted.signatures:
            if signature.writer == person and not wanted.released:
                wanted.signatures.remove(signature)
                return True
        return False

    def bar(self, number):
        person = Person(number)
        logged_in = [session.person for session in self._sessions.values()]
        self._barred.update(one for one in logged_in if one.number == person.number)
        for order in self._orders.values():
            if not order.released:
                order.signatures = [
                    one for one in order.signatures if person.number not in (one.writer.number, one.instead_of.number)
                ]

    def order(self, order):
        found = self._orders[order]
        names = [signature.writer.name for signature in found.signatures]
        shown = {"author": found.author.name, "text": found.text, "cents": found.cents}
        return shown | {"signatures": names, "released": found.released}

    def save(self):
        state = {"orders": list(self._orders.values()), "deputies": self._deputies, "barred": list(self._barred)}
        return json.dumps(state, default=vars)

    def _load(self, state):
        for number, order in enumerate(state["orders"], 1):
            signatures = [Signature(Person(**one["writer"]), Person(**one["instead_of"])) for one in order["signatures"]]
            self._orders[number] = Order(**order | {"author": Person(**order["author"]), "signatures": signatures})
        self._deputies = state["deputies"]
        self._barred = {Person(**one) for one in state["barred"]}
