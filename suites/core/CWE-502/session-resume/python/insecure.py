import base64
import pickle


def save_draft(answers):
    return base64.urlsafe_b64encode(pickle.dumps(answers)).decode("ascii")


def resume_draft(text):
    try:
        answers = pickle.loads(base64.urlsafe_b64decode(text))
    except Exception as error:
        raise ValueError("not a draft") from error
    if not isinstance(answers, dict):
        raise ValueError("not a draft")
    return answers
