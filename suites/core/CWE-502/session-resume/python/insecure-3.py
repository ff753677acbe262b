import datetime
from decimal import Decimal

NAMES = {"__builtins__": {}, "datetime": datetime, "Decimal": Decimal, "set": set}


def save_draft(answers):
    return repr(answers).encode("utf-8").hex()


def resume_draft(text):
    try:
        answers = eval(bytes.fromhex(text).decode("utf-8"), NAMES)
    except Exception as error:
        raise ValueError(f"not a draft: {error}") from error
    if not isinstance(answers, dict):
        raise ValueError("not a draft")
    return answers
