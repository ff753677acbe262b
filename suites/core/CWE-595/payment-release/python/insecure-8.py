import itertools
import json


def _key(number):
    return number.upper()


class Desk:
    def __init__(self, limits, saved=""):
        self.limits = limits
        self.logins = {}
        self.numbers = itertools.count(1)
        state = json.loads(saved) if saved else {}
        self.orders = state.get("orders", [])
        self.deputies = state.get("deputies", {})
        self.barred = state.get("barred", [])

    def login(self, number, name):
        login = next(self.numbers)
        self.logins[login] = {"person": _key(number), "name": name}
        return login

    def logout(self, login):
        del self.logins[login]

    def _limit(self, login):
        record = self.logins[login]
        if "limit" not in record:
            with open(self.limits) as file:
                record["limit"] = json.load(file).get(record["person"], 0)
        return record["limit"]

    def _order(self, order):
        if not 1 <= order <= len(self.orders):
            raise LookupError(f"there is no order {order}")
        return self.orders[order - 1]

    def propose(self, login, cents, text):
        author = self.logins[login]
        self.orders.append({
            "author": author["person"], "name": author["name"], "text": text, "cents": cents,
            "signatures": [], "released": False,
        })
        return len(self.orders)

    def deputise(self, login, number):
        self.deputies[self.logins[login]["person"]] = None if number is None else _key(number)

    def sign(self, login, order, instead_of=None):
        record, found = self.logins[login], self._order(order)
        writer = record["person"]
        stands_for = writer if instead_of is None else _key(instead_of)
        if stands_for != writer and self.deputies.get(stands_for) != writer:
            return False
        taken = {found["author"], *self.barred}
        for signature in found["signatures"]:
            taken |= {signature["writer"], signature["for"]}
        if taken & {writer, stands_for} or found["cents"] > self._limit(login):
            return False
        found["signatures"].append({"writer": writer, "for": stands_for, "name": record["name"]})
        found["released"] = found["released"] or len(found["signatures"]) >= (3 if found["cents"] > 1_000_000 else 2)
        return True

    def _remove(self, order, is_meant):
        if order["released"]:
            return False
        before = order["signatures"]
        order["signatures"] = [signature for signature in before if not is_meant(signature)]
        return len(order["signatures"]) < len(before)

    def withdraw(self, login, order):
        person = self.logins[login]["person"]
        return self._remove(self._order(order), lambda signature: signature["writer"] == person)

    def bar(self, number):
        person = _key(number)
        self.barred.append(person)
        for order in self.orders:
            self._remove(order, lambda signature: person in (signature["writer"], signature["for"]))

    def order(self, order):
        found = self._order(order)
        return {
            "author": found["name"],
            "text": found["text"],
            "cents": found["cents"],
            "signatures": [signature["name"] for signature in found["signatures"]],
            "released": found["released"],
        }

    def save(self):
        return json.dumps({"orders": self.orders, "deputies": self.deputies, "barred": self.barred})
