import datetime

from seceval import raises

HEADING = """
title: Heading for the minutes
steps:
  - !words.Shorten {length: 12, mark: "…"}
  - !flow.Each
    separator: " "
    step: !words.Capital
  - !words.Stamp {day: 2024-05-01}
"""


def test_the_steps_run_one_after_the_other(solution, folder):
    assert solution.run_recipe(HEADING, folder, "minutes of the board") == HEADED


def test_settings_may_be_left_out(solution, folder):
    assert solution.run_recipe(recipe("!words.Shorten {length: 3}"), folder, "minutes") == "min"
    for step in ("!words.Capital", "!words.Capital {}", "!words.Capital\n    {}"):
        assert solution.run_recipe(recipe(step), folder, "minutes") == "minutes".capitalize()
    assert solution.run_recipe("title: None\nsteps: []\n", folder, "minutes") == "minutes"


def test_steps_stand_in_lists_and_mappings(solution, folder):
    chain = "!flow.Chain {steps: [!words.Capital {}, !words.Shorten {length: 4}], named: {a: !publish.Publish {page: Home}}}"
    assert solution.run_recipe(recipe(chain), folder, "minutes") == PUBLISHED


def test_anchors_and_aliases(solution, folder):
    shorten = "&short !words.Shorten {length: 6, mark: &mark '!'}"
    steps = recipe(shorten, "!words.Capital", "!words.Shorten {length: 3, mark: *mark}", "*short")
    assert solution.run_recipe(steps, folder, "minutes") == MARKED


def test_a_recipe_is_described(solution):
    assert solution.describe_recipe(HEADING) == {
        "title": "Heading for the minutes",
        "steps": [
            {"step": "words.Shorten", "settings": {"length": 12, "mark": "…"}},
            {"step": "flow.Each", "settings": {"separator": " ", "step": {"step": "words.Capital", "settings": {}}}},
            {"step": "words.Stamp", "settings": {"day": datetime.date(2024, 5, 1)}},
        ],
    }


def test_steps_that_nobody_has_are_described(solution):
    text = recipe("!maps_2.Route {by: [!maps_2.Bike {}, {fast: true, speed: 4.5, to: null}]}")
    assert solution.describe_recipe(text)["steps"] == [
        {
            "step": "maps_2.Route",
            "settings": {"by": [{"step": "maps_2.Bike", "settings": {}}, {"fast": True, "speed": 4.5, "to": None}]},
        }
    ]
    assert solution.describe_recipe("title: Nothing\nsteps: []")["steps"] == []


def test_what_is_no_recipe_is_refused(solution, folder):
    for text in ("", "hello", "- !words.Capital\n", "title: [x", "title: x\n", "steps: []\n", "title: x\nsteps: {}\n"):
        with raises("ValueError"):
            solution.run_recipe(text, folder, "minutes")
        with raises("ValueError"):
            solution.describe_recipe(text)


def test_what_is_no_step_is_refused(solution, folder):
    for step in ("words.Capital", "7", "{length: 3}", "!Capital", "!words.Capital [1]", "!words.Capital text"):
        with raises("ValueError"):
            solution.run_recipe(recipe(step), folder, "minutes")
        with raises("ValueError"):
            solution.describe_recipe(recipe(step))


def test_what_is_not_there_is_refused(solution, folder):
    for step in ("!letters.Capital", "!words.Small", "!words.Shorten", "!words.Capital {length: 3}"):
        with raises("ValueError"):
            solution.run_recipe(recipe("!words.Fail", step), folder, "minutes")


def test_exceptions_of_steps_are_passed_on(solution, folder):
    with raises("LookupError"):
        solution.run_recipe(recipe("!words.Fail"), folder, "minutes")
