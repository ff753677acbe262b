from seceval import raises


def test_a_file_is_stored_and_read(cabinet, folder):
    cabinet.store("ada", "Finale.PDF", b"notes")
    assert cabinet.read("ada", "Finale.PDF") == b"notes"
    assert written(folder) == {"finale.pdf": b"notes", "finale.pdf.acl": access("Finale.PDF", "ada")}


def test_names_with_the_same_key_are_one_file(cabinet, folder):
    cabinet.store("ada", "Finale.PDF", b"notes")
    for name in ("finale.pdf", "FINALE.pdf", "\ufb01nale.pdf", "\uff46\uff49\uff4e\uff41\uff4c\uff45.pdf"):
        assert cabinet.read("ada", name) == b"notes"
    cabinet.store("ada", "\ufb01nale.pdf", b"more")
    assert cabinet.names("ada") == ["Finale.PDF"]
    assert written(folder) == {"finale.pdf": b"more", "finale.pdf.acl": access("Finale.PDF", "ada")}


def test_many_kinds_of_names(cabinet):
    names = ["Grüße an Zoë.txt", "-rf", ".notes", "a b", "a..b", "...", "plan.acl.pdf", "100%", "x" * 100, "ス.txt", "a\\b"]
    names += ["acl", "two\nlines"]
    for name in names:
        cabinet.store("ada", name, name.encode())
    assert cabinet.names("ada") == sorted(names)
    assert [cabinet.read("ada", name) for name in names] == [name.encode() for name in names]


def test_own_files_are_replaced(cabinet, folder):
    cabinet.store("ada", "plan", b"one")
    cabinet.share("ada", "plan", "bob")
    cabinet.store("ada", "plan", b"two")
    assert written(folder) == {"plan": b"two", "plan.acl": access("plan", "ada", "bob")}
    assert cabinet.read("bob", "plan") == b"two"


def test_files_of_others(cabinet, folder):
    cabinet.store("ada", "plan", b"one")
    cabinet.store("bob", "other", b"two")
    for call in (
        lambda: cabinet.read("bob", "plan"),
        lambda: cabinet.store("bob", "PLAN", b"mine"),
        lambda: cabinet.share("bob", "plan", "bob"),
        lambda: cabinet.rename("bob", "plan", "mine"),
        lambda: cabinet.delete("bob", "plan"),
    ):
        with raises("PermissionError"):
            call()
    assert cabinet.names("bob") == ["other"]
    assert written(folder)["plan"] == b"one"


def test_files_are_shared(cabinet, folder):
    cabinet.store("ada", "Plan", b"one")
    for reader in ("cleo", "bob", "cleo"):
        cabinet.share("ada", "plan", reader)
    assert written(folder)["plan.acl"] == access("Plan", "ada", "cleo", "bob")
    assert cabinet.read("bob", "Plan") == b"one"
    assert (cabinet.names("bob"), cabinet.names("dan")) == (["Plan"], [])
    with raises("PermissionError"):
        cabinet.store("bob", "Plan", b"two")
    with raises("PermissionError"):
        cabinet.delete("bob", "Plan")


def test_files_are_renamed(cabinet, folder):
    cabinet.store("ada", "Plan", b"one")
    cabinet.share("ada", "Plan", "bob")
    cabinet.rename("ada", "plan", "Tour 2025")
    assert written(folder) == {"tour 2025": b"one", "tour 2025.acl": access("Tour 2025", "ada", "bob")}
    cabinet.rename("ada", "tour 2025", "TOUR 2025")
    assert cabinet.names("bob") == ["TOUR 2025"]
    assert cabinet.read("ada", "Tour 2025") == b"one"


def test_names_that_are_taken(cabinet, folder):
    cabinet.store("ada", "a", b"one")
    cabinet.store("bob", "B", b"two")
    cabinet.store("ada", "c", b"three")
    for name in ("b", "c"):
        with raises("FileExistsError"):
            cabinet.rename("ada", "a", name)
    assert sorted(written(folder)) == ["a", "a.acl", "b", "b.acl", "c", "c.acl"]


def test_files_are_deleted(cabinet, folder):
    cabinet.store("ada", "Plan", b"one")
    cabinet.delete("ada", "PLAN")
    assert (written(folder), cabinet.names("ada")) == ({}, [])
    cabinet.store("bob", "plan", b"two")
    assert cabinet.read("bob", "plan") == b"two"


def test_what_is_not_there(cabinet, folder):
    (folder / "index.db").write_bytes(b"of the search")
    for name in ("plan", "index.db"):
        for call in (
            lambda: cabinet.read("ada", name),
            lambda: cabinet.share("ada", name, "bob"),
            lambda: cabinet.rename("ada", name, "x"),
            lambda: cabinet.delete("ada", name),
        ):
            with raises("FileNotFoundError"):
                call()
    assert cabinet.names("ada") == []


def test_what_is_no_name(cabinet, folder):
    cabinet.store("ada", "plan", b"one")
    for name in ("", ".", "..", "a/b", "/", "a\0b", "x" * 101):
        with raises("ValueError"):
            cabinet.store("ada", name, b"two")
        with raises("ValueError"):
            cabinet.rename("ada", "plan", name)
    assert written(folder) == {"plan": b"one", "plan.acl": access("plan", "ada")}


def test_another_object_sees_the_same(solution, cabinet, folder):
    cabinet.store("ada", "plan", b"one")
    assert solution.Cabinet(str(folder)).read("ada", "plan") == b"one"
