import base64
import binascii
import io
import pickle
import zlib
from datetime import date, datetime
from decimal import Decimal

TYPES = {
    ("decimal", "Decimal"): Decimal,
    ("datetime", "date"): date,
    ("datetime", "datetime"): datetime,
}


class DraftError(ValueError):
    pass


class DraftUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        try:
            return TYPES[module, name]
        except KeyError:
            raise DraftError(f"{module}.{name} does not occur in drafts") from None


def save_draft(answers):
    packed = zlib.compress(pickle.dumps(answers, protocol=4))
    return base64.urlsafe_b64encode(packed).decode("ascii")


def resume_draft(text):
    try:
        packed = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        answers = DraftUnpickler(io.BytesIO(zlib.decompress(packed))).load()
    except (binascii.Error, zlib.error, pickle.UnpicklingError, EOFError, DraftError) as error:
        raise DraftError("not a draft, or not all of it") from error
    except Exception as error:
        raise DraftError(f"a damaged draft: {error}") from error
    if type(answers) is not dict:
        raise DraftError("not a draft")
    return answers
