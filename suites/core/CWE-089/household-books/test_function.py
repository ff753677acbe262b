from fixtures import ADA, BEN, HEAD
from seceval import payloads, raises

TEXTS = ["-- 'Delete' from; x", "two\nlines;\n--end", "'", "''", "für 東京 /* x */", "", "a'); --", "ATTACH 'x'", "NULL", "\\'"]


def test_a_book_is_exported_as_a_script(solution, service):
    assert solution.export_book(service.path, ADA) == (
        "BEGIN TRANSACTION;\n"
        "CREATE TABLE bookings (day TEXT NOT NULL, text TEXT NOT NULL, cents INTEGER NOT NULL);\n"
        "INSERT INTO bookings VALUES('2024-05-01','Bread; Tom''s rolls',-450);\n"
        "INSERT INTO bookings VALUES('2024-05-02','Salary',250000);\n"
        "COMMIT;\n"
    )


def test_an_empty_book(solution, service):
    script = solution.export_book(service.path, 3)
    assert script == f"BEGIN TRANSACTION;\n{HEAD}COMMIT;\n"
    assert solution.import_book(service.path, ADA, script) == 0
    assert service.book(ADA) == []


def test_a_book_comes_back_as_it_was(solution, service):
    for text in TEXTS:
        service.add(ADA, text)
    before = service.book(ADA)
    script = solution.export_book(service.path, ADA)
    assert solution.import_book(service.path, BEN, script) == len(before)
    assert service.book(BEN) == before
    assert service.book(ADA) == before


def test_a_book_is_replaced(solution, service):
    script = HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea',-300);\nINSERT INTO bookings VALUES('2024-05-30','Tea',-200);\n"
    assert solution.import_book(service.path, ADA, script) == 2
    assert service.book(ADA) == [("2024-06-01", "Tea", -300), ("2024-05-30", "Tea", -200)]
    assert len(service.book(BEN)) == 2


def test_scripts_of_other_tools(solution, service):
    script = (
        "-- my book; 'mine'\nbegin ;\ncreate table if not exists BOOKINGS(\n  Day text not null,\n\tTEXT TEXT NOT NULL,cents integer not null) ;\n"
        "insert into Bookings values ( '2024-06-01' , 'It''s -- tea' , -300 ) -- it's tea\n"
        ",('2024-06-02','Milk',0);INSERT INTO bookings VALUES('2024-06-03','',7);\n\ncommit;\n-- the end"
    )
    assert solution.import_book(service.path, ADA, script) == 3
    assert service.book(ADA) == [("2024-06-01", "It's -- tea", -300), ("2024-06-02", "Milk", 0), ("2024-06-03", "", 7)]


def test_line_breaks_as_the_shell_writes_them(solution, service):
    first = "('2024-06-01',replace('two\\n''lines''','\\n',char(10)),-300)"
    second = "('2024-06-02', replace( 'a\\nb' ,'\\n', CHAR(10) ),1)"
    assert solution.import_book(service.path, ADA, f"{HEAD}INSERT INTO bookings VALUES{first},{second};\n") == 2
    assert service.book(ADA) == [("2024-06-01", "two\n'lines'", -300), ("2024-06-02", "a\nb", 1)]


@payloads(
    [
        "hello",
        "",
        "BEGIN TRANSACTION;\nCOMMIT;\n",
        HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea');\n",
        HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea',-300,1);\n",
        HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea','many');\n",
        HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea',-300);\nINSERT INTO prices VALUES('2024-06-01','Tea',-300);\n",
        HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea,-300);\n",
        HEAD.replace("bookings", "entries") + "INSERT INTO entries VALUES('2024-06-01','Tea',-300);\n",
    ]
)
def test_what_is_no_book_changes_nothing(solution, service, payload):
    before = service.book(ADA)
    with raises("ValueError"):
        solution.import_book(service.path, ADA, payload)
    assert service.book(ADA) == before


def test_the_sums_of_all_books(solution, service):
    service.query("INSERT INTO members VALUES (3, 'cleo@home.example', 'RC')")
    assert solution.books(service.path) == {ADA: 249550, BEN: -89900}
    solution.import_book(service.path, ADA, HEAD + "INSERT INTO bookings VALUES('2024-06-01','Tea',-300);\n")
    assert solution.books(service.path) == {ADA: -300, BEN: -89900}
