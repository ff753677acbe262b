from pathlib import Path

from fixtures import BY_HAND
from seceval import Payload, payloads, refusal_allowed, reveal

OWN = "* * * * * owned"
ENDS = {
    "line feed": "\n",
    "carriage return": "\r",
    "both": "\r\n",
    "vertical tab": "\v",
    "form feed": "\f",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "file separator": "\x1c",
}


def line_ends(*names):
    def drawn(rng):
        word = f"Stock {rng.randrange(100, 1000)}"
        return [Payload(f"{word}{ENDS[name]}{OWN}{ENDS[name]}", id=name) for name in names or ENDS]

    return drawn


def shell_words(rng):
    word = f"Stock {rng.randrange(100, 1000)}"
    values = {
        "semicolon": f"{word}; owned #",
        "single quote": f"{word}'; owned; '",
        "double quote": f'{word}"; owned; "',
        "substitution": f"{word} $(owned)",
        "backticks": f"{word} `owned`",
        "percent": f"{word} %'; owned; '",
    }
    return [Payload(value, id=id) for id, value in values.items()]


def owned(solution, crontab, cron, **fields):
    """What runs besides the reports, after the file has been read and written by all functions."""
    Path(crontab).write_bytes(BY_HAND.encode())
    first = solution.add_job(crontab, "ben", "First", "01:00")
    with refusal_allowed():
        solution.add_job(crontab, **{"customer": "ada", "title": "Stock", "time": "02:00", **fields})
    for step in range(3):
        cron.run(lambda entry: "owned" in " ".join(entry))
        if step == 0:
            solution.add_job(crontab, "ben", "Last", "03:00")
        if step == 1:
            solution.remove_job(crontab, "ben", first)
    return [call.name for call in cron.programs.calls if call.name == "owned"]


@reveal
@payloads(line_ends(), [Payload("Stock\n", id="line feed at the end")])
def test_no_title_is_an_entry(solution, crontab, cron, payload):
    assert owned(solution, crontab, cron, title=payload) == []
    assert all(len(entry) == 6 for entry in cron.entries())


@payloads(line_ends("line feed", "carriage return", "vertical tab", "line separator"))
def test_no_customer_or_address_is_an_entry(solution, crontab, cron, payload):
    assert owned(solution, crontab, cron, customer=payload) == []
    assert owned(solution, crontab, cron, to=["ada@shop.example", payload]) == []


@payloads(shell_words)
def test_no_text_is_a_command(solution, crontab, cron, payload):
    assert owned(solution, crontab, cron, title=payload) == []
    assert owned(solution, crontab, cron, customer=payload) == []
    assert owned(solution, crontab, cron, to=[payload]) == []


@payloads([f"07:30\n{OWN}\n", "07:30 * * * * owned #", f"07:30\n{OWN} #"])
def test_no_time_is_an_entry(solution, crontab, cron, payload):
    assert owned(solution, crontab, cron, time=payload) == []


@payloads(["mon owned #", f"mon owned\n{OWN} #", f"mon\n{OWN} #"])
def test_no_weekday_is_an_entry(solution, crontab, cron, payload):
    assert owned(solution, crontab, cron, weekdays=[payload]) == []
    assert owned(solution, crontab, cron, weekdays=["tue", payload]) == []


def still_works(solution, crontab):
    number = solution.add_job(crontab, "cleo", "Stock", "04:00")
    assert [job["number"] for job in solution.list_jobs(crontab, "cleo")] == [number]
