from dataclasses import dataclass
from pathlib import Path

from seceval import fixture

SECRET = "Mercator-48211"
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def catalogue(content, doctype=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n<catalogue {XI}>\n{content}\n</catalogue>\n'


def part(content, doctype=""):
    return f"{doctype}<part {XI}>{content}</part>"


def article(number, name="Boot", text="", cents=100):
    return f'<article number="{number}" cents="{cents}">\n<name>{name}</name>\n<text>{text}</text>\n</article>'


def numbers(articles):
    return [one["number"] for one in articles]


@dataclass
class Server:
    """The folders of all suppliers, and what else lies on the machine."""

    root: Path

    @property
    def folder(self):
        return self.root / "suppliers" / "kelm"

    @property
    def path(self):
        return str(self.folder)

    def write(self, files):
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")


OTHERS = {
    "job.conf": f"password = {SECRET}\n",
    "job.xml": article("X-1", SECRET),
    "job.dtd": f'<!ENTITY rebate "{SECRET}">\n',
    "suppliers/kelm-nord/prices.txt": f"{SECRET}\n",
    "suppliers/kelm-nord/prices.xml": article("X-2", SECRET),
    "suppliers/kelm-nord/names.dtd": f'<!ENTITY rebate "{SECRET}">\n',
}


@fixture
def server(work):
    made = Server(work)
    made.folder.mkdir(parents=True)
    for name, content in OTHERS.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return made
