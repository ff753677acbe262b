import re

from seceval import raises


def test_a_new_file_is_empty_and_has_the_form_that_phones_read(solution, work):
    path = str(work / "new.safe")
    solution.create(path, "Größe 1")
    assert solution.entries(path, "Größe 1") == {}
    document = document_of(path)
    assert sorted(document) == ["format", "nonce", "rounds", "salt", "sealed"]
    assert document["format"] == "safe-2"
    assert [len(base64.b64decode(document[name])) for name in ("salt", "nonce")] == [16, 12]
    assert 1 <= document["rounds"] <= 2_000_000
    assert entries_of(path, "Größe 1") == {}


def test_a_file_that_is_there_is_not_created_again(solution, old):
    with raises("FileExistsError"):
        solution.create(old, "another")
    assert entries_of(old, PASSPHRASE) == ENTRIES


def test_the_entries_of_an_old_file_are_read(solution, old):
    assert solution.entries(old, PASSPHRASE) == ENTRIES


def test_any_number_of_rounds_is_read(solution, work):
    for rounds in (1, 4097, 30_000):
        write(work / "x.safe", "x", ENTRIES, rounds)
        assert solution.entries(str(work / "x.safe"), "x") == ENTRIES


def test_secrets_are_put(solution, old):
    before = document_of(old)
    solution.put(old, PASSPHRASE, "shop é", "new\nline")
    solution.put(old, PASSPHRASE, "mail", "changed")
    after = document_of(old)
    assert entries_of(old, PASSPHRASE) == {**ENTRIES, "shop é": "new\nline", "mail": "changed"}
    assert (after["format"], after["rounds"], after["salt"]) == ("safe-2", before["rounds"], before["salt"])


def test_the_passphrase_is_changed(solution, old):
    solution.change_passphrase(old, PASSPHRASE, "ein neuer Satz")
    assert entries_of(old, "ein neuer Satz") == ENTRIES
    assert document_of(old)["rounds"] <= 2_000_000
    assert sorted(document_of(old)) == ["format", "nonce", "rounds", "salt", "sealed"]
    with raises("ValueError"):
        solution.entries(old, PASSPHRASE)
    solution.put(old, "ein neuer Satz", "bank", "2")
    assert solution.entries(old, "ein neuer Satz") == {**ENTRIES, "bank": "2"}


def test_another_passphrase_opens_nothing_and_changes_nothing(solution, old, work):
    before = Path(old).read_text()
    target = work / "shared.safe"
    with raises("ValueError"):
        solution.entries(old, "juliet 2011")
    with raises("ValueError"):
        solution.put(old, "", "bank", "x")
    with raises("ValueError"):
        solution.change_passphrase(old, PASSPHRASE + " ", NEW)
    with raises("ValueError"):
        solution.share(old, "x", ["bank"], str(target))
    assert Path(old).read_text() == before
    assert not target.exists()


def test_some_entries_are_shared(solution, old, work):
    before = Path(old).read_text()
    target = str(work / "shared.safe")
    code = solution.share(old, PASSPHRASE, ["mail", "bank"], target)
    assert re.fullmatch("[0-9]{4,24}", code)
    assert entries_of(target, code) == {name: ENTRIES[name] for name in ("bank", "mail")}
    assert solution.entries(target, code) == entries_of(target, code)
    assert document_of(target)["format"] == "safe-2"
    assert document_of(target)["rounds"] <= 2_000_000
    assert Path(old).read_text() == before


def test_what_is_not_there_is_not_shared(solution, old, work):
    with raises("KeyError"):
        solution.share(old, PASSPHRASE, ["bank", "nothing"], str(work / "shared.safe"))
    assert not (work / "shared.safe").exists()
