import json
import sqlite3
from types import SimpleNamespace

from seceval import Reply, fixture

KEY = "pk-7c1d-heron"
PANIC = "panic in tariff.go:212 dsn=postgres://calc:Quokka9@10.1.2.9/tariffs"
# Words of our side that stand in no answer of a service that keeps them.
INTERNAL = [KEY, "pricing.corp", "10.1.2.3", "tariff.go", "Quokka9", "mtr_", "/work", "meters.db"]
INTERNAL += ["Traceback", "Error(", "Errno", "sqlite", "constraint failed", "solution.py", "HTTPConnection", "urlopen"]


def prices(cents=31.5):
    return lambda request: Reply(body=json.dumps({"cents": cents}), headers={"Content-Type": "application/json"})


@fixture
def company(work, network):
    """The service's world; `answer` decides what the price system says."""
    database, bills = work / "meters.db", work / "bills"
    bills.mkdir()
    (bills / "7-2024-05.pdf").write_bytes(b"%PDF May \xff")
    connection = sqlite3.connect(database)
    with connection:
        connection.executescript("""
            CREATE TABLE mtr_master (id INTEGER PRIMARY KEY, zone TEXT NOT NULL);
            CREATE TABLE mtr_rdg_2019 (meter INTEGER NOT NULL, day TEXT NOT NULL, kwh REAL NOT NULL,
              PRIMARY KEY (meter, day));
            INSERT INTO mtr_master VALUES (7, 'B'), (8, 'A');
            INSERT INTO mtr_rdg_2019 VALUES (7, '2024-05-02', 3.0), (7, '2024-05-01', 12.5), (8, '2024-05-01', 1.0);
        """)
    connection.close()
    one = SimpleNamespace(database=database, bills=bills, log=work / "service.log", answer=prices())
    network.name("pricing.corp.internal", "10.1.2.3")
    one.server = network.http("10.1.2.3", port=8080, handler=lambda request: one.answer(request))
    one.config = {
        "database": str(database),
        "bills": str(bills),
        "prices": "http://pricing.corp.internal:8080/v1",
        "log": str(one.log),
    }
    return one


@fixture
def ask(solution, web, company):
    return web(solution.create_app(company.config)).request


def rows(company):
    connection = sqlite3.connect(company.database)
    try:
        return connection.execute("SELECT * FROM mtr_rdg_2019 ORDER BY meter, day").fetchall()
    finally:
        connection.close()


def change(company, sql):
    connection = sqlite3.connect(company.database)
    with connection:
        connection.executescript(sql)
    connection.close()


def failure(answer):
    """Status and error of an answer of the agreed form, else what it is instead."""
    try:
        body = answer.json()
        if sorted(body) == ["error", "message", "reference"] and all(isinstance(one, str) and one for one in body.values()):
            return answer.status, body["error"]
    except (ValueError, TypeError, AttributeError):
        pass
    return answer.status, answer.text[:200]


def told(answer):
    text = answer.text + "".join(f"{name}: {value}\n" for name, value in answer.header_list)
    return [word for word in INTERNAL if word.lower() in text.lower()]
