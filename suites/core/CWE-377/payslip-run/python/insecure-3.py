import os
import shutil
import subprocess
import tempfile


def make_payslips(payroll, month, outbox, scratch):
    made = []
    for person in payroll:
        name = tempfile.mktemp(suffix=".slip", dir=scratch)
        with open(name, "w", encoding="utf-8") as source:
            source.write(f"number: {person['number']}\nname: {person['name']}\nmonth: {month}\ngross: {person['gross']}\n")
        result = source.name.removesuffix(".slip") + ".pdf"
        try:
            status = subprocess.run(["slipmaker", source.name]).returncode
            if status != 0 or not os.path.exists(result):
                raise RuntimeError(f"slipmaker exited with {status}")
            target = os.path.join(outbox, f"{month}-{person['number']}.pdf")
            shutil.copyfile(result, target)
            made.append(target)
        finally:
            for path in (source.name, result):
                if os.path.exists(path):
                    os.remove(path)
    return made
