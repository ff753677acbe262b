from fixtures import MARKER, form, number
from seceval import raises

TEXTS = ['It\'s "so" there', "C:\\new\\", "für 東京 🎵", "100 % # of it", "\\", "'", "\\x41"]


def test_a_survey_is_a_module(tablet):
    tablet.build(form())
    seen = tablet.run()
    assert (seen["title"], seen["version"], seen["doc"]) == ("Water and health", 3, "For villages\nby the lake.")
    expected = {"check_age": "How old are you?", "check_source": "Where is your water from?", "check_remarks": "Remarks"}
    assert seen["docs"] == expected


def test_numbers(tablet):
    tablet.build(form(questions=[number(minimum=-5)]))
    values = [-5, 0, 120, 7.5, 121, -6, "7", None, True]
    message = "Age: a number from -5 to 120"
    assert tablet.results(*[("check_age", value) for value in values]) == [None] * 4 + [message] * 5


def test_choices(tablet):
    tablet.build(form())
    message = "Where is your water from?: one of well, lake"
    assert tablet.results(("check_source", "well"), ("check_source", "river"), ("check_source", None)) == [None, message, message]


def test_texts_have_a_length(tablet):
    tablet.build(form())
    message = "Remarks: at most 20 characters"
    calls = [("check_remarks", value) for value in ("", "x" * 20, "x" * 21, None, 5)]
    assert tablet.results(*calls) == [None, None, message, message, message]


def test_all_answers_are_checked(tablet):
    tablet.build(form())
    answers = {"age": 30, "source": "river", "remarks": "none"}
    (first, second, third) = tablet.results(
        ("check", answers), ("check", {**answers, "source": "well"}), ("check", {"source": "lake"})
    )
    assert first == ["Where is your water from?: one of well, lake"]
    assert second == []
    assert third == ["How old are you?: a number from 0 to 120", "Remarks: at most 20 characters"]


def test_texts_are_free(tablet):
    for text in TEXTS:
        question = {"name": "pick", "label": text, "kind": "choice", "choices": [text, "x"]}
        tablet.build(form(title=text, author=text, about=text, questions=[question]))
        seen = tablet.run(("check_pick", text), ("check_pick", "y"))
        assert (seen["title"], seen["doc"], seen["docs"]) == (text, text, {"check_pick": text})
        assert seen["results"] == [None, f"{text}: one of {text}, x"]


def test_title_and_author_stand_in_comments(tablet):
    tablet.build(form())
    comments = [line for line in tablet.source().split("\n")[:20] if line.startswith("#")]
    assert any("Water and health" in line for line in comments)
    assert any("Amina O'Neill" in line for line in comments)


def test_the_last_line_divides(tablet):
    tablet.build(form())
    assert tablet.source().rstrip("\n").split("\n")[-1] == MARKER


def test_the_code_of_the_team_is_kept(tablet, work):
    tablet.build(form())
    own = "\nimport math\n\nOWN = math.floor(2.5)  # ours\r\n# ---- own code ---- is above\n\n\n"
    with (work / "survey.py").open("ab") as file:
        if not tablet.source().endswith("\n"):
            file.write(b"\n")
        file.write(own.encode())
    for version in (4, 5):
        tablet.build(form(version=version, title="Water"))
        seen = tablet.run()
        assert (seen["title"], seen["version"], seen["own"]) == ("Water", version, 2)
        assert tablet.source().endswith(MARKER + "\n" + own)
        assert tablet.source().split("\n").count(MARKER) == 1


def test_names_and_kinds_that_there_are_not(tablet, work):
    for wrong in ("Age", "1st", "", "a-b", "a b", "_x", "ü"):
        with raises("ValueError"):
            tablet.build(form(questions=[number(name=wrong)]))
    with raises("ValueError"):
        tablet.build(form(questions=[number(kind="date")]))
    assert not (work / "survey.py").exists()


def test_a_survey_without_questions(tablet):
    tablet.build(form(questions=[], about=""))
    assert tablet.results(("check", {"age": 5})) == [[]]
