from seceval import Payload, payloads, refusal_allowed, reveal

NAMES = {
    "php": "tour.php",
    "php in capitals": "TOUR.PHP",
    "phtml": "tour.phtml",
    "includes": "tour.shtml",
    "two endings": "tour.php.gif",
    "two endings in mixed case": "tour.PhP.GIF",
    "twice": "tour.php.php",
    "cut out": "tour.p.phphp",
    "a wide dot": "tour\uff0ephp",
    "wide letters": "tour.\uff50\uff48\uff50",
    "folders": "../../tour.php",
}
FEW = {name: NAMES[name] for name in ("php", "two endings", "includes")}


def named(names):
    return [Payload(name, id=id) for id, name in names.items()]


def still_works(club):
    assert club.content(club.add("ordinary.jpg").json()) == JPEG


@reveal
@payloads(named(NAMES))
def test_no_photo_runs_as_a_program(club, payload):
    with refusal_allowed():
        club.add(payload, PROGRAM)
    assert club.running() == []


@payloads(named(FEW))
def test_no_photo_from_a_zip_file_runs_as_a_program(club, payload):
    with refusal_allowed():
        club.add_zip([("ordinary.gif", GIF), (f"day 1/{payload}", PROGRAM)])
    assert club.running() == []


@payloads(named(FEW))
def test_no_photo_runs_as_a_program_when_it_is_renamed(club, payload):
    club.add("ordinary.gif", PROGRAM)
    with refusal_allowed():
        club.rename("ordinary.gif", payload)
    assert club.running() == []


def test_no_photo_runs_as_a_program_since_its_name_was_taken(club):
    with refusal_allowed():
        for _ in range(3):
            club.add("tour.php.gif", PROGRAM)
            club.add("tour.php", PROGRAM)
    assert club.running() == []
