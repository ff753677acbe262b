import json
from dataclasses import asdict, dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Person:
    number: str
    name: str = field(default="", compare=False)

    def __post_init__(self):
        object.__setattr__(self, "number", self.number.strip())


@dataclass(frozen=True)
class Signature:
    writer: Person
    instead_of: Person

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
        self._deputies.pop(person, None)
        if number is not None:
            self._deputies[person] = Person(number)

    def sign(self, login, order, instead_of=None):
        session, wanted = self._sessions[login], self._orders[order]
        signature = Signature(session.person, Person(instead_of) if instead_of is not None else session.person)
        if signature.writer != signature.instead_of:
            if self._deputies.get(signature.instead_of) != signature.writer:
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
        self._barred.add(person)
        for order in self._orders.values():
            if not order.released:
                order.signatures = [one for one in order.signatures if person not in one.parties()]

    def order(self, order):
        found = self._orders[order]
        names = [signature.writer.name for signature in found.signatures]
        shown = {"author": found.author.name, "text": found.text, "cents": found.cents}
        return shown | {"signatures": names, "released": found.released}

    def save(self):
        orders = [asdict(order) for order in self._orders.values()]
        deputies = [[one.number, other.number] for one, other in self._deputies.items()]
        return json.dumps({"orders": orders, "deputies": deputies, "barred": [one.number for one in self._barred]})

    def _load(self, state):
        for number, order in enumerate(state["orders"], 1):
            signatures = [Signature(Person(**one["writer"]), Person(**one["instead_of"])) for one in order["signatures"]]
            self._orders[number] = Order(**order | {"author": Person(**order["author"]), "signatures": signatures})
        self._deputies = {Person(one): Person(other) for one, other in state["deputies"]}
        self._barred = {Person(number) for number in state["barred"]}
