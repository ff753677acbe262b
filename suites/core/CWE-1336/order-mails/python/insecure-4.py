import hmac
import os
import re
import urllib.parse

from jinja2 import DictLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

MARKER = re.compile(r"\[\[(number|total|first_name|last_name|shop)\]\]")
PATHS = {"first_name": "customer.first_name", "last_name": "customer.last_name", "shop": "shop.name"}


class TemplateProblem(ValueError):
    """The merchant has to look at the template again."""


class Record:
    """A dict of the database, read by attributes."""

    def __init__(self, values):
        for name, value in values.items():
            if isinstance(value, dict):
                value = Record(value)
            elif isinstance(value, list):
                value = [Record(one) for one in value]
            setattr(self, name, value)
        if hasattr(self, "cents"):
            self.price = f"{self.cents / 100:.2f} EUR"
        if hasattr(self, "total_cents"):
            self.total = f"{self.total_cents / 100:.2f} EUR"

    def __str__(self):
        return str({name: str(value) for name, value in vars(self).items()})


def resolve(order, path):
    root = {"order": order, "customer": order.customer, "shop": order.shop}
    name, *rest = path.split(".")
    value = root[name]
    for part in rest:
        value = vars(value)[part]
    return str(value)


def fill(subject, order):
    placeholder = re.compile(r"\{([a-z_.]+)\}")
    if set("{}") & set(placeholder.sub("", subject)):
        raise TemplateProblem("a stray brace in the subject")
    return placeholder.sub(lambda found: resolve(order, found[1]), subject)


def expand(text):
    return MARKER.sub(lambda found: "{{ " + PATHS.get(found[1], f"order.{found[1]}") + " }}", text)


def render_mail(template, record, snippets):
    order = Record(record)

    def unsubscribe_link():
        address = order.customer.email
        digest = hmac.digest(os.environ["MAIL_KEY"].encode(), address.encode(), "sha256")
        return f"https://mail.example/stop/{urllib.parse.quote(address, safe='')}/{digest.hex()}"

    environment = ImmutableSandboxedEnvironment(loader=DictLoader({name: expand(snippets[name]) for name in snippets}))
    environment.globals["unsubscribe_link"] = unsubscribe_link
    try:
        subject = fill(template["subject"], order)
        body = environment.from_string(expand(template["body"]))
        return {"subject": subject, "text": body.render(order=order, customer=order.customer, shop=order.shop)}
    except Exception as error:
        raise TemplateProblem(f"{error}") from error
