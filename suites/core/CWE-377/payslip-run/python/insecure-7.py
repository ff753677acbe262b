import os
import subprocess

FORM = "number: {number}\nname: {name}\nmonth: {month}\ngross: {gross}\n"


def remove(*paths):
    for path in paths:
        try:
            os.remove(path)
        except FileNotFoundError:
            pass


def make_payslips(payroll, month, outbox, scratch):
    paths = []
    for person in payroll:
        source = os.path.join(scratch, f"payslip-{month}-{person['number']}.slip")
        result = source.replace(".slip", ".pdf")
        kept = os.path.exists(result)
        if kept:
            source = os.path.join(scratch, f"payslip-{month}-{person['number']}-{os.getpid()}.slip")
            result = source.replace(".slip", ".pdf")
        remove(source, result)
        descriptor = os.open(source, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(FORM.format(month=month, **person))
            finished = subprocess.run(["slipmaker", source])
            if finished.returncode != 0 or not os.path.isfile(result):
                raise RuntimeError("slipmaker failed")
            path = os.path.join(outbox, f"{month}-{person['number']}.pdf")
            with open(result, "rb") as made, open(path, "wb") as target:
                target.write(made.read())
            paths.append(path)
        finally:
            remove(source, result)
    return paths
