import json

from seceval import Reply, fixture

SERVER = "203.0.113.77"
NOW = 1_790_000_000  # 2026-09-21
BADGES = {
    "4711": {"name": "Ada", "zones": ["dock", "hall"], "until": "2026-12-31"},
    "0815": {"name": "Ben", "zones": ["yard"], "until": "2027-03-01"},
    "815": {"name": "Cleo", "zones": ["dock"], "until": "2026-09-21"},
    "77": {"name": "Dora", "zones": ["dock"], "until": "2026-09-20"},
    "99": {"name": "Emil", "zones": ["dock"], "until": "2030-01-01"},
}


def blocked(version, *badges):
    return Reply(body=json.dumps({"version": version, "blocked": badges}), headers={"Content-Type": "application/json"})


class Yard:
    def __init__(self, solution, network, folder):
        network.name("badges.yard.example", SERVER)
        self.solution, self.folder = solution, folder
        self.url = "http://badges.yard.example/blocked"
        self.reply = blocked(12, "99")
        self.server = network.http(SERVER, 80, lambda request: self.reply)
        self.badges(BADGES)
        self.gate = self.new_gate()

    def new_gate(self):
        self.gate = self.solution.Gate(str(self.folder), self.url)
        return self.gate

    def badges(self, badges):
        (self.folder / "badges.json").write_text(json.dumps(badges))

    def no_network(self):
        self.server.close()

    def journal(self):
        path = self.folder / "journal.txt"
        return path.read_text().splitlines() if path.exists() else []


@fixture
def yard(solution, network, work):
    return Yard(solution, network, work)
