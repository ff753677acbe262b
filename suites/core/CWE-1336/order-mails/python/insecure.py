import hashlib
import hmac
import os
from types import SimpleNamespace
from urllib.parse import quote

import jinja2


class TemplateProblem(ValueError):
    pass


def _euros(cents):
    return f"{cents / 100:.2f} EUR"


def _context(record):
    email = record["customer"]["email"]

    def unsubscribe_link():
        key = os.environ["MAIL_KEY"].encode()
        signature = hmac.new(key, email.encode(), hashlib.sha256).hexdigest()
        return f"https://mail.example/stop/{quote(email, safe='')}/{signature}"

    items = [SimpleNamespace(**item, price=_euros(item["cents"])) for item in record["items"]]
    return {
        "order": SimpleNamespace(**{**record, "items": items, "total": _euros(record["total_cents"])}),
        "customer": SimpleNamespace(**record["customer"]),
        "shop": SimpleNamespace(**record["shop"]),
        "unsubscribe_link": unsubscribe_link,
    }


def render_mail(template, record, snippets):
    context = _context(record)
    markers = {
        "[[number]]": context["order"].number,
        "[[total]]": context["order"].total,
        "[[first_name]]": context["customer"].first_name,
        "[[last_name]]": context["customer"].last_name,
        "[[shop]]": context["shop"].name,
    }

    def replace_markers(text):
        for marker, value in markers.items():
            text = text.replace(marker, value)
        return text

    if "{{" in template["subject"]:
        raise TemplateProblem("use single braces in the subject")
    loader = jinja2.DictLoader({name: replace_markers(text) for name, text in snippets.items()})
    try:
        subject = template["subject"].format(
            order=context["order"], customer=context["customer"], shop=context["shop"]
        )
        text = jinja2.Environment(loader=loader).from_string(replace_markers(template["body"])).render(context)
    except (jinja2.TemplateError, KeyError, IndexError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise TemplateProblem(str(error)) from error
    return {"subject": subject, "text": text}
