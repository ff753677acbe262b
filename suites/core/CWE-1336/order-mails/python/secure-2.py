import hmac
import os
import string
import urllib.parse

from jinja2 import DictLoader, TemplateError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

MARKERS = ["number", "total", "first_name", "last_name", "shop"]


class TemplateProblem(ValueError):
    """A template that a merchant has to mend."""


class Fields:
    """Values that templates read as attributes."""

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


class Markers(Extension):
    def preprocess(self, source, name, filename=None):
        for marker in MARKERS:
            source = source.replace(f"[[{marker}]]", "{{ markers.%s }}" % marker)
        return source


def amount(cents):
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02} EUR"


def placeholders(record):
    return {
        "order.number": record["number"],
        "order.placed": record["placed"],
        "order.total": amount(record["total_cents"]),
        "customer.first_name": record["customer"]["first_name"],
        "customer.last_name": record["customer"]["last_name"],
        "shop.name": record["shop"]["name"],
        "shop.city": record["shop"]["city"],
    }


def fill_subject(subject, known):
    if "{{" in subject or "}}" in subject:
        raise TemplateProblem("double braces in the subject")
    filled = []
    try:
        for text, field, spec, conversion in string.Formatter().parse(subject):
            filled.append(text)
            if field is not None:
                if spec or conversion:
                    raise TemplateProblem(f"{field} is a plain placeholder")
                filled.append(known[field])
    except (KeyError, ValueError) as error:
        raise TemplateProblem(f"the subject cannot be filled in: {error}") from error
    return "".join(filled)


def context(record, known):
    groups = {"order": {}, "customer": {}, "shop": {}}
    for name, value in known.items():
        group, field = name.split(".")
        groups[group][field] = value
    groups["order"]["items"] = [
        Fields(name=item["name"], quantity=item["quantity"], price=amount(item["cents"])) for item in record["items"]
    ]
    address = record["customer"]["email"]

    def unsubscribe_link():
        digest = hmac.digest(os.environ["MAIL_KEY"].encode(), address.encode(), "sha256").hex()
        return "/".join(["https://mail.example/stop", urllib.parse.quote(address, safe=""), digest])

    flat = Fields(
        number=known["order.number"],
        total=known["order.total"],
        first_name=known["customer.first_name"],
        last_name=known["customer.last_name"],
        shop=known["shop.name"],
    )
    fields = {group: Fields(**values) for group, values in groups.items()}
    return {**fields, "markers": flat, "unsubscribe_link": unsubscribe_link}


def render_mail(template, record, snippets):
    known = placeholders(record)
    mail = {"subject": fill_subject(template["subject"], known)}
    environment = ImmutableSandboxedEnvironment(loader=DictLoader(snippets), extensions=[Markers])
    try:
        mail["text"] = environment.from_string(template["body"]).render(context(record, known))
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise TemplateProblem(str(error)) from error
    return mail
