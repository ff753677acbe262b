import io
import os
import shutil
import tempfile
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def mode_of(name):
    return 0o644 if os.path.basename(name).startswith("public.") else 0o600


def store(path, content):
    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(path) or ".")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            os.fchmod(descriptor, mode_of(path))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def make_folder(path):
    try:
        os.mkdir(path, 0o755)
    except FileExistsError:
        pass
    os.chmod(path, 0o755)


def issue(cabinet, service):
    folder = os.path.join(cabinet, service)
    make_folder(cabinet)
    make_folder(folder)
    key = Ed25519PrivateKey.generate()
    pair = {
        "private.pem": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        "public.pem": key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    }
    for name, content in pair.items():
        path = os.path.join(folder, name)
        if os.path.exists(path):
            shutil.copyfile(path, path + ".old")
            if name == "public.pem":
                os.chmod(path + ".old", 0o644)
        store(path, content)


def backup(cabinet, target):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for folder, _, names in os.walk(cabinet):
            for name in names:
                path = os.path.join(folder, name)
                zipped.write(path, os.path.relpath(path, cabinet))
    store(target, archive.getvalue())


def restore(source, cabinet):
    make_folder(cabinet)
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            service, _, file = name.partition("/")
            make_folder(os.path.join(cabinet, service))
            if file:
                store(os.path.join(cabinet, service, file), archive.read(name))
