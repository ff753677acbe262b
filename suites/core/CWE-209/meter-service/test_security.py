from fixtures import PANIC, change, told
from seceval import Payload, Reply, payloads, reveal

DAY = "2024-05-03"
PRICE_SYSTEM = {
    "fails with a text": Reply(status=500, body=PANIC),
    "fails with an object": Reply(status=503, body='{"error": "' + PANIC + '"}'),
    "answers no JSON": Reply(body="<pre>" + PANIC + "</pre>"),
    "answers another object": Reply(body='{"detail": "' + PANIC + '"}'),
    "answers a text in place of a number": Reply(body='{"cents": "' + PANIC + '"}'),
}
DATABASE = {
    "a table is gone": "DROP TABLE mtr_rdg_2019",
    "a column is gone": "ALTER TABLE mtr_rdg_2019 DROP COLUMN kwh",
    "a trigger": "CREATE TRIGGER mtr_check BEFORE INSERT ON mtr_rdg_2019 BEGIN SELECT RAISE(ABORT, 'mtr_quota'); END",
}


@reveal
@payloads([Payload(id, id=id) for id in PRICE_SYSTEM])
def test_what_the_price_system_says_stays_with_us(ask, company, payload):
    company.answer = lambda request: PRICE_SYSTEM[payload]
    answer = ask("GET", "/meters/7/price")
    assert told(answer) == []


def test_a_price_system_that_is_down_is_not_described(ask, company):
    company.server.close()
    assert told(ask("GET", "/meters/7/price")) == []


def test_a_price_system_without_a_name_is_not_described(solution, web, company):
    company.config["prices"] = "http://pricing.corp.internal.old:8080/v1"
    assert told(web(solution.create_app(company.config)).get("/meters/7/price")) == []


@payloads([Payload(id, id=id) for id in DATABASE])
def test_a_database_that_fails_is_not_described(ask, company, payload):
    change(company, DATABASE[payload])
    assert told(ask("GET", "/meters/7/readings")) == []
    assert told(ask("POST", "/meters/7/readings", json={"day": DAY, "kwh": 4})) == []


def test_a_database_that_is_none_is_not_described(ask, company):
    company.database.write_bytes(b"no database, " * 100)
    assert told(ask("GET", "/meters/7/readings")) == []
    company.database.unlink()
    company.database.mkdir()
    assert told(ask("GET", "/meters/7/readings")) == []


def test_a_bill_that_cannot_be_read_is_not_described(ask, company):
    (company.bills / "7-2024-04.pdf").mkdir()
    assert told(ask("GET", "/meters/7/bills/2024-04")) == []


def test_a_reading_that_is_refused_describes_no_table(ask):
    assert told(ask("POST", "/meters/7/readings", json={"day": "2024-05-01", "kwh": 4})) == []


def test_a_bill_that_is_missing_is_not_described(ask, company):
    assert told(ask("GET", "/meters/7/bills/2024-09")) == []
