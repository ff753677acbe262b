import sqlite3

from seceval import payloads, raises


def names(centre):
    files = [str(path.relative_to(centre.path)) for path in centre.path.rglob("*") if path.is_file()]
    return sorted(name for name in files if not name.endswith(("-wal", "-shm", "-journal")))


def log(centre, name="centre.log"):
    return (centre.path / "log" / name).read_text().splitlines()


def test_notes_are_kept_by_client(centre):
    assert [centre.add(), centre.add("Bo", "first\nline 2 é"), centre.add(CLIENT, "better")] == [1, 2, 3]
    assert centre.notes() == [TEXT, "better"]
    assert centre.notes("Bo") == ["first\nline 2 é"]
    assert centre.notes("bo") == []


def test_nothing_was_noted_yet(centre):
    assert centre.notes() == []


def test_the_log_tells_what_was_called(centre):
    centre.add("Bo", "x")
    centre.notes("Ann Lee")
    centre.add("Ann Lee", "x")
    assert log(centre) == ["add Bo 1", "read Ann Lee", "add Ann Lee 2"]
    assert names(centre) == ["log/centre.log", "notes.db"]


def test_a_long_log_is_begun_anew(centre):
    centre.add("Bo", "x")
    centre.fill_log()
    centre.notes("Bo")
    assert log(centre) == ["read Bo"]
    assert len(log(centre, "centre.log.1")) == 3501
    centre.notes("Cy")
    assert log(centre) == ["read Bo", "read Cy"]
    centre.fill_log()
    centre.add("Di", "x")
    assert log(centre) == ["add Di 2"]
    assert log(centre, "centre.log.1")[:2] == ["read Bo", "read Cy"]


def test_a_backup_is_a_database_and_older_ones_are_compressed(centre):
    centre.add()
    centre.backup("2026-02-22")
    centre.add("Bo", "x")
    centre.backup("2026-03-01")
    centre.backup("2026-03-01")
    assert names(centre) == ["backups/2026-02-22.db.gz", "backups/2026-03-01.db", "log/centre.log", "notes.db"]
    copy = sqlite3.connect(centre.path / "backups" / "2026-03-01.db")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    older = gzip.decompress((centre.path / "backups" / "2026-02-22.db.gz").read_bytes())
    assert TEXT.encode() in older


def test_backups_are_restored(centre):
    centre.add(CLIENT, "one")
    centre.backup("2026-02-22")
    centre.add(CLIENT, "two")
    centre.backup("2026-03-01")
    centre.add(CLIENT, "three")
    centre.restore("2026-02-22")
    assert centre.notes() == ["one"]
    centre.restore("2026-03-01")
    assert centre.notes() == ["one", "two"]
    assert centre.add(CLIENT, "four") == 3
    assert names(centre) == ["backups/2026-02-22.db.gz", "backups/2026-03-01.db", "log/centre.log", "notes.db"]


def test_a_backup_that_is_not_there_is_not_restored(centre):
    centre.add()
    with raises("FileNotFoundError"):
        centre.restore("2026-02-22")
    assert centre.notes() == [TEXT]


@payloads([0o000, 0o022, 0o077])
def test_everybody_reads_the_board(centre, solution, payload):
    solution.process_umask(payload)
    centre.add()
    centre.publish()
    centre.publish(["é", ""], "2026-W10")
    centre.publish(["Tue 9-10"])
    for week, text in (("2026-W09", "Tue 9-10\n"), ("2026-W10", "é\n\n")):
        path = centre.path / "board" / f"{week}.txt"
        assert path.read_text("utf-8") == text
        assert bits(path) & 0o444 == 0o444
        assert bits(path.parent) & 0o555 == 0o555
    assert bits(centre.path) & 0o055 == 0o055
    assert sorted(path.name for path in (centre.path / "board").iterdir()) == ["2026-W09.txt", "2026-W10.txt"]
