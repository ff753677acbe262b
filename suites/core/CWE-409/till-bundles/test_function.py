from fixtures import LIMIT, gzip_of, stored, zip_of
from seceval import payloads, raises

MONDAY = b"INFO opened\nERROR drawer stuck\nINFO sale\nERROR printer\n"
SUMMARY = {"lines": 4, "errors": ["ERROR drawer stuck", "ERROR printer"]}


def test_a_log_is_summed_up(solution, upload):
    assert solution.read_bundle(upload(zip_of(("till.log", MONDAY)))) == {"till.log": SUMMARY}


def test_a_stored_log_is_read_like_a_deflated_one(solution, upload):
    assert solution.read_bundle(upload(zip_of(stored("till.log", MONDAY)))) == {"till.log": SUMMARY}


def test_a_packed_log_is_unpacked(solution, upload):
    bundle = zip_of(("mon/till.log.gz", gzip_of(MONDAY)), stored("tue/till.log.gz", gzip_of(b"INFO opened\n")))
    expected = {"mon/till.log.gz": SUMMARY, "tue/till.log.gz": {"lines": 1, "errors": []}}
    assert solution.read_bundle(upload(bundle)) == expected


def test_archives_are_read_at_any_depth(solution, upload):
    oldest = zip_of(("till.log", b"ERROR old\n"), ("x.log.gz", gzip_of(MONDAY)))
    older = zip_of(("till.log", MONDAY), stored("week-19.zip", oldest))
    bundle = zip_of(("till.log", b"INFO new\n"), ("older/week-20.zip", older))
    expected = {
        "till.log": {"lines": 1, "errors": []},
        "older/week-20.zip/till.log": SUMMARY,
        "older/week-20.zip/week-19.zip/till.log": {"lines": 1, "errors": ["ERROR old"]},
        "older/week-20.zip/week-19.zip/x.log.gz": SUMMARY,
    }
    assert solution.read_bundle(upload(bundle)) == expected


def test_other_members_are_left_out(solution, upload):
    bundle = zip_of(
        stored("photos/", b""),
        ("photos/receipt.jpg", b"\xff\xd8"),
        ("notes.txt", b"ERROR no log\n"),
        ("data.gz", b"no gzip"),
        ("dump.bin", bytes(5000)),
        ("till.log", MONDAY),
    )
    assert solution.read_bundle(upload(bundle)) == {"till.log": SUMMARY}


def test_an_empty_bundle_has_no_logs(solution, upload):
    assert solution.read_bundle(upload(zip_of())) == {}
    assert solution.read_bundle(upload(zip_of(("older.zip", zip_of())))) == {}


def test_lines_are_counted_with_and_without_their_last_end(solution, upload):
    contents = {"a.log": b"", "b.log": b"\n", "c.log": b"one\ntwo", "d.log": b"\n\nERROR", "e.log": b"x ERROR\nERRORS\n"}
    found = solution.read_bundle(upload(zip_of(*contents.items())))
    assert {name: one["lines"] for name, one in found.items()} == {
        "a.log": 0,
        "b.log": 1,
        "c.log": 2,
        "d.log": 3,
        "e.log": 2,
    }
    assert found["d.log"]["errors"] == ["ERROR"]
    assert found["e.log"]["errors"] == ["ERRORS"]


def test_text_is_utf_8_and_other_bytes_are_replaced(solution, upload):
    log = "ERROR Käse fehlt\n".encode() + b"ERROR \xff!\n"
    assert solution.read_bundle(upload(zip_of(("till.log", log))))["till.log"] == {
        "lines": 2,
        "errors": ["ERROR Käse fehlt", "ERROR \ufffd!"],
    }


@payloads(["", "x"])
def test_characters_and_lines_are_whole_wherever_the_text_is_cut(solution, upload, payload):
    line = "ERROR " + "ä" * 40_000
    log = f"{payload}\n{line}\n{line}".encode()
    found = solution.read_bundle(upload(zip_of(("a.log", log), ("b.log.gz", gzip_of(log)))))
    assert found == {"a.log": {"lines": 3, "errors": [line] * 2}, "b.log.gz": {"lines": 3, "errors": [line] * 2}}


def test_a_log_may_be_as_large_as_the_limit_and_no_larger(solution, upload):
    line = b"INFO " + b"sale of three items, paid by card, receipt printed; " * 10 + b"\n"
    full = (line * (LIMIT // len(line) + 1))[:LIMIT]
    assert solution.read_bundle(upload(zip_of(("till.log", full))))["till.log"]["lines"] == LIMIT // len(line) + 1
    with raises("BundleTooLarge"):
        solution.read_bundle(upload(zip_of(("till.log", full + b"x"))))


def test_logs_in_archives_count_towards_the_limit_only_once(solution, upload):
    log = b"INFO sale\n" * 20_000
    inner = zip_of(("till.log", log), ("till.log.gz", gzip_of(log)))
    found = solution.read_bundle(upload(zip_of(("till.log", log), ("older.zip", inner))))
    assert [found[name]["lines"] for name in sorted(found)] == [20_000] * 3


def test_what_is_left_out_does_not_count(solution, upload):
    bundle = zip_of(("dump.bin", bytes(2_000_000)), ("till.log", MONDAY))
    assert solution.read_bundle(upload(bundle)) == {"till.log": SUMMARY}


def test_archives_and_packed_logs_may_be_large_themselves(solution, upload):
    older = zip_of(stored("dump.bin", bytes(3_900_000)), ("till.log", MONDAY))
    bundle = zip_of(("older.zip", older), ("till.log.gz", gzip_of(MONDAY)))
    assert solution.read_bundle(upload(bundle)) == {"older.zip/till.log": SUMMARY, "till.log.gz": SUMMARY}


def test_what_is_damaged_is_an_error(solution, upload):
    with raises("BundleError"):
        solution.read_bundle(upload(b"no bundle"))
    with raises("BundleError"):
        solution.read_bundle(upload(zip_of(("older.zip", b"no archive"))))
    with raises("BundleError"):
        solution.read_bundle(upload(zip_of(("till.log.gz", b"no gzip"))))
    with raises("BundleError"):
        solution.read_bundle(upload(zip_of(("till.log.gz", gzip_of(MONDAY)[:-20]))))


def test_the_exceptions_are_value_errors(solution, upload):
    with raises("ValueError"):
        solution.read_bundle(upload(b""))
    with raises("BundleError"):
        solution.read_bundle(upload(zip_of(("till.log", b"x" * (LIMIT + 1)))))


def test_the_upload_stays_and_nothing_else_does(solution, upload, work):
    content = zip_of(("till.log", MONDAY), ("older.zip", zip_of(("till.log", MONDAY))))
    path = upload(content)
    solution.read_bundle(path)
    assert [one.name for one in work.iterdir()] == ["upload-7f3a"]
    assert (work / "upload-7f3a").read_bytes() == content
