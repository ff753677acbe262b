import base64
import gzip
from decimal import Decimal, InvalidOperation

import yaml


class Dumper(yaml.SafeDumper):
    pass


class Loader(yaml.SafeLoader):
    pass


Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("!sum", str(value)))
Loader.add_constructor("!sum", lambda loader, node: Decimal(loader.construct_scalar(node)))


def save_draft(answers):
    document = yaml.dump(answers, Dumper=Dumper, allow_unicode=True, sort_keys=False)
    return base64.urlsafe_b64encode(gzip.compress(document.encode("utf-8"))).decode("ascii")


def resume_draft(text):
    try:
        answers = yaml.load(gzip.decompress(base64.urlsafe_b64decode(text)), Loader=Loader)
    except (ValueError, OSError, EOFError, yaml.YAMLError, InvalidOperation) as error:
        raise ValueError(f"cannot be resumed: {error}") from error
    if not isinstance(answers, dict):
        raise ValueError("cannot be resumed")
    return answers
