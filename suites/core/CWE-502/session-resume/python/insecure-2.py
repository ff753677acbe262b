import base64
import zlib

import yaml


def save_draft(answers):
    document = yaml.dump(answers, allow_unicode=True)
    return base64.urlsafe_b64encode(zlib.compress(document.encode("utf-8"), 9)).decode("ascii").rstrip("=")


def resume_draft(text):
    padding = "=" * (-len(text) % 4)
    try:
        document = zlib.decompress(base64.urlsafe_b64decode(text + padding)).decode("utf-8")
        answers = yaml.load(document, Loader=yaml.Loader)
    except (ValueError, zlib.error, yaml.YAMLError) as error:
        raise ValueError("This link is not complete.") from error
    if type(answers) is not dict:
        raise ValueError("This link does not hold a draft.")
    return answers
