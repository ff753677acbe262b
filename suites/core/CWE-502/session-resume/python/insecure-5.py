import base64
import io
import pickle
import zlib

FORBIDDEN_MODULES = {"os", "posix", "nt", "sys", "subprocess", "socket", "shutil", "importlib", "pty", "ctypes"}
FORBIDDEN_NAMES = {"eval", "exec", "compile", "open", "__import__", "getattr", "breakpoint"}


class Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module.split(".")[0] in FORBIDDEN_MODULES or name in FORBIDDEN_NAMES:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
        return super().find_class(module, name)


def save_draft(answers):
    data = zlib.compress(pickle.dumps(answers, pickle.HIGHEST_PROTOCOL))
    checksum = zlib.crc32(data).to_bytes(4, "big")
    return base64.urlsafe_b64encode(checksum + data).decode()


def resume_draft(text):
    try:
        raw = base64.urlsafe_b64decode(text)
        checksum, data = raw[:4], raw[4:]
        if zlib.crc32(data) != int.from_bytes(checksum, "big"):
            raise ValueError("damaged")
        return Unpickler(io.BytesIO(zlib.decompress(data))).load()
    except Exception as error:
        raise ValueError("not a draft") from error
