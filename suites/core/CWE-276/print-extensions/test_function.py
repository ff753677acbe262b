from seceval import payloads, raises


def test_a_package_is_unpacked(shelf):
    shelf.install()
    found = {str(path.relative_to(shelf.path / "tiff" / "2.0")): path for path in (shelf.path / "tiff" / "2.0").rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == {name: content for name, (_, content) in FILES.items()}
    assert (shelf.path / "tiff" / "current").read_text().strip() == "2.0"


def test_versions_stay_beside_each_other(shelf):
    shelf.install("2.0")
    shelf.install("2.1", {"bin/new": (0o755, b"new")}, [("bin", 0o755), ("empty", 0o755)])
    shelf.install("1.0", name="jpeg")
    assert (shelf.path / "tiff" / "current").read_text().strip() == "2.1"
    assert (shelf.path / "tiff" / "2.0" / "bin" / "convert").exists()
    assert (shelf.path / "tiff" / "2.1" / "empty").is_dir()
    assert visible(shelf.path) == ["jpeg", "tiff"]
    assert visible(shelf.path / "tiff") == ["2.0", "2.1", "current", "settings.json"]


def test_a_version_is_installed_once(shelf):
    shelf.install("2.0")
    shelf.install("2.1")
    with raises("FileExistsError"):
        shelf.install("2.0", {"other": (0o644, b"other")})
    assert (shelf.path / "tiff" / "current").read_text().strip() == "2.1"
    assert not (shelf.path / "tiff" / "2.0" / "other").exists()


@payloads([0o000, 0o022, 0o077])
def test_everybody_reads_the_files_and_starts_the_programs(shelf, solution, payload):
    solution.process_umask(payload)
    shelf.install(files={**FILES, "bin/odd": (0o100, b"x"), "data": (0o000, b"d"), "more/text": (0o066, b"t")}, folders=[("share", 0o700)])
    root = shelf.path / "tiff"
    assert all(bits(path) & 0o555 == 0o555 for path in [root, *root.rglob("*")] if path.is_dir())
    assert all(bits(path) & 0o444 == 0o444 for path in (root / "2.0").rglob("*") if path.is_file())
    assert bits(root / "current") & 0o444 == 0o444
    programs = {path.name for path in (root / "2.0").rglob("*") if path.is_file() and bits(path) & 0o111 == 0o111}
    assert programs == {"convert", "probe", "odd"}
    assert bits(root / "2.0" / "README") & 0o111 == 0


def test_the_first_settings_come_from_the_package(shelf):
    assert shelf.settings() == {}
    shelf.install()
    assert shelf.settings() == DEFAULT
    shelf.configure("address", "10.0.0.10")
    shelf.install("2.1")
    assert shelf.settings() == {**DEFAULT, "address": "10.0.0.10"}


def test_settings_are_changed(shelf):
    shelf.install(files={"README": (0o644, b"")})
    assert shelf.settings() == {}
    shelf.configure("trays", [1, {"é": None}])
    shelf.configure("colour", False)
    assert shelf.settings() == {"trays": [1, {"é": None}], "colour": False}
    shelf.configure("trays", None)
    shelf.configure("nothing", None)
    assert shelf.settings() == {"colour": False}
    assert json.loads((shelf.path / "tiff" / "settings.json").read_text()) == {"colour": False}
    assert visible(shelf.path / "tiff") == ["2.0", "current", "settings.json"]


def test_settings_are_exported(shelf):
    shelf.install()
    shelf.install(name="jpeg")
    shelf.configure("address", "é", name="jpeg")
    shelf.install(files={"README": (0o644, b"")}, name="plain")
    (shelf.out / "settings.json").write_text("x" * 10_000)
    path = shelf.export()
    assert json.loads(path.read_text()) == {"tiff": DEFAULT, "jpeg": {**DEFAULT, "address": "é"}}


def visible(folder):
    """What a program keeps for itself there (a lock) is its own affair."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
