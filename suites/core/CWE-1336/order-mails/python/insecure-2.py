import hashlib
import hmac
import os
import re
from types import SimpleNamespace
from urllib.parse import quote

import jinja2

PLACES = {
    "order": ("number", "placed", "total"),
    "customer": ("first_name", "last_name"),
    "shop": ("name", "city"),
}
MARKERS = {
    "number": "order.number",
    "total": "order.total",
    "first_name": "customer.first_name",
    "last_name": "customer.last_name",
    "shop": "shop.name",
}
FORBIDDEN = re.compile(r"__|attr\s*\(|\b(?:os|sys|import|popen|eval|exec|config)\b", re.IGNORECASE)


class TemplateProblem(ValueError):
    pass


def _euros(cents):
    return f"{cents // 100}.{cents % 100:02d} EUR"


def _signed_link(address):
    key = os.environ["MAIL_KEY"].encode()
    signature = hmac.new(key, address.encode(), hashlib.sha256).hexdigest()
    return f"https://mail.example/stop/{quote(address, safe='')}/{signature}"


def _values(record):
    customer, shop = record["customer"], record["shop"]
    link = _signed_link(customer["email"])
    return {
        "order": SimpleNamespace(
            number=record["number"],
            placed=record["placed"],
            total=_euros(record["total_cents"]),
            items=[
                SimpleNamespace(name=item["name"], quantity=item["quantity"], price=_euros(item["cents"]))
                for item in record["items"]
            ],
        ),
        "customer": SimpleNamespace(first_name=customer["first_name"], last_name=customer["last_name"]),
        "shop": SimpleNamespace(name=shop["name"], city=shop["city"]),
        "unsubscribe_link": lambda: link,
    }


def _subject(text, values):
    def fill(match):
        group, _, name = match[1].partition(".")
        if name not in PLACES.get(group, ()):
            raise TemplateProblem(f"unknown placeholder {match[0]}")
        return str(getattr(values[group], name))

    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
        raise TemplateProblem("a single brace in the subject")
    return re.sub(r"\{([^{}]*)\}", fill, text)


def _source(text):
    return re.sub(rf"\[\[({'|'.join(MARKERS)})\]\]", lambda match: "{{ %s }}" % MARKERS[match[1]], text)


def render_mail(template, record, snippets):
    values = _values(record)
    loader = jinja2.DictLoader({name: _source(text) for name, text in snippets.items()})
    environment = jinja2.Environment(loader=loader)
    subject = _subject(template["subject"], values)
    if FORBIDDEN.search(template["body"]):
        raise TemplateProblem("the body uses a name that is not for templates")
    try:
        text = environment.from_string(_source(template["body"])).render(values)
    except Exception as error:
        raise TemplateProblem(f"the template cannot be used: {error}") from error
    return {"subject": subject, "text": text}
