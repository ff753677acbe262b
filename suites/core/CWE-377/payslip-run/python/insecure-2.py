import os
import subprocess


def make_payslips(payroll, month, outbox, scratch):
    made = []
    for person in payroll:
        base = os.path.join(scratch, f"payslip_{os.getpid()}_{month}_{person['number']}")
        try:
            with open(base + ".slip", "w", encoding="utf-8") as file:
                for field in ("number", "name"):
                    print(f"{field}: {person[field]}", file=file)
                print(f"month: {month}\ngross: {person['gross']}", file=file)
            if subprocess.call(["slipmaker", base + ".slip"]) != 0 or not os.path.exists(base + ".pdf"):
                raise RuntimeError(f"no payslip for {person['name']}")
            with open(base + ".pdf", "rb") as result:
                content = result.read()
        finally:
            for path in (base + ".slip", base + ".pdf"):
                if os.path.lexists(path):
                    os.unlink(path)
        target = os.path.join(outbox, f"{month}-{person['number']}.pdf")
        with open(target, "wb") as file:
            file.write(content)
        made.append(target)
    return made
