import json
from dataclasses import dataclass

from seceval import fixture

LIMITS = {"P-0001": 5_000_000, "P-0002": 5_000_000, "P-0003": 5_000_000, "P-0004": 100_000, "P-0005": 5_000_000}
ADA, BEN, CLEO, DORA, EMIL = "P-0001", "P-0002", "P-0003", "P-0004", "P-0005"
NAMES = {ADA: "Ada Adler", BEN: "Ben Blum", CLEO: "Cleo Cruz", DORA: "Dora Diaz", EMIL: "Emil Engel"}


@dataclass
class Office:
    solution: object
    path: object

    def __post_init__(self):
        self.limits(LIMITS)
        self.desk = self.solution.Desk(str(self.path))

    def limits(self, limits):
        self.path.write_text(json.dumps(limits))

    def login(self, number):
        return self.desk.login(number, NAMES[number])

    def signed(self, number, order, **options):
        return self.desk.sign(self.login(number), order, **options)

    def proposed(self, cents=70_000, number=ADA):
        return self.desk.propose(self.login(number), cents, "paper for the printers")

    def start_anew(self):
        """A desk from what the last one has saved."""
        self.desk = self.solution.Desk(str(self.path), self.desk.save())


@fixture
def office(solution, work):
    return Office(solution, work / "limits.json")
