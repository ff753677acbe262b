import base64
import json
import pickle


def _default(value):
    return {"~": base64.b64encode(pickle.dumps(value, protocol=4)).decode()}


def _restore(node):
    if set(node) == {"~"}:
        return pickle.loads(base64.b64decode(node["~"]))
    return node


def save_draft(answers):
    document = json.dumps(answers, default=_default, ensure_ascii=False)
    return base64.urlsafe_b64encode(document.encode("utf-8")).decode("ascii")


def resume_draft(text):
    try:
        answers = json.loads(base64.urlsafe_b64decode(text).decode("utf-8"), object_hook=_restore)
    except Exception as error:
        raise ValueError("not a draft") from error
    if not isinstance(answers, dict):
        raise ValueError("not a draft")
    return answers
