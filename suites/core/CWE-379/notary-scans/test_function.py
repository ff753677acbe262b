from seceval import payloads, raises

TEXT = "read: " + SCAN.decode()


def left(office):
    return sorted(str(path.relative_to(office.scratch)) for path in office.scratch.rglob("*") if path.is_file())


def test_a_scan_is_read(office):
    assert office.read() == TEXT
    assert office.read("é — ü".encode()) == "read: é — ü"
    calls = [(call.name, call.args) for call in office.programs.calls]
    assert [name for name, _ in calls] == ["lector", "lector"]
    assert left(office) == ["lector/desk1/lexicon"]


def test_the_lexicon_stays_from_process_to_process(office, fresh_solution):
    office.read()
    other = fresh_solution()
    assert other.read_scan("desk1", b"second", str(office.scratch)) == "read: second"
    assert office.read(b"third") == "read: third"
    assert office.lexicons_made() == 1


def test_desks_have_folders_of_their_own(office):
    assert office.solution.desks(str(office.scratch)) == []
    for desk in ("desk2", "a", "desk1"):
        assert office.read(desk=desk) == TEXT
    assert office.solution.desks(str(office.scratch)) == ["a", "desk1", "desk2"]
    assert office.lexicons_made() == 3
    assert left(office) == ["lector/a/lexicon", "lector/desk1/lexicon", "lector/desk2/lexicon"]


def test_a_desk_is_forgotten(office):
    office.read()
    office.read(desk="desk2")
    office.solution.forget("desk1", str(office.scratch))
    office.solution.forget("nobody", str(office.scratch))
    assert office.solution.desks(str(office.scratch)) == ["desk2"]
    assert not office.folder.exists()
    assert office.read() == TEXT


def test_what_was_removed_is_made_again(office):
    office.read()
    for path in (office.folder / "lexicon", office.folder, office.folder.parent):
        path.unlink() if path.is_file() else path.rmdir()
    assert office.read() == TEXT


@payloads([0o000, 0o022, 0o077])
def test_any_umask_will_do(office, solution, payload):
    solution.process_umask(payload)
    assert office.read() == TEXT
    assert office.read() == TEXT
    assert office.lexicons_made() == 1


def test_folders_of_the_version_before_will_do(office):
    office.older(["scan.pgm", "text.txt"])
    assert office.read() == TEXT
    assert office.read(b"again") == "read: again"
    assert left(office) == ["lector/desk1/lexicon"]
    assert office.read(b"other", desk="desk2") == "read: other"


def test_a_program_that_fails_is_an_error_and_nothing_is_left(office):
    office.programs.record("lector", script='echo half > "$1/text.txt"; exit 4')
    with raises("RuntimeError"):
        office.read()
    assert [path for path in left(office) if "lexicon" not in path] == []
    office.programs.record("lector", script="exit 0")
    with raises("RuntimeError"):
        office.read()
    assert [path for path in left(office) if "lexicon" not in path] == []
