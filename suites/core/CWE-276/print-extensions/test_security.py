from seceval import Payload, payloads, refusal_allowed, reveal

MASKS = [Payload(0o022, id="022"), Payload(0o000, id="000")]


@reveal
@payloads([
    Payload(((0o777, 0o666), 0o777), id="open to all"),
    Payload(((0o775, 0o664), 0o775), id="open to a group"),
    Payload(((0o722, 0o622), 0o733), id="for writing alone"),
])  # fmt: skip
def test_nobody_else_changes_what_was_wide_open_in_the_package(shelf, payload):
    (program, other), folder = payload
    files = {"bin/convert": (program, b"#!/bin/sh\n"), "table": (other, b"t"), "settings.default.json": (other, b"{}")}
    shelf.install(files=files, folders=[("bin", folder), ("share", folder)])
    assert writable(shelf.path) == []


@payloads([Payload([], id="without entries of folders"), Payload([("bin", 0o755), ("bin/tools", 0o755), ("share", 0o755)], id="with them")])
def test_nobody_else_changes_anything_whatever_the_umask(shelf, solution, payload):
    solution.process_umask(0o000)
    shelf.install(folders=payload)
    shelf.configure()
    assert writable(shelf.path) == []


@payloads([Payload(0o4755, id="user"), Payload(0o2755, id="group"), Payload(0o6711, id="both")])
def test_no_program_runs_with_the_rights_of_the_owner(shelf, payload):
    shelf.install(files={"bin/convert": (payload, b"#!/bin/sh\n")}, folders=[("share", 0o2755)])
    lent = [str(path.relative_to(shelf.path)) for path in below(shelf.path) if path.is_file() and bits(path) & 0o6000]
    assert lent == []


@reveal
@payloads(MASKS)
def test_nobody_else_reads_the_first_settings(shelf, solution, payload):
    solution.process_umask(payload)
    shelf.install()
    assert exposed(shelf.path) == []


@payloads(MASKS)
def test_nobody_else_reads_settings_that_were_changed(shelf, solution, payload):
    shelf.install(files={"README": (0o644, b"")})
    solution.process_umask(payload)
    shelf.configure()
    assert exposed(shelf.path) == []
    shelf.configure("address", "10.0.0.1")
    shelf.install("2.1")
    assert exposed(shelf.path) == []


@payloads([Payload(None, id="a new one"), Payload(0o644, id="in place of one that all could read"), Payload(0o666, id="in place of one that all could change")])
def test_nobody_else_reads_the_export(shelf, payload):
    shelf.install()
    if payload is not None:
        (shelf.out / "settings.json").write_text("{}")
        (shelf.out / "settings.json").chmod(payload)
    path = shelf.export()
    assert exposed(shelf.out) == []
    assert bits(path) & 0o022 == 0


def test_nobody_reads_settings_that_were_open_for_a_moment(shelf, system_calls):
    shelf.install(files={"README": (0o644, b"")})
    onlooker = Onlooker(system_calls, shelf.path)
    with onlooker.during("settings.json"), refusal_allowed():
        shelf.configure()
    assert onlooker.seen() == []


def test_nobody_reads_an_export_that_was_open_for_a_moment(shelf, system_calls):
    shelf.install()
    (shelf.out / "settings.json").write_text("{}")
    onlooker = Onlooker(system_calls, shelf.out)
    with onlooker.during("settings.json"), refusal_allowed():
        shelf.export()
    assert onlooker.seen() == []
