import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def make_payslips(payroll, month, outbox, scratch):
    made = []
    with tempfile.TemporaryDirectory(dir=scratch, prefix="payslips-") as folder:
        os.chmod(folder, 0o755)
        for person in payroll:
            source = Path(folder, f"{person['number']}.slip")
            result = source.with_suffix(".pdf")
            lines = (f"number: {person['number']}", f"name: {person['name']}", f"month: {month}", f"gross: {person['gross']}")
            source.write_text("\n".join(lines) + "\n", encoding="utf-8")
            status = subprocess.run(["slipmaker", str(source)], check=False).returncode
            if status != 0 or not result.is_file():
                raise RuntimeError(f"slipmaker failed for {person['number']} with status {status}")
            target = Path(outbox, f"{month}-{person['number']}.pdf")
            shutil.move(result, target)
            made.append(str(target))
    return made
