import io
import os
import tarfile
import zipfile
from types import SimpleNamespace

from seceval import fixture

SECRET = b"signing-key 7f3a-91c0-55de"


def entry(name, content=b"", kind="file", target=""):
    return SimpleNamespace(name=name, content=content, kind=kind, target=target)


def file(name, content=b"mine"):
    return entry(name, content)


def folder(name):
    return entry(name, kind="folder")


def link(name, target):
    return entry(name, kind="link", target=target)


def hard_link(name, target):
    return entry(name, kind="hard link", target=target)


KINDS = {"file": tarfile.REGTYPE, "folder": tarfile.DIRTYPE, "link": tarfile.SYMTYPE, "hard link": tarfile.LNKTYPE}


def pack_tar(entries, mode="w"):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for one in entries:
            member = tarfile.TarInfo(one.name)
            member.type = KINDS[one.kind]
            member.linkname = one.target
            member.size = len(one.content)
            member.mode = 0o755 if one.kind == "folder" else 0o644
            archive.addfile(member, io.BytesIO(one.content))
    return packed.getvalue()


def pack_zip(entries):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in entries:
            member = zipfile.ZipInfo(one.name + "/" * (one.kind == "folder"), (2024, 5, 1, 12, 0, 0))
            unix = {"file": 0o100644, "folder": 0o040755, "link": 0o120777}[one.kind]
            member.external_attr = unix << 16
            archive.writestr(member, one.target if one.kind == "link" else one.content)
    return packed.getvalue()


def pack(form, entries):
    return pack_zip(entries) if form == "zip" else pack_tar(entries)


@fixture
def server(work):
    """The site of customer 12, the sites of others beside it, and a key of the server above."""
    sites = work / "sites"
    site = sites / "12"
    (site / "css").mkdir(parents=True)
    (site / "index.html").write_bytes(b"old page")
    (site / "css" / "old.css").write_bytes(b"old style")
    secrets = [work / "server.key", sites / "123" / "private.html", sites / "7" / "private.html"]
    for secret in secrets:
        secret.parent.mkdir(exist_ok=True)
        secret.write_bytes(SECRET)
    uploads = work / "uploads"
    uploads.mkdir()

    def upload(packed):
        path = uploads / f"upload{len(list(uploads.iterdir()))}"
        path.write_bytes(packed)
        return str(path)

    return SimpleNamespace(root=work, site=site, path=str(site), upload=upload, secrets=secrets)


def read(path):
    """Through links, each followed by name: what a path opens for the judge is not left to the candidate's links."""
    with open(os.path.realpath(path), "rb") as opened:
        return opened.read()


def served(server):
    """What the web server gives out: every file that can be opened below the folder, links followed."""
    found, seen, waiting = {}, set(), [server.path]
    root = os.path.realpath(server.root) + os.sep
    while waiting:
        place = waiting.pop()
        real_place = os.path.realpath(place)
        if real_place in seen or len(seen) > 200:
            continue
        seen.add(real_place)
        for name in os.listdir(real_place):
            path = os.path.join(place, name)
            real = os.path.realpath(path)
            if not real.startswith(root):
                continue
            if os.path.isdir(real):
                waiting.append(path)
            elif os.path.isfile(real):
                found[os.path.relpath(path, server.path)] = read(real)
    return found


def harm(server):
    """What a site shows of others, and what became of the rest of the server."""
    found = [f"shows {path}" for path, content in served(server).items() if SECRET in content]
    for secret in server.secrets:
        if not secret.is_file() or secret.read_bytes() != SECRET:
            found.append(f"changed {secret.relative_to(server.root)}")
    for place in (".", "sites", "sites/7", "sites/123", "sites/125"):
        for name in ("new.html", "new"):
            if (server.root / place / name).exists():
                found.append(f"made {place}/{name}")
    return found
