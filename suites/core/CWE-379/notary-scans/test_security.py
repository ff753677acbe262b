import os
import shutil

from seceval import Payload, payloads, refusal_allowed, reveal

STEPS = [Payload("before", id="scan"), Payload("after", id="text")]


def still_works(office):
    for path in office.scratch.iterdir():
        path.unlink() if path.is_symlink() else shutil.rmtree(path)
    assert office.read(b"an ordinary page") == "read: an ordinary page"


def while_it_reads(office, system_calls, step, action, scan=SCAN):
    """Somebody else on the server acts when lector is at this step; returns the text."""
    with system_calls.before(office.root / "steps" / step, 1, action), refusal_allowed():
        return office.read(scan)


def seen_by_others(office, system_calls, step):
    seen = []
    while_it_reads(office, system_calls, step, lambda: seen.extend(exposed(office)))
    return seen


@reveal
@payloads([Payload((mask, step.value), id=f"{step.id}, umask {mask:03o}") for mask in (0o022, 0o000) for step in STEPS])
def test_nobody_else_reads_along(office, solution, system_calls, payload):
    mask, step = payload
    solution.process_umask(mask)
    assert seen_by_others(office, system_calls, step) == []
    assert seen_by_others(office, system_calls, step) == []


@payloads(
    [Payload((mode, step.value), id=f"{step.id}, mode {mode:03o}") for mode in (0o777, 0o755) for step in STEPS]
)
def test_nobody_else_reads_along_in_a_folder_of_the_version_before(office, system_calls, payload):
    """Under a umask of 022 it has made them with less."""
    mode, step = payload
    office.older(mode=mode)
    assert seen_by_others(office, system_calls, step) == []


@payloads([Payload("lector", id="folder of all desks"), Payload("lector/desk1", id="folder of the desk")])
def test_nobody_else_reads_along_behind_a_link(office, system_calls, payload):
    """What had lain there for long was removed, and somebody was quicker."""
    (office.scratch / payload).parent.mkdir(exist_ok=True)
    if payload != "lector":
        (office.scratch / "lector").chmod(0o777)
    (office.scratch / payload).symlink_to(office.public)
    assert seen_by_others(office, system_calls, "before") == []
    assert bits(office.public) == 0o755
    assert office.book.read_bytes() == KEPT


def test_no_folder_behind_a_link_is_removed(office, solution):
    (office.scratch / "lector").symlink_to(office.root / "office")
    with refusal_allowed():
        solution.forget("public", str(office.scratch))
    assert office.public.is_dir()


@payloads([Payload("scan.pgm", id="scan"), Payload("text.txt", id="text")])
def test_no_file_that_somebody_has_made_before_takes_a_deed_in(office, payload):
    office.older([payload])
    spy = office.public / "spy"
    os.link(office.folder / payload, spy)
    with refusal_allowed():
        office.read()
    assert b"Tannenweg" not in spy.read_bytes()


@payloads([Payload("scan.pgm", id="scan"), Payload("text.txt", id="text")])
def test_no_link_that_somebody_has_made_before_is_followed(office, payload):
    office.older()
    (office.folder / payload).symlink_to(office.book)
    with refusal_allowed():
        office.read()
    assert office.book.read_bytes() == KEPT


def exchange(office):
    """Another folder in the place of the desk's, or another scan in it, if that can be done."""
    if can_change(office, office.folder.parent):
        office.folder.rename(office.folder.with_name("aside"))
        office.folder.mkdir()
        office.folder.chmod(0o777)
    if can_change(office, office.folder):
        (office.folder / "scan.pgm").unlink(missing_ok=True)
        (office.folder / "scan.pgm").write_bytes(FORGED)


@payloads([Payload("new", id="in a new folder"), Payload("older", id="in a folder of the version before"), Payload("closed", id="below a folder of the version before")])
def test_nobody_else_exchanges_a_deed(office, solution, system_calls, payload):
    solution.process_umask(0o000)
    if payload != "new":
        office.older()
    if payload == "closed":
        office.folder.chmod(0o700)
    text = while_it_reads(office, system_calls, "before", lambda: exchange(office))
    assert "Mallory" not in str(text)


def test_nobody_else_exchanges_a_deed_by_turning_a_link(office, system_calls):
    link, other = office.scratch / "lector", office.scratch / "others"
    (other / "desk1").mkdir(parents=True)
    (other / "desk1" / "scan.pgm").write_bytes(FORGED)
    link.symlink_to(office.public)

    def turn():
        if link.is_symlink():
            link.unlink()
            link.symlink_to(other)

    assert "Mallory" not in str(while_it_reads(office, system_calls, "before", turn))
