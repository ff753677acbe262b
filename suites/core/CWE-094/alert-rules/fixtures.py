from seceval import fixture

READINGS = {
    "boiler.temp": 71.26,
    "boiler.limit": 65,
    "pump_2.state": "stuck",
    "house_2.floor1.temp": 19.5,
    "outside": -3,
    "zero": 0,
}


@fixture
def traces(work):
    """What was made in the candidate's folder."""
    return lambda: sorted(str(path.relative_to(work)) for path in work.rglob("*"))


def result_of(solution, condition, readings=READINGS):
    return solution.Alert(condition, "yes").check(readings)
