import os
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def _set_rights(cabinet):
    """Whatever the umask was: this is how it has to be."""
    os.chmod(cabinet, 0o755)
    for path in Path(cabinet).rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        elif path.name.startswith("public"):
            path.chmod(0o644)
        else:
            path.chmod(0o600)


def issue(cabinet, service):
    folder = os.path.join(cabinet, service)
    os.makedirs(folder, exist_ok=True)
    private_path = os.path.join(folder, "private.pem")
    public_path = os.path.join(folder, "public.pem")
    for path in (private_path, public_path):
        if os.path.exists(path):
            os.replace(path, path + ".old")
    key = Ed25519PrivateKey.generate()
    with open(private_path, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with open(public_path, "wb") as file:
        file.write(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    _set_rights(cabinet)


def backup(cabinet, target):
    with zipfile.ZipFile(target, "w") as archive:
        for path in Path(cabinet).rglob("*"):
            if path.is_file():
                archive.write(path, path.relative_to(cabinet))
    os.chmod(target, 0o600)


def restore(source, cabinet):
    with zipfile.ZipFile(source) as archive:
        archive.extractall(cabinet)
    _set_rights(cabinet)
