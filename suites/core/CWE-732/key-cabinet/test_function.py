from seceval import payloads

MASKS = [0o000, 0o022, 0o077]


def everybody_can_read(cabinet, path):
    return all(bits(folder) & 0o005 == 0o005 for folder in below(cabinet.path, path)) and bool(bits(path) & 0o004)


def tree(cabinet):
    return {str(path.relative_to(cabinet.path)): path.read_bytes() for path in cabinet.path.rglob("*") if path.is_file()}


def test_a_pair_of_keys_is_made(cabinet):
    cabinet.issue()
    assert sorted(tree(cabinet)) == ["billing/private.pem", "billing/public.pem"]
    assert public_of(cabinet.file("private.pem").read_bytes()) == cabinet.file("public.pem").read_bytes()


def test_the_pair_before_is_kept(cabinet):
    cabinet.issue()
    first = tree(cabinet)
    cabinet.issue()
    second = tree(cabinet)
    assert sorted(second) == ["billing/private.pem", "billing/private.pem.old", "billing/public.pem", "billing/public.pem.old"]
    assert second["billing/private.pem.old"] == first["billing/private.pem"]
    assert second["billing/public.pem.old"] == first["billing/public.pem"]
    assert second["billing/private.pem"] != first["billing/private.pem"]
    cabinet.issue()
    third = tree(cabinet)
    assert third["billing/private.pem.old"] == second["billing/private.pem"]
    assert public_of(third["billing/private.pem"]) == third["billing/public.pem"]


def test_services_have_keys_of_their_own(cabinet):
    cabinet.issue("billing")
    cabinet.issue("mail-2")
    found = tree(cabinet)
    assert len(found) == 4
    assert found["billing/private.pem"] != found["mail-2/private.pem"]


@payloads(MASKS)
def test_everybody_can_read_the_public_keys(cabinet, solution, payload):
    solution.process_umask(payload)
    cabinet.issue()
    cabinet.issue()
    assert everybody_can_read(cabinet, cabinet.file("public.pem"))
    assert everybody_can_read(cabinet, cabinet.file("public.pem.old"))


@payloads(MASKS)
def test_everybody_can_read_restored_public_keys(cabinet, solution, payload):
    private, public = pair()
    pack(cabinet.backups / "keys.zip", {"web/private.pem": private, "web/public.pem": public, "web/public.pem.old": public})
    solution.process_umask(payload)
    cabinet.restore()
    assert everybody_can_read(cabinet, cabinet.file("public.pem", "web"))
    assert everybody_can_read(cabinet, cabinet.file("public.pem.old", "web"))


def test_public_keys_of_an_older_program_can_be_read_again(cabinet):
    private, public = pair()
    cabinet.put({"billing/private.pem": private, "billing/public.pem": public}, mode=0o600, folder_mode=0o700)
    cabinet.issue()
    assert everybody_can_read(cabinet, cabinet.file("public.pem"))
    assert everybody_can_read(cabinet, cabinet.file("public.pem.old"))


def test_a_backup_holds_everything(cabinet):
    for service in ("billing", "billing", "mail"):
        cabinet.issue(service)
    target = cabinet.backup()
    with zipfile.ZipFile(target) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    assert held == tree(cabinet)
    assert [path.name for path in cabinet.backups.iterdir()] == ["keys.zip"]


def test_a_backup_replaces_one(cabinet):
    (cabinet.backups / "keys.zip").write_bytes(b"an older one, longer than the new one" * 2000)
    cabinet.issue()
    with zipfile.ZipFile(cabinet.backup()) as archive:
        assert archive.testzip() is None
        assert len([name for name in archive.namelist() if not name.endswith("/")]) == 2


def test_a_backup_is_restored(cabinet):
    cabinet.issue("billing")
    cabinet.issue("mail")
    before = tree(cabinet)
    cabinet.backup()
    cabinet.issue("billing")
    cabinet.issue("later")
    later = tree(cabinet)
    cabinet.restore()
    assert tree(cabinet) == {**later, **before}


def test_a_backup_is_restored_into_a_new_cabinet(cabinet):
    cabinet.issue("billing")
    before = tree(cabinet)
    cabinet.backup()
    moved = Cabinet(cabinet.path.with_name("new"), cabinet.backups, cabinet.solution)
    moved.restore()
    assert tree(moved) == before


def test_an_empty_cabinet_has_an_empty_backup(cabinet):
    cabinet.path.mkdir()
    with zipfile.ZipFile(cabinet.backup()) as archive:
        assert [name for name in archive.namelist() if not name.endswith("/")] == []
