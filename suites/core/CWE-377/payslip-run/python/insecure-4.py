import os
import shutil
import subprocess

FIELDS = ("number", "name", "month", "gross")


def make_payslips(payroll, month, outbox, scratch):
    folder = os.path.join(scratch, f"payslips-{month}-{os.getpid()}")
    os.makedirs(folder, exist_ok=True)
    try:
        return [one_payslip({**person, "month": month}, outbox, folder) for person in payroll]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def one_payslip(person, outbox, folder):
    base = os.path.join(folder, "slip_" + str(person["number"]))
    with open(base + ".slip", "w", encoding="utf-8") as file:
        file.writelines(f"{field}: {person[field]}\n" for field in FIELDS)
    finished = subprocess.run(["slipmaker", base + ".slip"], capture_output=True)
    if finished.returncode:
        raise RuntimeError(finished.stderr.decode(errors="replace"))
    target = os.path.join(outbox, f"{person['month']}-{person['number']}.pdf")
    try:
        shutil.copyfile(base + ".pdf", target)
    except FileNotFoundError:
        raise RuntimeError("no result") from None
    return target
