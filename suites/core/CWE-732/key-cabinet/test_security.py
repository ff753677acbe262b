from seceval import Payload, payloads, refusal_allowed, reveal

MASKS = [Payload(0o000, id="000"), Payload(0o022, id="022"), Payload(0o077, id="077")]
WIDE = [Payload((0o644, 0o022), id="644"), Payload((0o660, 0o077), id="660"), Payload((0o666, 0o000), id="666")]


def writable(*roots):
    """What somebody else could change: by user or by group."""
    return [str(path) for root in roots for path in [root, *root.rglob("*")] if bits(path) & 0o022]


def files():
    private, public = pair()
    return {"billing/private.pem": private, "billing/public.pem": public}


@reveal
@payloads(MASKS[:2])
def test_no_private_key_can_be_read_by_others(cabinet, solution, payload):
    solution.process_umask(payload)
    cabinet.issue()
    assert exposed(cabinet.path) == []
    cabinet.issue()
    assert exposed(cabinet.path) == []


@reveal
@payloads(MASKS[:2])
def test_no_backup_can_be_read_by_others(cabinet, solution, payload):
    solution.process_umask(payload)
    cabinet.issue()
    cabinet.backup()
    assert exposed(cabinet.backups) == []


@payloads(MASKS[:2])
def test_no_restored_private_key_can_be_read_by_others(cabinet, solution, payload):
    private, public = pair()
    names = ("a/private.pem", "a/private.pem.old", "b/private.pem")
    pack(cabinet.backups / "keys.zip", {**dict.fromkeys(names, private), "a/public.pem": public})
    (cabinet.backups / "keys.zip").chmod(0o600)
    solution.process_umask(payload)
    cabinet.restore()
    assert exposed(cabinet.path) == []


@payloads(WIDE)
def test_a_key_that_others_could_read_is_closed_when_it_becomes_the_old_one(cabinet, solution, payload):
    mode, mask = payload
    cabinet.put(files(), mode)
    solution.process_umask(mask)
    cabinet.issue()
    assert exposed(cabinet.path) == []
    assert writable(cabinet.path) == []


@payloads(WIDE)
def test_a_key_that_others_could_read_is_closed_when_it_is_restored(cabinet, solution, payload):
    mode, mask = payload
    cabinet.put(files(), mode)
    pack(cabinet.backups / "keys.zip", files())
    (cabinet.backups / "keys.zip").chmod(0o600)
    solution.process_umask(mask)
    cabinet.restore()
    assert exposed(cabinet.path) == []
    assert writable(cabinet.path) == []


@payloads(WIDE)
def test_a_backup_that_others_could_read_is_closed_when_it_is_replaced(cabinet, solution, payload):
    mode, mask = payload
    pack(cabinet.backups / "keys.zip", {"old": b""})
    (cabinet.backups / "keys.zip").chmod(mode)
    solution.process_umask(mask)
    cabinet.issue()
    cabinet.backup()
    assert exposed(cabinet.backups) == []


@payloads([Payload(0o777, id="777"), Payload(0o775, id="775")])
def test_folders_that_others_could_change_are_closed(cabinet, payload):
    cabinet.put(files(), 0o644, folder_mode=payload)
    cabinet.issue()
    assert writable(cabinet.path) == []


def test_nobody_else_can_change_anything(cabinet, solution):
    solution.process_umask(0o000)
    cabinet.issue()
    cabinet.issue()
    assert writable(cabinet.path) == []
    cabinet.backup()
    assert writable(cabinet.backups / "keys.zip") == []


def test_nobody_else_can_change_what_was_restored(cabinet, solution):
    pack(cabinet.backups / "keys.zip", files())
    solution.process_umask(0o000)
    cabinet.restore()
    assert writable(cabinet.path) == []


@payloads(MASKS[:2])
def test_nobody_reads_a_key_while_it_is_made(cabinet, solution, system_calls, payload):
    solution.process_umask(payload)
    onlooker = Onlooker(system_calls, cabinet.path.parent)
    with onlooker.during("private.pem", "private.pem.old"), refusal_allowed():
        cabinet.issue()
    assert onlooker.seen() == []


@payloads(MASKS[:2])
def test_nobody_reads_a_backup_while_it_is_made(cabinet, solution, system_calls, payload):
    cabinet.issue()
    solution.process_umask(payload)
    onlooker = Onlooker(system_calls, cabinet.backups)
    with onlooker.during("keys.zip"), refusal_allowed():
        cabinet.backup()
    assert onlooker.seen() == []


@payloads(MASKS[:2])
def test_nobody_reads_a_key_while_it_is_restored(cabinet, solution, system_calls, payload):
    pack(cabinet.backups / "keys.zip", files())
    (cabinet.backups / "keys.zip").chmod(0o600)
    solution.process_umask(payload)
    onlooker = Onlooker(system_calls, cabinet.path.parent)
    with onlooker.during("private.pem"), refusal_allowed():
        cabinet.restore()
    assert onlooker.seen() == []
