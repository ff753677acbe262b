import hashlib
import hmac
import os
import urllib.parse
from dataclasses import dataclass

from jinja2 import DictLoader, TemplateError
from jinja2.sandbox import SandboxedEnvironment

KEY = os.environ["MAIL_KEY"].encode()
MARKERS = {
    "[[number]]": "{{ order.number }}",
    "[[total]]": "{{ order.total }}",
    "[[first_name]]": "{{ customer.first_name }}",
    "[[last_name]]": "{{ customer.last_name }}",
    "[[shop]]": "{{ shop.name }}",
}


class TemplateProblem(ValueError):
    pass


@dataclass
class Item:
    name: str
    quantity: int
    price: str


@dataclass
class Order:
    number: str
    placed: str
    total: str
    items: list[Item]


@dataclass
class Customer:
    first_name: str
    last_name: str


@dataclass
class Shop:
    name: str
    city: str


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d} EUR"


def link_for(address: str) -> str:
    digest = hmac.new(KEY, address.encode(), hashlib.sha256).hexdigest()
    return f"https://mail.example/stop/{urllib.parse.quote(address, safe='')}/{digest}"


def with_expressions(text: str) -> str:
    for marker, expression in MARKERS.items():
        text = text.replace(marker, expression)
    return text


def render_mail(template, record, snippets):
    buyer, seller = record["customer"], record["shop"]
    items = [Item(one["name"], one["quantity"], euros(one["cents"])) for one in record["items"]]
    values = {
        "order": Order(record["number"], record["placed"], euros(record["total_cents"]), items),
        "customer": Customer(buyer["first_name"], buyer["last_name"]),
        "shop": Shop(seller["name"], seller["city"]),
    }
    if "{{" in template["subject"] or "}}" in template["subject"]:
        raise TemplateProblem("the subject takes single braces")
    loader = DictLoader({name: with_expressions(text) for name, text in snippets.items()})
    try:
        subject = template["subject"].format(**values)
        body = SandboxedEnvironment(loader=loader).from_string(with_expressions(template["body"]))
        text = body.render(values, unsubscribe_link=lambda: link_for(buyer["email"]))
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise TemplateProblem(str(error)) from error
    return {"subject": subject, "text": text}
