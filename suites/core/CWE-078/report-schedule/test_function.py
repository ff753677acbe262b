from pathlib import Path

from fixtures import BY_HAND
from seceval import raises


def test_a_job_runs_the_program_at_its_time(solution, crontab, cron):
    number = solution.add_job(crontab, "ada", "Turnover", "07:30", ["mon", "fri"], ["ada@shop.example"])
    assert number >= 1
    assert [(int(entry[0]), int(entry[1]), *entry[2:5]) for entry in cron.entries()] == [(30, 7, "*", "*", "mon,fri")]
    assert [sorted(call) for call in cron.run()] == [["--customer=ada", "--title=Turnover", "--to=ada@shop.example"]]


def test_without_weekdays_it_runs_every_day_and_without_addresses_there_are_none(solution, crontab, cron):
    solution.add_job(crontab, "ada", "Stock", "23:05")
    assert [(int(entry[0]), int(entry[1]), *entry[2:5]) for entry in cron.entries()] == [(5, 23, "*", "*", "*")]
    assert [sorted(call) for call in cron.run()] == [["--customer=ada", "--title=Stock"]]


def test_the_program_gets_every_text_as_it_is(solution, crontab, cron):
    titles = [
        "Turnover, 100 % of it", "Ines' \"best\" sellers", "50%\\%", "a\\b  c\\", "$HOME & more", "# 1", "für 東京; ls | x",
    ]  # fmt: skip
    for title in titles:
        solution.add_job(crontab, "O'Hara & Sons", title, "08:00", (), ["o.hara@x.example"])
    assert [sorted(call) for call in cron.run()] == [
        ["--customer=O'Hara & Sons", f"--title={title}", "--to=o.hara@x.example"] for title in titles
    ]


def test_jobs_are_listed_as_they_were_added(solution, crontab):
    jobs = [
        {"title": "Turnover, 100 % of it", "time": "07:30", "weekdays": ["mon", "fri"], "to": ["a@x.example", "b@x.example"]},
        {"title": "Ines' \"best\" sellers \\%", "time": "00:00", "weekdays": [], "to": []},
        {"title": "# number: 3", "time": "23:59", "weekdays": ["sun"], "to": ["Zoë <z@x.example>"]},
    ]
    numbers = [solution.add_job(crontab, "ada", **job) for job in jobs]
    other = solution.add_job(crontab, "ad", "Turnover", "07:30")
    assert len({*numbers, other}) == 4
    assert solution.list_jobs(crontab, "ada") == [{"number": n, **job} for n, job in zip(numbers, jobs)]
    assert [job["number"] for job in solution.list_jobs(crontab, "ad")] == [other]
    assert solution.list_jobs(crontab, "a") == []


def test_a_missing_file_has_no_jobs(solution, crontab):
    assert solution.list_jobs(crontab, "ada") == []
    with raises("LookupError"):
        solution.remove_job(crontab, "ada", 1)


def test_a_job_is_removed_with_its_comment(solution, crontab, cron):
    first = solution.add_job(crontab, "ada", "First", "07:30")
    second = solution.add_job(crontab, "ada", "Second", "08:30")
    solution.remove_job(crontab, "ada", first)
    assert [job["number"] for job in solution.list_jobs(crontab, "ada")] == [second]
    assert "First" not in Path(crontab).read_text()
    assert [sorted(call) for call in cron.run()] == [["--customer=ada", "--title=Second"]]
    third = solution.add_job(crontab, "ada", "Third", "09:30")
    assert third != second


def test_only_jobs_of_the_customer_are_removed(solution, crontab):
    number = solution.add_job(crontab, "ada", "First", "07:30")
    for customer, other in (("ben", number), ("ada", number + 1), ("ada", 0)):
        with raises("LookupError"):
            solution.remove_job(crontab, customer, other)
    assert len(solution.list_jobs(crontab, "ada")) == 1


def test_the_title_stands_in_a_comment(solution, crontab):
    solution.add_job(crontab, "ada", "Turnover of May", "07:30")
    comments = [line for line in Path(crontab).read_text().split("\n") if line.startswith("#")]
    assert [line for line in comments if "Turnover of May" in line] != []


def test_what_the_operators_wrote_stays(solution, crontab, cron):
    Path(crontab).write_bytes(BY_HAND.encode())
    number = solution.add_job(crontab, "ada", "First", "07:30")
    assert Path(crontab).read_bytes().startswith(BY_HAND.encode())
    with Path(crontab).open("ab") as file:
        file.write(b"# the end\n")
    solution.add_job(crontab, "ada", "Second", "07:30")
    solution.remove_job(crontab, "ada", number)
    lines = Path(crontab).read_bytes().decode().split("\n")
    by_hand = [*BY_HAND.split("\n")[:-1], "# the end"]
    assert [line for line in lines if line in by_hand and line] == [line for line in by_hand if line]
    assert [job["title"] for job in solution.list_jobs(crontab, "ada")] == ["Second"]


def test_times_and_weekdays_that_do_not_exist(solution, crontab):
    solution.add_job(crontab, "ada", "First", "07:30")
    before = Path(crontab).read_bytes()
    for time in ("24:00", "7:30", "07:60", "0730", "", "07:3", "ab:cd", "07:30:00"):
        with raises("ValueError"):
            solution.add_job(crontab, "ada", "Second", time)
    for weekday in ("Monday", "", "*", "mon,tue"):
        with raises("ValueError"):
            solution.add_job(crontab, "ada", "Second", "07:30", [weekday])
    assert Path(crontab).read_bytes() == before


def test_another_process_finds_the_jobs(solution, fresh_solution, crontab):
    number = solution.add_job(crontab, "ada", "Turnover", "07:30")
    other = fresh_solution()
    assert [job["number"] for job in other.list_jobs(crontab, "ada")] == [number]
    assert other.add_job(crontab, "ada", "Stock", "07:30") != number
