import re
from datetime import date, datetime
from decimal import Decimal

from fixtures import ANSWERS
from seceval import raises


def described(value):
    """A value with the types of everything in it, so that True differs from 1 and Decimal("1.0") from Decimal("1")."""
    if isinstance(value, dict):
        return {key: described(part) for key, part in value.items()}
    if isinstance(value, list):
        return [described(part) for part in value]
    if isinstance(value, set):
        return ("set", sorted(value))
    return (type(value).__name__, str(value))


def round_trip(solution, answers):
    return described(solution.resume_draft(solution.save_draft(answers)))


def test_answers_of_every_type_come_back(solution):
    assert round_trip(solution, ANSWERS) == described(ANSWERS)


def test_a_draft_has_only_characters_of_links(solution):
    for answers in (ANSWERS, {}, {"name": "ß?&/+ % \U0001f600"}):
        assert re.fullmatch(r"[A-Za-z0-9_.~=-]+", solution.save_draft(answers))


def test_no_answers_are_a_draft_too(solution):
    assert solution.resume_draft(solution.save_draft({})) == {}


def test_true_is_not_one_and_text_is_not_a_number(solution):
    answers = {"a": True, "b": 1, "c": "1", "d": False, "e": 0, "f": None, "g": "None", "h": "", "i": -(10**20)}
    assert round_trip(solution, answers) == described(answers)


def test_sums_keep_their_decimals(solution):
    answers = {"a": Decimal("0.00"), "b": Decimal("-15"), "c": Decimal("120.50"), "d": Decimal("98765432109876543.01")}
    assert round_trip(solution, answers) == described(answers)


def test_a_date_is_not_a_datetime(solution):
    moment = datetime(2024, 2, 29, 23, 59, 59, 250000)
    answers = {"a": date(2024, 2, 29), "b": datetime(2024, 2, 29), "c": moment, "d": "2024-02-29"}
    assert round_trip(solution, answers) == described(answers)


def test_sets_and_lists_stay_what_they_are(solution):
    answers = {"a": set(), "b": [], "c": {"x"}, "d": ["x"], "e": [[], [[{"deep": {"y", "z"}}]], {}]}
    assert round_trip(solution, answers) == described(answers)


def test_texts_of_all_kinds_come_back(solution):
    answers = {
        "a": "it's \"quoted\" \\ and\nbroken",
        "b": "50 % {x} $y <b> # no",
        "c": "東京",
        "d e": " ",
        "Decimal": "date: 2024-01-01",
    }
    assert round_trip(solution, answers) == described(answers)


def test_another_installation_resumes_the_draft(solution, fresh_solution):
    draft = solution.save_draft(ANSWERS)
    assert described(fresh_solution().resume_draft(draft)) == described(ANSWERS)


def test_what_is_not_a_draft_is_a_value_error(solution):
    draft = solution.save_draft(ANSWERS)
    for text in ("", "hello", draft[: len(draft) // 2]):
        with raises("ValueError"):
            solution.resume_draft(text)
