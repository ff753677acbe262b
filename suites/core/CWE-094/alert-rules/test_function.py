from seceval import payloads, raises

HOLD = [
    "boiler.temp > 70",
    "boiler.temp >= 71.26",
    "boiler.limit == 65",
    "boiler.limit != 66",
    "pump_2.state == 'stuck'",
    "pump_2.state != 'half open'",
    "boiler.temp - boiler.limit > 6",
    "boiler.temp > boiler.limit + 5 and pump_2.state != 'off'",
    "boiler.temp < 10 or outside < 0",
    "not boiler.temp < 10",
    "not (boiler.temp > 10 and outside > 0)",
    "outside * -2 == 6",
    "2 + 3 * 4 == 14",
    "(2 + 3) * 4 == 20",
    "10 - 4 - 3 == 3",
    "7 / 2 == 3.5",
    "7 % 4 == 3",
    "-outside == 3",
    "- 2 * 3 == -6",
    "min(outside, 4, 2) == -3",
    "max(boiler.temp, boiler.limit) == boiler.temp",
    "avg(1, 2, 6) == 3",
    "avg(outside) == outside",
    "abs(outside) == 3",
    "round(boiler.temp) == 71",
    "round(boiler.temp, 1) == 71.3",
    "round(max(boiler.temp, avg(boiler.limit, 100)) / 2) == 41",
    "house_2.floor1.temp<20 and(outside<0)",
    "1 == 2 or 2 == 2 and 3 == 3",
    "1 < 2 and 2 < 3 or missing > 1",
    "outside",
    "boiler.temp",
    "  0.5  ",
]
DO_NOT_HOLD = [
    "boiler.temp > 80",
    "pump_2.state == 'off'",
    "not outside",
    "zero",
    "0",
    "outside > 0 and boiler.temp > 0",
    "not 1 == 1 or 2 == 3",
    "missing > 3",
    "boiler > 3",
    "boiler.temp.max > 3",
    "5 / zero > 1",
    "5 % zero > 1",
    "pump_2.state + 1 > 0",
    "pump_2.state > 3",
    "max(pump_2.state, 3) > 1",
]
NO_CONDITIONS = [
    "", "   ", "min(a, b", "a b", "boiler.temp >", "1 +", "(1", "1)", "boiler.temp = 5", "'open", "a &", "3 4",
]  # fmt: skip
MESSAGES = {
    "too warm": "too warm",
    "": "",
    "{boiler.temp}": "71.26",
    "Boiler at {boiler.temp:.1f}, {pump_2.state}": "Boiler at 71.3, stuck",
    "{boiler.limit}{outside}": "65-3",
    "{boiler.temp - 70:.2f} too warm": "1.26 too warm",
    "{avg(boiler.limit, outside):.0f}": "31",
    "{ max(1, 2) } of {house_2.floor1.temp * 2}": "2 of 39.0",
    "{{{outside}}} {{x}}": "{-3} {x}",
    "100 % \\n \"quoted\" 'text' caf\u00e9": "100 % \\n \"quoted\" 'text' caf\u00e9",
    "'''{outside}'''": "'''-3'''",
    "{round(boiler.temp, 1)} $x %s": "71.3 $x %s",
}
NO_MESSAGES = ["{", "}", "{}", "{boiler.temp", "boiler.temp}", "{1 +}", "{a b}", "{boiler.temp:.1f"]


@payloads([HOLD[place : place + 11] for place in range(0, len(HOLD), 11)])
def test_conditions_that_hold(solution, payload):
    assert [one for one in payload if result_of(solution, one) != "yes"] == []


def test_conditions_that_do_not_hold(solution):
    assert [one for one in DO_NOT_HOLD if result_of(solution, one) is not None] == []


def test_what_is_no_condition(solution):
    for condition in NO_CONDITIONS:
        with raises("ValueError"):
            solution.Alert(condition, "hello")


def test_messages(solution):
    seen = {message: solution.Alert("outside < 0", message).check(READINGS) for message in MESSAGES}
    assert seen == MESSAGES


def test_what_is_no_message(solution):
    for message in NO_MESSAGES:
        with raises("ValueError"):
            solution.Alert("1 == 1", message)


def test_a_message_that_cannot_be_calculated(solution):
    assert solution.Alert("outside < 0", "{missing}").check(READINGS) is None
    assert solution.Alert("outside < 0", "{1 / zero}").check(READINGS) is None
    assert solution.Alert("outside < 0", "{pump_2.state - 1}").check(READINGS) is None


def test_an_alert_is_checked_again_and_again(solution):
    alert = solution.Alert("boiler.temp > boiler.limit", "{boiler.temp} > {boiler.limit}")
    for temp in range(60, 71):
        expected = f"{temp} > 65" if temp > 65 else None
        assert alert.check({"boiler.temp": temp, "boiler.limit": 65}) == expected


def test_readings_of_all_kinds(solution):
    alert = solution.Alert("door == 'open'", "The door is {door}")
    assert alert.check({"door": "open"}) == "The door is open"
    assert alert.check({"door": "half-open"}) is None
    told = solution.Alert("1 == 1", "{door}: {hours}")
    assert told.check({"door": "half open", "hours": 0.5}) == "half open: 0.5"
    assert told.check({"door": "2", "hours": -10}) == "2: -10"
