from fixtures import DAY, NOW, paragraphs, words
from seceval import raises

WEEK = 7 * DAY
MADE = NOW - DAY


WHO = [
    ("ada", 11, True),
    ("ada", 13, True),
    ("ben", 14, True),
    ("ben", 11, False),
    (None, 14, False),
    (None, 10, True),
    ("ada", 12, False),
]


def test_who_may_read(solution, archive):
    for reader, number, allowed in WHO:
        assert bool(solution.may_read(archive.path, reader, number, NOW)) is allowed


def test_an_issue_opens_after_thirty_days(solution, archive):
    assert bool(solution.may_read(archive.path, None, 14, NOW - 6 * DAY + 30 * DAY)) is True
    assert bool(solution.may_read(archive.path, None, 14, NOW - 6 * DAY + 28 * DAY)) is False


def test_an_issue_exists_from_the_second_in_which_it_appears(solution, archive):
    assert solution.read(archive.path, None, 16, NOW + DAY)["title"] == "Mayor resigns"
    assert bool(solution.may_read(archive.path, "ada", 16, NOW + DAY)) is True


def test_a_subscriber_reads_all(solution, archive):
    assert solution.read(archive.path, "ben", 14, NOW) == {"title": "Tunnel", "paragraphs": paragraphs(14), "more": 0}
    assert solution.read(archive.path, None, 10, NOW)["paragraphs"] == paragraphs(10)


def test_others_read_what_is_free(solution, archive):
    read = solution.read(archive.path, "ada", 14, NOW)
    assert read["paragraphs"][:3] == paragraphs(14)[:3]
    assert len(read["paragraphs"]) + read["more"] == 7
    assert solution.read(archive.path, None, 11, NOW)["title"] == "Market"


def test_an_issue_that_does_not_exist(solution, archive):
    for call in (
        lambda: solution.read(archive.path, "ada", 12, NOW),
        lambda: solution.paragraph(archive.path, "ada", 15, 1, NOW),
        lambda: solution.around(archive.path, 99, NOW),
    ):
        with raises("LookupError"):
            call()


def test_one_paragraph(solution, archive):
    assert solution.paragraph(archive.path, None, 14, 1, NOW) == words("n")
    assert solution.paragraph(archive.path, None, 14, 3, NOW) == words("p")
    assert solution.paragraph(archive.path, "ben", 14, 7, NOW) == words("t")
    for reader, number, place in (("ben", 14, 9), (None, 14, 7), (None, 11, 5)):
        with raises("LookupError"):
            solution.paragraph(archive.path, reader, number, place, NOW)


def test_the_issues_around_one(solution, archive):
    assert solution.around(archive.path, 11, NOW) == {
        "previous": {"number": 10, "title": "Harbour"},
        "next": {"number": 13, "title": "Bridge"},
    }
    assert solution.around(archive.path, 10, NOW)["previous"] is None
    assert solution.around(archive.path, 17, NOW + 9 * DAY)["next"] is None
    assert solution.around(archive.path, 14, NOW + 9 * DAY)["next"] == {"number": 16, "title": "Mayor resigns"}


def test_words_are_found_with_their_neighbours(solution, archive):
    assert solution.find(archive.path, "ben", "qqq", NOW) == [
        {"number": 14, "place": 4, "context": [words("p"), words("q"), words("r")]}
    ]
    assert solution.find(archive.path, None, "aaa", NOW) == [{"number": 10, "place": 1, "context": [words("a"), words("b")]}]
    last = {"number": 13, "place": 3, "context": [words("l"), words("m")]}
    assert solution.find(archive.path, "ada", "mmm", NOW) == [last]
    assert solution.find(archive.path, "ben", "QQQ", NOW) == []


def test_hits_come_by_number_and_place(solution, archive):
    found = solution.find(archive.path, "ada", "town", NOW)
    places = [(hit["number"], hit["place"]) for hit in found]
    assert places == sorted(places)
    assert {(10, 4), (11, 1), (11, 6), (13, 3), (14, 1)} <= set(places)


def test_a_gift_is_opened_three_times(solution, archive):
    for _ in range(3):
        assert solution.open_gift(archive.path, 1, "493817", NOW) == paragraphs(14)
    assert archive.gift(1) == (0, 3)


def test_wrong_codes_are_counted(solution, archive):
    for code in ("000000", "493818", "", "49381"):
        assert solution.open_gift(archive.path, 1, code, NOW) is None
    assert archive.gift(1) == (4, 0)
    assert solution.open_gift(archive.path, 1, "493817", NOW) == paragraphs(14)
    assert archive.gift(1)[1] == 1


def test_a_gift_lasts_seven_days(solution, archive):
    assert solution.open_gift(archive.path, 1, "493817", MADE + WEEK - 1) == paragraphs(14)
    assert solution.open_gift(archive.path, 1, "493817", MADE + 9 * DAY) is None
    assert solution.open_gift(archive.path, 7, "493817", NOW) is None


def test_a_gift_of_an_issue_to_come_waits(solution, archive):
    assert solution.open_gift(archive.path, 2, "505050", NOW + DAY) == paragraphs(16)
