import json
import math
from dataclasses import dataclass

from seceval import fixture

MEMBERS = {
    "ada": {"balance": 6.5, "limit": 4, "pot": 0},
    "ben": {"balance": -1.25, "limit": 10, "pot": 2},
    "cleo": {"balance": 0, "limit": 0, "pot": 0},
    "dora": {"balance": 30, "limit": 20, "pot": 5},
}
OFFERS = [
    {"number": 1, "by": "ben", "title": "Mend a bicycle", "hours": 1.5},
    {"number": 2, "by": "dora", "title": "Look after a cat", "hours": 0.25},
]


@dataclass
class Bank:
    path: object
    client: object

    def __call__(self, name, method, path, body=None):
        """`body` as a text is sent as it is."""
        text = body if isinstance(body, str) or body is None else json.dumps(body)
        kind = "text/csv" if path.endswith(".csv") else "application/json"
        headers = {"X-Member": name, "Content-Type": kind}
        return self.client.request(method, path, body=None if text is None else text.encode(), headers=headers)

    def stored(self):
        return json.loads(self.path.read_text())["members"]

    def offers(self):
        return json.loads(self.path.read_text())["offers"]

    def me(self, name):
        return self(name, "GET", "/me").json()

    def wrong_with(self, *victims):
        """What breaks a rule of the bank, in what is stored."""
        found = []
        members = self.stored()
        prices = {f"offer {offer['number']}": {"hours": offer["hours"]} for offer in self.offers()}
        for name, member in (members | prices).items():
            for key, value in member.items():
                if type(value) not in (int, float) or not math.isfinite(value):
                    found.append(f"{name}: {key} is {value!r}")
                elif abs(round(value, 2) - value) > 1e-6:
                    found.append(f"{name}: {key} is {value!r}")
        if found:
            return found
        for name, member in members.items():
            if not 0 <= member["limit"] <= 20:
                found.append(f"{name}: the limit is {member['limit']}")
            if member["balance"] < -member["limit"] - 1e-6 and member != MEMBERS[name]:
                found.append(f"{name}: has {member['balance']} with a limit of {member['limit']}")
            if member["pot"] < 0:
                found.append(f"{name}: the pot is {member['pot']}")
        total = sum(member["balance"] + member["pot"] for member in members.values())
        before = sum(member["balance"] + member["pot"] for member in MEMBERS.values())
        if abs(total - before) > 1e-6:
            found.append(f"{total} hours where {before} were")
        for name in victims:
            if members[name]["balance"] < MEMBERS[name]["balance"]:
                found.append(f"{name} was robbed: {members[name]['balance']}")
        return found


@fixture
def bank(solution, web, work):
    path = work / "bank.json"
    path.write_text(json.dumps({"members": MEMBERS, "offers": OFFERS}))
    return Bank(path, web(solution.create_app(str(path))))
