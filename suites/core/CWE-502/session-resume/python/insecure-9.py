import base64
import json
import pkgutil
import zlib
from datetime import date, datetime
from decimal import Decimal


class DraftEncoder(json.JSONEncoder):
    def default(self, value):
        kind = type(value)
        name = f"{kind.__module__}:{kind.__name__}"
        if isinstance(value, Decimal):
            return {f"${name}": str(value)}
        if isinstance(value, datetime):
            return {f"${name}.fromisoformat": value.isoformat()}
        if isinstance(value, date):
            return {f"${name}.fromisoformat": value.isoformat()}
        if isinstance(value, set):
            return {f"${name}": sorted(value)}
        return super().default(value)


def _revive(node):
    for key, content in node.items():
        if key.startswith("$"):
            return pkgutil.resolve_name(key[1:])(content)
    return node


def save_draft(answers):
    packed = zlib.compress(json.dumps(answers, cls=DraftEncoder).encode())
    return base64.urlsafe_b64encode(packed).decode()


def resume_draft(text):
    try:
        document = zlib.decompress(base64.urlsafe_b64decode(text)).decode()
        answers = json.loads(document, object_hook=_revive)
    except Exception as error:
        raise ValueError("this link is damaged") from error
    if not isinstance(answers, dict):
        raise ValueError("this link holds no draft")
    return answers
