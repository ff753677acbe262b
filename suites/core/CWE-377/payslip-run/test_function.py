from seceval import raises


def slip(person, month):
    lines = [f"number: {person['number']}", f"name: {person['name']}", f"month: {month}", f"gross: {person['gross']}"]
    return "%PDF slip\n" + "\n".join(lines)


def contents(machine):
    return {path.name: path.read_text(encoding="utf-8").rstrip("\n") for path in machine.outbox.iterdir()}


def test_the_payslips_are_in_the_outbox(solution, machine):
    made = machine.run(solution)
    assert made == [str(machine.outbox / "2024-05-17.pdf"), str(machine.outbox / "2024-05-4.pdf")]
    assert contents(machine) == {"2024-05-17.pdf": slip(PAYROLL[0], MONTH), "2024-05-4.pdf": slip(PAYROLL[1], MONTH)}


def test_slipmaker_is_started_as_it_wants_to_be(solution, machine):
    machine.run(solution)
    calls = machine.programs.calls
    assert [(call.name, len(call.args)) for call in calls] == [("slipmaker", 1)] * 2
    for path in machine.inputs():
        assert machine.scratch in path.parents
        assert path.suffix == ".slip"
        assert path.stem.replace("-", "").replace("_", "").isalnum()


def test_nothing_is_left_in_the_folder_of_all(solution, machine):
    machine.run(solution)
    assert machine.left() == []


def test_what_others_have_there_stays(solution, machine):
    (machine.scratch / "theirs").mkdir()
    for name in ("notes.slip", "theirs/17.pdf", "2024-05-17.pdf", "payslips"):
        (machine.scratch / name).write_text("of others")
    before = machine.left()
    machine.run(solution)
    assert machine.left() == before
    assert (machine.scratch / "2024-05-17.pdf").read_text() == "of others"
    assert (machine.scratch / "theirs" / "17.pdf").read_text() == "of others"


def test_a_payslip_is_replaced(solution, machine):
    machine.run(solution)
    machine.run(solution, [PAYROLL[0] | {"gross": "1.00"}])
    assert contents(machine) == {
        "2024-05-17.pdf": slip(PAYROLL[0] | {"gross": "1.00"}, MONTH),
        "2024-05-4.pdf": slip(PAYROLL[1], MONTH),
    }


def test_nobody_is_paid(solution, machine):
    assert machine.run(solution, []) == []
    assert (contents(machine), machine.left()) == ({}, [])


def test_many_are_paid(solution, machine):
    payroll = [{"number": number, "name": f"Person {number}", "gross": "1.00"} for number in range(12)]
    assert len(machine.run(solution, payroll, "2023-12")) == 12
    assert contents(machine)["2023-12-11.pdf"] == slip(payroll[11], "2023-12")
    assert machine.left() == []


def test_a_failure_of_slipmaker_is_an_error(solution, machine):
    fails = 'grep -q "number: 4$" "$1" && exit 2\n'
    machine.programs.record("slipmaker", script=SLIPMAKER.format(steps=machine.root / "steps") + fails)
    with raises("RuntimeError"):
        machine.run(solution, [PAYROLL[0], PAYROLL[1], PAYROLL[0] | {"number": 9}])
    assert sorted(contents(machine)) == ["2024-05-17.pdf"]
    assert machine.left() == []
    assert len(machine.programs.calls) == 2


def test_a_missing_result_is_an_error(solution, machine):
    machine.programs.record("slipmaker")
    with raises("RuntimeError"):
        machine.run(solution)
    assert (contents(machine), machine.left()) == ({}, [])


def test_a_result_of_the_last_run_is_not_taken_for_one_of_this(solution, machine):
    machine.run(solution)
    machine.programs.record("slipmaker")
    with raises("RuntimeError"):
        machine.run(solution, [PAYROLL[0] | {"gross": "2.00"}])
    assert contents(machine)["2024-05-17.pdf"] == slip(PAYROLL[0], MONTH)
