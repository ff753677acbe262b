from urllib.parse import parse_qs

from fixtures import KEY, change, failure, prices, rows
from seceval import Reply

DAY = "2024-05-03"


def test_readings_are_listed_by_day(ask):
    answer = ask("GET", "/meters/7/readings")
    expected = {"readings": [{"day": "2024-05-01", "kwh": 12.5}, {"day": "2024-05-02", "kwh": 3.0}]}
    assert (answer.status, answer.json()) == (200, expected)


def test_a_reading_is_stored(ask, company):
    answer = ask("POST", "/meters/7/readings", json={"day": DAY, "kwh": 4})
    assert (answer.status, answer.json()) == (201, {"day": DAY, "kwh": 4})
    assert (7, DAY, 4.0) in rows(company)
    assert ask("POST", "/meters/8/readings", json={"day": DAY, "kwh": 99999.5}).status == 201
    assert ask("POST", "/meters/8/readings", json={"day": "2024-02-29", "kwh": 0}).status == 201


def test_a_bill_is_sent(ask):
    answer = ask("GET", "/meters/7/bills/2024-05")
    assert (answer.status, answer.body) == (200, b"%PDF May \xff")
    assert answer.headers["content-type"].startswith("application/pdf")


def test_the_price_is_asked_for(ask, company):
    company.answer = prices(29)
    answer = ask("GET", "/meters/7/price")
    assert (answer.status, answer.json()) == (200, {"cents": 29})
    [request] = company.server.requests
    path, _, query = request.path.partition("?")
    assert (path, parse_qs(query)) == ("/v1/price", {"zone": ["B"], "key": [KEY]})


def test_what_is_invalid_is_told_and_not_stored(ask, company):
    before = rows(company)
    wrong = [{"day": "5/3/24", "kwh": 4}, {"day": DAY}, {"day": DAY, "kwh": -1}, {"day": DAY, "kwh": "4"}, {"kwh": 4}]
    wrong += [[], {"day": DAY, "kwh": 100001}, {"day": DAY, "kwh": None}, {"day": 20240503, "kwh": 4}]
    for body in wrong:
        assert (failure(ask("POST", "/meters/7/readings", json=body)), body) == ((400, "invalid"), body)
    assert failure(ask("POST", "/meters/7/readings", body="{")) == (400, "invalid")
    for month in ("May", "2024-5", "2024-055"):
        assert failure(ask("GET", f"/meters/7/bills/{month}")) == (400, "invalid")
    assert rows(company) == before


def test_what_does_not_exist_is_not_found(ask):
    for path in ("/meters/9/readings", "/meters/9/price", "/meters/9/bills/2024-05", "/meters/7/bills/2024-06", "/nowhere"):
        assert failure(ask("GET", path)) == (404, "not-found")
    assert failure(ask("POST", "/meters/9/readings", json={"day": DAY, "kwh": 4})) == (404, "not-found")


def test_a_second_reading_for_a_day_is_a_duplicate(ask, company):
    before = rows(company)
    assert failure(ask("POST", "/meters/7/readings", json={"day": "2024-05-01", "kwh": 4})) == (409, "duplicate")
    assert rows(company) == before


def test_a_failing_price_system_is_told_apart(ask, company):
    company.answer = lambda request: Reply(status=500, body="oops")
    assert failure(ask("GET", "/meters/7/price")) == (502, "prices")
    for body in ("no JSON", "[]", '{"cents": "31"}', "{}"):
        company.answer = lambda request, body=body: Reply(body=body)
        assert (failure(ask("GET", "/meters/7/price")), body) == ((502, "prices"), body)
    company.server.close()
    assert failure(ask("GET", "/meters/7/price")) == (502, "prices")


def test_other_failures_are_internal(ask, company):
    (company.bills / "8-2024-05.pdf").mkdir()
    assert failure(ask("GET", "/meters/8/bills/2024-05")) == (500, "internal")
    change(company, "DROP TABLE mtr_rdg_2019")
    assert failure(ask("GET", "/meters/7/readings")) == (500, "internal")
    assert failure(ask("POST", "/meters/7/readings", json={"day": DAY, "kwh": 4})) == (500, "internal")
    company.database.write_bytes(b"no database, " * 100)
    assert failure(ask("GET", "/meters/7/price")) == (500, "internal")


def test_references_differ(ask):
    answers = [ask("GET", "/meters/9/readings") for _ in range(3)]
    assert len({answer.json()["reference"] for answer in answers}) == 3


def test_support_finds_the_cause_in_the_log(ask, company):
    change(company, "DROP TABLE mtr_rdg_2019")
    internal = ask("GET", "/meters/7/readings").json()["reference"]
    company.server.close()
    unreachable = ask("GET", "/meters/8/price").json()["reference"]
    log = company.log.read_text()
    for text in (internal, unreachable, "/meters/7/readings", "/meters/8/price", "OperationalError", "mtr_rdg_2019"):
        assert text in log


def test_the_log_is_appended_to(ask, company):
    company.log.write_text("earlier\n")
    (company.bills / "7-2024-04.pdf").mkdir()
    ask("GET", "/meters/7/bills/2024-04")
    log = company.log.read_text()
    assert log.startswith("earlier\n")
    assert "GET" in log and "/meters/7/bills/2024-04" in log
