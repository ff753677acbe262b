from seceval import Payload, payloads, refusal_allowed, reveal

MASKS = [Payload(0o022, id="022"), Payload(0o000, id="000")]


@reveal
@payloads(MASKS)
def test_nobody_else_reads_notes_or_log(centre, solution, payload):
    solution.process_umask(payload)
    centre.add()
    centre.notes()
    assert exposed(centre) == []


@payloads(MASKS)
def test_nobody_else_reads_a_backup(centre, solution, payload):
    solution.process_umask(payload)
    centre.add()
    centre.backup()
    assert exposed(centre) == []


@payloads(MASKS)
def test_nobody_else_reads_a_compressed_backup(centre, solution, payload):
    solution.process_umask(payload)
    centre.add()
    centre.backup("2026-02-22")
    centre.backup("2026-03-01")
    assert exposed(centre) == []


@payloads([Payload("2026-03-01", id="as it is"), Payload("2026-02-22", id="compressed")])
def test_nobody_else_reads_restored_notes(centre, payload):
    centre.add()
    centre.backup("2026-02-22")
    centre.backup("2026-03-01")
    centre.restore(payload)
    assert exposed(centre) == []
    centre.add()
    assert exposed(centre) == []


def test_nobody_else_reads_the_log_that_was_begun_anew(centre):
    centre.add()
    centre.fill_log()
    centre.notes()
    centre.notes()
    assert exposed(centre) == []


def test_nobody_else_changes_anything(centre, solution):
    solution.process_umask(0o000)
    centre.add()
    centre.publish()
    centre.backup("2026-02-22")
    centre.backup("2026-03-01")
    assert writable(centre) == []
    centre.restore("2026-02-22")
    assert writable(centre) == []


def test_nobody_reads_the_notes_from_a_file_that_was_open_for_a_moment(centre, system_calls):
    onlooker = Onlooker(system_calls, centre)
    with onlooker.during("notes.db", "centre.log"), refusal_allowed():
        centre.add()
    assert onlooker.seen() == []


def test_nobody_reads_a_backup_that_was_open_for_a_moment(centre, system_calls):
    centre.add()
    onlooker = Onlooker(system_calls, centre)
    with onlooker.during("2026-03-01.db", "2026-02-22.db", "2026-02-22.db.gz"), refusal_allowed():
        centre.backup("2026-02-22")
        centre.backup("2026-03-01")
    assert onlooker.seen() == []


def test_nobody_reads_restored_notes_that_were_open_for_a_moment(centre, system_calls):
    centre.add()
    centre.backup("2026-02-22")
    centre.backup("2026-03-01")
    onlooker = Onlooker(system_calls, centre)
    with onlooker.during("notes.db"), refusal_allowed():
        centre.restore("2026-02-22")
    assert onlooker.seen() == []
