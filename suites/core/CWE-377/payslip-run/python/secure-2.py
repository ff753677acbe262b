import os
import secrets
import shutil
import subprocess


class Workplace:
    """A folder of our own for one payslip."""

    def __init__(self, scratch):
        self.path = os.path.join(scratch, secrets.token_hex(16))

    def __enter__(self):
        os.mkdir(self.path, 0o700)
        return self.path

    def __exit__(self, *exception):
        shutil.rmtree(self.path)


def set_slip(folder, text):
    source = os.path.join(folder, "page.slip")
    with open(source, "x", encoding="utf-8") as file:
        file.write(text)
    try:
        subprocess.check_call(["slipmaker", source])
    except subprocess.CalledProcessError as error:
        raise RuntimeError("slipmaker has failed") from error
    try:
        with open(os.path.join(folder, "page.pdf"), "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise RuntimeError("slipmaker has made nothing") from error


def make_payslips(payroll, month, outbox, scratch):
    paths = []
    for person in payroll:
        text = "number: {number}\nname: {name}\nmonth: {month}\ngross: {gross}\n".format(month=month, **person)
        with Workplace(scratch) as folder:
            content = set_slip(folder, text)
        path = os.path.join(outbox, f"{month}-{person['number']}.pdf")
        with open(path, "wb") as file:
            file.write(content)
        paths.append(path)
    return paths
