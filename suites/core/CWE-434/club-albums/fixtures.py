import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from seceval import fixture

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
PROGRAM = GIF + b"<?php system($_GET[0]); ?><!--#exec cmd='id' -->"
HANDLED = {"php", "phtml", "shtml"}


@dataclass
class Club:
    client: object
    site: Path

    def add(self, name, content=JPEG, album="tour-2026"):
        return self.client.post(f"/albums/{album}?name={quote(name, safe='')}", body=content)

    def add_zip(self, files, album="tour-2026"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in files:
                archive.writestr(name, content)
        return self.client.post(f"/albums/{album}/zip", body=packed.getvalue())

    def list(self, album="tour-2026"):
        return self.client.get(f"/albums/{album}").json()

    def rename(self, name, new, album="tour-2026"):
        return self.client.request("PATCH", f"/albums/{album}/{quote(name, safe='')}", json={"name": new})

    def content(self, photo):
        """What the web server hands out."""
        return (self.site / unquote(photo["url"]).lstrip("/")).read_bytes()

    def running(self):
        """Paths below the web space at which Apache starts what somebody has sent: any ending of a name counts."""
        found = []
        for path in sorted(self.site.rglob("*")):
            relative = path.relative_to(self.site)
            hidden = relative.parts[:2] == ("photos", ".data")
            endings = {ending.lower() for ending in path.name.split(".")[1:]}
            if path.is_file() and not hidden and endings & HANDLED and PROGRAM in path.read_bytes():
                found.append(str(relative))
        return found


@fixture
def club(solution, web, work):
    site = work / "site"
    (site / "photos").mkdir(parents=True)
    (site / "index.php").write_text("<?php echo 'the club'; ?>")
    return Club(web(solution.create_app(str(site))), site)
