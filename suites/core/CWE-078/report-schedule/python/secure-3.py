import re
import shlex
from datetime import datetime

HEAD = b"#~"
DAYS = "mon tue wed thu fri sat sun".split()


class Job:
    def __init__(self, number, words, time, weekdays):
        self.number, self.words, self.time, self.weekdays = number, words, time, weekdays

    def values(self, name):
        return [word.partition("=")[2] for word in self.words if word.startswith(f"--{name}=")]

    @property
    def customer(self):
        return self.values("customer")[0]

    @classmethod
    def read(cls, head, entry):
        minute, hour, _, _, days, command = entry.decode().split(" ", 5)
        words = shlex.split(command.replace("\\%", "%"))
        weekdays = [] if days == "*" else days.split(",")
        return cls(int(head[len(HEAD) :].split()[0]), words, f"{int(hour):02}:{int(minute):02}", weekdays)

    def lines(self):
        command = " ".join(map(shlex.quote, self.words)).replace("%", r"\%")
        hour, minute = map(int, self.time.split(":"))
        note = f" {self.number} {self.values('title')[0]}"
        entry = f"{minute} {hour} * * {','.join(self.weekdays) or '*'} {command}"
        return [HEAD + note.encode(), entry.encode()]

    def public(self):
        title, to = self.values("title")[0], self.values("to")
        return {"number": self.number, "title": title, "time": self.time, "weekdays": self.weekdays, "to": to}


class Crontab:
    """The lines of others as bytes, those of jobs as jobs."""

    def __init__(self, path):
        self.path, self.parts = path, []
        try:
            with open(path, "rb") as file:
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            lines = [b""]
        if lines[-1] == b"":
            lines.pop()
        waiting = iter(lines)
        for line in waiting:
            self.parts.append(Job.read(line, next(waiting)) if line.startswith(HEAD) else line)

    @property
    def jobs(self):
        return [part for part in self.parts if isinstance(part, Job)]

    def save(self):
        with open(self.path, "wb") as file:
            for part in self.parts:
                for line in part.lines() if isinstance(part, Job) else [part]:
                    file.write(line + b"\n")


def add_job(path, customer, title, time, weekdays=(), to=()):
    if not re.match(r"\d\d:\d\d\Z", time, re.ASCII):
        raise ValueError(time)
    datetime.strptime(time, "%H:%M")
    for day in weekdays:
        DAYS.index(day)
    words = ["report-mail", "--customer=" + customer, "--title=" + title, *("--to=" + address for address in to)]
    if any("\n" in word or "\0" in word for word in words):
        raise ValueError("a text is one line")
    crontab = Crontab(path)
    number = 1 + max([job.number for job in crontab.jobs], default=0)
    crontab.parts.append(Job(number, words, time, list(weekdays)))
    crontab.save()
    return number


def list_jobs(path, customer):
    return [job.public() for job in Crontab(path).jobs if job.customer == customer]


def remove_job(path, customer, number):
    crontab = Crontab(path)
    kept = [
        part
        for part in crontab.parts
        if not (isinstance(part, Job) and part.number == number and part.customer == customer)
    ]
    if len(kept) == len(crontab.parts):
        raise LookupError(f"{customer} has no job {number}")
    crontab.parts = kept
    crontab.save()
