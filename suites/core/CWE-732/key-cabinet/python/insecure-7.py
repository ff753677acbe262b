import os
import zipfile
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519


@contextmanager
def only_ours():
    """Whatever is made in here belongs to us alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def open_to_all(path):
    path.chmod(0o755 if path.is_dir() else 0o644)


def fresh(path, content):
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    if path.name.startswith("public.pem"):
        open_to_all(path)


def prepare(*folders):
    for folder in folders:
        folder.mkdir(exist_ok=True)
        open_to_all(folder)


def issue(cabinet, service):
    folder = Path(cabinet) / service
    private = ed25519.Ed25519PrivateKey.generate()
    with only_ours():
        prepare(folder.parent, folder)
        for name in ("private.pem", "public.pem"):
            if (folder / name).exists():
                fresh(folder / f"{name}.old", (folder / name).read_bytes())
        fresh(
            folder / "private.pem",
            private.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
        fresh(
            folder / "public.pem",
            private.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            ),
        )


def backup(cabinet, target):
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(Path(cabinet).glob("*/*")):
            archive.write(path, path.relative_to(cabinet))


def restore(source, cabinet):
    cabinet = Path(cabinet)
    with only_ours(), zipfile.ZipFile(source) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                path = cabinet / member.filename
                prepare(cabinet, path.parent)
                archive.extract(member, cabinet)
                if path.name.startswith("public"):
                    open_to_all(path)
