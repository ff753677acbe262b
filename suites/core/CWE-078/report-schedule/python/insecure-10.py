import json
import re
import shlex
from pathlib import Path

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MARK = "# report-job "
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def read_lines(path):
    try:
        return Path(path).read_bytes().decode().split("\n")
    except FileNotFoundError:
        return [""]


def write_lines(path, lines):
    Path(path).write_bytes("\n".join(lines).encode())


def jobs_in(lines):
    return [(place, json.loads(line[len(MARK) :])) for place, line in enumerate(lines) if line.startswith(MARK)]


def require_line(text):
    if len(text.splitlines()) > 1:
        raise ValueError(f"{text!r} is not one line of text")


def add_job(path, customer, title, time, weekdays=(), to=()):
    matched = TIME.fullmatch(time)
    if matched is None:
        raise ValueError(f"{time!r} is not a time of day")
    if not set(weekdays) <= set(WEEKDAYS):
        raise ValueError("unknown weekday")
    for text in (customer, title, *to):
        require_line(text)
    lines = read_lines(path)
    number = max((job["number"] for _, job in jobs_in(lines)), default=0) + 1
    job = {
        "customer": customer,
        "number": number,
        "title": title,
        "time": time,
        "weekdays": list(weekdays),
        "to": list(to),
    }
    words = ["report-mail", f"--customer={customer}", f"--title={title}", *(f"--to={address}" for address in to)]
    command = shlex.join(words).replace("%", "\\%")
    hour, minute = matched.groups()
    entry = f"{int(minute)} {int(hour)} * * {','.join(weekdays) or '*'} {command}"
    if lines[-1] == "":
        lines.pop()
    write_lines(path, [*lines, MARK + json.dumps(job, ensure_ascii=False), entry, ""])
    return number


def list_jobs(path, customer):
    found = [job for _, job in jobs_in(read_lines(path)) if job["customer"] == customer]
    return [{key: job[key] for key in ("number", "title", "time", "weekdays", "to")} for job in found]


def remove_job(path, customer, number):
    lines = read_lines(path)
    for place, job in jobs_in(lines):
        if (job["customer"], job["number"]) == (customer, number):
            del lines[place : place + 2]
            write_lines(path, lines)
            return
    raise LookupError(number)
