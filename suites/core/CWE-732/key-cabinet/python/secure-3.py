import os
import secrets
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

RIGHTS = {"private.pem": 0o600, "private.pem.old": 0o600, "public.pem": 0o644, "public.pem.old": 0o644}


def create(path):
    """A new file of ours beside the path, and its name."""
    name = f"{path}.{secrets.token_hex(6)}"
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name


def put(folder, name, content):
    path = os.path.join(folder, name)
    descriptor, new = create(path)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, RIGHTS.get(name, 0o600))
        file.write(content)
    os.rename(new, path)


def folder_of(cabinet, service):
    folder = os.path.join(cabinet, service)
    os.makedirs(folder, exist_ok=True)
    for path in (cabinet, folder):
        os.chmod(path, 0o755)
    return folder


def take(folder, name):
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def issue(cabinet, service):
    folder = folder_of(cabinet, service)
    key = Ed25519PrivateKey.generate()
    contents = {
        "private.pem.old": take(folder, "private.pem"),
        "public.pem.old": take(folder, "public.pem"),
        "private.pem": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "public.pem": key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    }
    for name, content in contents.items():
        if content is not None:
            put(folder, name, content)


def backup(cabinet, target):
    descriptor, new = create(target)
    with os.fdopen(descriptor, "w+b") as file, ZipFile(file, "w") as archive:
        for service in sorted(os.listdir(cabinet)):
            for name in RIGHTS:
                content = take(os.path.join(cabinet, service), name)
                if content is not None:
                    archive.writestr(f"{service}/{name}", content)
    os.rename(new, target)


def restore(source, cabinet):
    with ZipFile(source) as archive:
        for entry in archive.namelist():
            service, _, name = entry.partition("/")
            if name:
                put(folder_of(cabinet, service), name, archive.read(entry))
