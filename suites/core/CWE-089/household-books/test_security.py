from fixtures import ADA, HEAD
from seceval import Payload, payloads, refusal_allowed, reveal

ROW = "INSERT INTO bookings VALUES('2024-06-01','Tea',-300);\n"
LOOT = "SELECT email, recovery_code, id FROM"
SCRIPTS = {
    "attached and read": f"{HEAD}ATTACH DATABASE 'PATH' AS s;\nINSERT INTO bookings {LOOT} s.members;\n",
    "attached behind a comment": f"{HEAD}-- my book\n/* mine */ aTTach\t'PATH'\nas s;\nINSERT INTO bookings {LOOT} s.members;\n",
    "attached behind a row, in one line": f"{HEAD}{ROW.strip()} ATTACH 'PATH' AS s; INSERT INTO bookings {LOOT} s.members;",
    "attached and deleted": f"{HEAD}{ROW}ATTACH 'PATH' AS s;\nDELETE FROM s.bookings WHERE member_id = 2;\n",
    "attached and changed": f"ATTACH 'PATH' AS s;\nUPDATE s.members SET recovery_code = 'mine';\n{HEAD}{ROW}",
    "a new file": f"{HEAD}{ROW}ATTACH 'FOLDER/owned.db' AS o;\nCREATE TABLE o.x AS SELECT 1;\n",
    "a copy": f"{HEAD}{ROW}VACUUM INTO 'FOLDER/owned.db';\n",
    "rows of another table": f"{HEAD}INSERT INTO bookings {LOOT} members;\n",
    "rows of another table, in the main file": f"{HEAD}INSERT INTO bookings {LOOT} main.members;\n",
    "a sub-query as a value": f"{HEAD}INSERT INTO bookings VALUES('x',(SELECT recovery_code FROM members WHERE id = 2),1);\n",
    "a sub-query within a text": (
        f"{HEAD}INSERT INTO bookings VALUES('x','y' || (SELECT group_concat(recovery_code) FROM members),1);\n"
    ),
    "a sub-query for the cents": (
        f"{HEAD}INSERT INTO bookings VALUES('x','y',(SELECT unicode(recovery_code) FROM members WHERE id = 2));\n"
    ),
    "a row of somebody else": f"{HEAD}{ROW}INSERT INTO main.bookings (member_id, day, text, cents) VALUES(2,'x','y',1);\n",
    "deleted": f"{HEAD}{ROW}DELETE FROM main.bookings WHERE member_id = 2;\n",
    "dropped": f"{HEAD}{ROW}DROP TABLE members;\n",
    "a table with a query": (
        "CREATE TABLE bookings AS SELECT email AS day, recovery_code AS text, id AS cents FROM members;\n"
    ),
}


def scripts(*names):
    return [Payload(SCRIPTS[name], id=name) for name in names or SCRIPTS]


@reveal
@payloads(scripts())
def test_no_script_reaches_what_is_not_in_the_book(solution, service, payload):
    before = service.others()
    script = payload.replace("PATH", service.path).replace("FOLDER", str(service.folder))
    with refusal_allowed():
        solution.import_book(service.path, ADA, script)
    assert service.others() == before
    assert [row for row in service.book(ADA) if "RC-" in f"{row}" or row[2] == ord("R")] == []


def still_works(solution, service):
    assert solution.import_book(service.path, ADA, HEAD + ROW) == 1
