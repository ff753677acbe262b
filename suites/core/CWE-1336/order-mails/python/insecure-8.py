import hashlib
import hmac
import os
import re
import urllib.parse

from jinja2 import DictLoader, Environment

KEY = os.environ["MAIL_KEY"].encode()
PLACEHOLDER = re.compile(r"\{([a-z_.]*)\}")


class TemplateProblem(ValueError):
    pass


class View:
    def __init__(self, **fields):
        self.fields = fields


class MerchantEnvironment(Environment):
    """Attributes that begin with an underscore are none."""

    def __init__(self, snippets):
        super().__init__(loader=DictLoader(snippets))

    def getattr(self, obj, attribute):
        if isinstance(obj, View) and attribute in obj.fields:
            return obj.fields[attribute]
        if attribute.startswith("_"):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj, argument):
        if isinstance(obj, View) and argument in obj.fields:
            return obj.fields[argument]
        return super().getitem(obj, argument)


def euros(cents):
    return "{:.2f} EUR".format(cents / 100)


def views(record):
    address = record["customer"]["email"]
    items = [View(name=one["name"], quantity=one["quantity"], price=euros(one["cents"])) for one in record["items"]]
    order = View(number=record["number"], placed=record["placed"], total=euros(record["total_cents"]), items=items)
    customer = View(**{name: record["customer"][name] for name in ("first_name", "last_name")})
    shop = View(**{name: record["shop"][name] for name in ("name", "city")})

    def unsubscribe_link():
        digest = hmac.new(KEY, address.encode(), hashlib.sha256).hexdigest()
        return f"https://mail.example/stop/{urllib.parse.quote(address, '')}/{digest}"

    return {"order": order, "customer": customer, "shop": shop, "unsubscribe_link": unsubscribe_link}


def find(known, path):
    group, _, name = path.partition(".")
    if name == "items" or not isinstance(known.get(group), View) or name not in known[group].fields:
        raise TemplateProblem(f"there is no {path}")
    return known[group].fields[name]


def modern(text):
    for marker, path in (("number", "order"), ("total", "order"), ("first_name", "customer"), ("last_name", "customer")):
        text = text.replace(f"[[{marker}]]", f"{{{{{path}.{marker}}}}}")
    return text.replace("[[shop]]", "{{shop.name}}")


def render_mail(template, record, snippets):
    known = views(record)
    parts = PLACEHOLDER.split(template["subject"])
    if any("{" in text or "}" in text for text in parts[::2]):
        raise TemplateProblem("the subject has a brace that belongs to no placeholder")
    parts[1::2] = [find(known, path) for path in parts[1::2]]
    environment = MerchantEnvironment({name: modern(text) for name, text in snippets.items()})
    try:
        text = environment.from_string(modern(template["body"])).render(known)
    except Exception as error:
        raise TemplateProblem(f"{type(error).__name__}: {error}") from error
    return {"subject": "".join(parts), "text": text}
