import os
import secrets
import shutil
import subprocess

FIELDS = ("number", "name", "month", "gross")


def make_payslips(payroll, month, outbox, scratch):
    return [one_payslip({**person, "month": month}, outbox, scratch) for person in payroll]


def one_payslip(person, outbox, scratch):
    base = os.path.join(scratch, secrets.token_hex(8))
    before = os.umask(0o077)
    try:
        with open(base + ".slip", "w", encoding="utf-8") as file:
            file.writelines(f"{field}: {person[field]}\n" for field in FIELDS)
        finished = subprocess.run(["slipmaker", base + ".slip"], capture_output=True)
    finally:
        os.umask(before)
    os.remove(base + ".slip")
    if not os.path.exists(base + ".pdf"):
        raise RuntimeError("no result")
    try:
        if finished.returncode:
            raise RuntimeError(finished.stderr.decode(errors="replace"))
        target = os.path.join(outbox, f"{person['month']}-{person['number']}.pdf")
        shutil.copyfile(base + ".pdf", target)
    finally:
        os.remove(base + ".pdf")
    return target
