from fixtures import DAY, ISSUES, NOW, paragraphs, words
from seceval import Payload, payloads, policy, refusal_allowed, reveal

WEEK = 7 * DAY
MADE = NOW - DAY
RIGHT = "493817"


def still_works(solution, archive):
    assert solution.paragraph(archive.path, None, 14, 2, NOW) == words("o")
    assert solution.may_read(archive.path, "ben", 14, NOW)


def shown(value):
    """Names of the paragraphs that a value holds."""
    text = str(value)
    return {name for issue in ISSUES for name in issue[4] if words(name) in text}


@reveal
@policy
@payloads([0, -1, -3])
def test_no_place_shows_what_is_not_free(solution, archive, payload):
    seen = set()
    with refusal_allowed():
        seen |= shown(solution.paragraph(archive.path, None, 14, payload, NOW))
    assert seen <= set("nop")


@policy
@payloads([Payload((11, 0), id="0"), Payload((11, 3), id="one further"), Payload((13, 1), id="nothing is free")])
def test_no_place_of_another_issue_shows_what_is_not_free(solution, archive, payload):
    seen = set()
    with refusal_allowed():
        seen |= shown(solution.paragraph(archive.path, "ben", *payload, NOW))
    assert seen <= set("ef")


@policy
@payloads([
    Payload((14, "nop"), id="three are free"),
    Payload((13, ""), id="nothing is free"),
    Payload((11, "ef"), id="two are free"),
])  # fmt: skip
def test_an_issue_shows_what_is_free_and_no_more(solution, archive, payload):
    number, free = payload
    with refusal_allowed():
        read = solution.read(archive.path, None, number, NOW)
        assert shown(read) == set(free)
        assert read["more"] == len(paragraphs(number)) - len(free)


@policy
@payloads([
    Payload(("ppp", "nop"), id="the last free one"),
    Payload(("qqq", ""), id="the first that is not free"),
    Payload(("fff", "ef"), id="another last free one"),
    Payload(("kkk", ""), id="nothing is free"),
])  # fmt: skip
def test_a_search_shows_what_is_free_and_no_more(solution, archive, payload):
    word, allowed = payload
    with refusal_allowed():
        assert shown(solution.find(archive.path, None, word, NOW)) <= set(allowed)


@policy
@payloads([
    Payload(("ada", 14), id="after the last"),
    Payload(("ben", 13), id="before the first"),
])  # fmt: skip
def test_a_subscription_covers_no_other_issue(solution, archive, payload):
    reader, number = payload
    with refusal_allowed():
        assert not solution.may_read(archive.path, reader, number, NOW)
    with refusal_allowed():
        assert solution.read(archive.path, reader, number, NOW)["more"] > 0


@policy
@payloads([1, 3600])
def test_an_issue_does_not_open_earlier(solution, archive, payload):
    with refusal_allowed():
        assert not solution.may_read(archive.path, None, 14, NOW - 6 * DAY + 30 * DAY - payload)


def told(solution, archive, number, now):
    calls = [
        lambda: solution.read(archive.path, "ada", number, now),
        lambda: solution.paragraph(archive.path, "ada", number, 1, now),
        lambda: solution.around(archive.path, 14, now),
        lambda: solution.around(archive.path, number, now),
        lambda: solution.find(archive.path, "ada", "town", now),
        lambda: solution.open_gift(archive.path, 2, "505050", now),
    ]
    answers = []
    for call in calls:
        with refusal_allowed():
            answers.append(str(call()))
    return "\n".join(answers)


@policy
@payloads([1, 3600, Payload(DAY, id="a day")])
def test_an_issue_to_come_is_not_there(solution, archive, payload):
    now = NOW + DAY - payload
    text = told(solution, archive, 16, now)
    assert "Mayor" not in text
    assert shown(text) & set("uvwx") == set()
    with refusal_allowed():
        assert not solution.may_read(archive.path, "ada", 16, now)


@policy
@payloads([Payload(0, id="at once"), Payload(5, id="after other issues")])
def test_a_gift_has_five_tries(solution, archive, payload):
    for number in range(5):
        with refusal_allowed():
            assert solution.open_gift(archive.path, 1, f"11111{number}", NOW) is None
    for _ in range(payload):
        with refusal_allowed():
            solution.open_gift(archive.path, 2, "111111", NOW)
    with refusal_allowed():
        assert solution.open_gift(archive.path, 1, RIGHT, NOW) is None


@policy
def test_a_right_code_gives_no_new_tries(solution, archive):
    for code in ("000000", "111111", "222222", RIGHT, "333333", "444444"):
        with refusal_allowed():
            solution.open_gift(archive.path, 1, code, NOW)
    with refusal_allowed():
        assert solution.open_gift(archive.path, 1, RIGHT, NOW) is None


@policy
def test_a_gift_is_not_opened_a_fourth_time(solution, archive):
    for _ in range(3):
        with refusal_allowed():
            solution.open_gift(archive.path, 1, RIGHT, NOW)
    with refusal_allowed():
        assert solution.open_gift(archive.path, 1, RIGHT, NOW) is None


@policy
@payloads([0, 3600])
def test_a_gift_is_over_after_seven_days(solution, archive, payload):
    with refusal_allowed():
        assert solution.open_gift(archive.path, 1, RIGHT, MADE + WEEK + payload) is None
