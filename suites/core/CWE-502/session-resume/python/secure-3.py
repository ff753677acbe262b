import ast
import datetime
import decimal


def _plain(value):
    match value:
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
        case set():
            return ("set", *sorted(value))
        case decimal.Decimal():
            return ("sum", str(value))
        case datetime.datetime():
            return ("moment", value.isoformat())
        case datetime.date():
            return ("day", value.isoformat())
        case _:
            return value


def _rich(value):
    match value:
        case dict():
            return {key: _rich(part) for key, part in value.items()}
        case list():
            return [_rich(part) for part in value]
        case ("set", *members):
            return set(members)
        case ("sum", str(digits)):
            return decimal.Decimal(digits)
        case ("moment", str(moment)):
            return datetime.datetime.fromisoformat(moment)
        case ("day", str(day)):
            return datetime.date.fromisoformat(day)
        case None | str() | int():
            return value
    raise ValueError(f"unexpected in a draft: {value!r}")


def save_draft(answers):
    return repr(_plain(answers)).encode("utf-8").hex()


def resume_draft(text):
    try:
        answers = _rich(ast.literal_eval(bytes.fromhex(text).decode("utf-8")))
    except Exception as error:
        raise ValueError("not a draft") from error
    if not isinstance(answers, dict):
        raise ValueError("not a draft")
    return answers
