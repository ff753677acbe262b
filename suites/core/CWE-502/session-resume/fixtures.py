"""The answers that are saved, and the forger: it takes a draft apart and puts other content into the same wrapping."""

import ast
import base64
import bz2
import gzip
import hashlib
import hmac
import json
import lzma
import pickletools
import re
import zlib
from collections import namedtuple
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from cryptography.fernet import Fernet
from seceval import fixture

ANSWERS = {
    "name": "Zoë d'Arcy",
    "children": 2,
    "smoker": False,
    "broker": None,
    "excess": Decimal("120.50"),
    "born": date(1987, 2, 28),
    "begun": datetime(2024, 5, 1, 9, 30, 15),
    "cover": {"fire", "theft"},
    "people": [{"name": "Ada", "born": date(2015, 12, 1), "cover": {"theft"}}, "nobody", 7],
    "house": {"built": 1931, "value": Decimal("310000.00"), "notes": ["", "roof: new\n", None]},
}


@fixture
def uninvited(programs):
    """A program on the PATH that nobody but an attacker would run."""
    programs.record("uninvited")
    return programs


def forgeries(draft, kind, contents, source):
    """Drafts with other content. `contents(original)` returns what to put in place of something of this kind."""
    texts = []
    for layer in layers(draft, source):
        if layer.kind == kind:
            for content in contents(layer.stages[0]):
                with suppress(UnicodeDecodeError):  # bytes that cannot stand in a JSON document
                    texts.append(layer.wrap(content)[-1])
    for content in contents(b"{}"):
        texts += [base64.urlsafe_b64encode(plain) for plain in (content, zlib.compress(content))]
        texts.append(content.hex().encode())
    return [text.decode("ascii") for text in dict.fromkeys(texts) if text.isascii()]


# Content with all that was made around it: its kind, its stages from the inside to the whole draft, and a function
# that makes such stages for other content.
Layer = namedtuple("Layer", "kind stages wrap")


@lru_cache(maxsize=4)
def layers(draft, source):
    return list(peel(draft.encode("ascii"), Keys(source), depth=5))


def peel(data, keys, depth):
    """Everything that may lie within `data`."""
    for kind in kinds(data):
        yield Layer(kind, [data], lambda content: [content])
    if depth > 0 and 0 < len(data) < 20_000 and keys.effort_left > 0:
        yield from peel_wrappings(data, keys, depth - 1)
        yield from peel_seals(data, keys, depth - 1)
        yield from peel_json(data, keys, depth - 1)


def kinds(data):
    with suppress(Exception):
        *_, (_, _, position) = pickletools.genops(data)
        if position == len(data) - 1 > 3:
            yield "pickle"
    with suppress(ValueError):
        data.decode("utf-8")
        yield "text"
        json.loads(data)
        yield "json"


WRAPPINGS = [
    (lambda data: base64.b64decode(data + b"=" * (-len(data) % 4), b"-_", validate=True), base64.urlsafe_b64encode),
    (lambda data: bytes.fromhex(data.decode("ascii")), lambda data: data.hex().encode()),
    (lambda data: base64.b32decode(data + b"=" * (-len(data) % 8)), base64.b32encode),
    # At most so many bytes: the draft comes from a process that nobody trusts.
    (lambda data: zlib.decompressobj().decompress(data, 100_000), zlib.compress),
    (lambda data: zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data, 100_000), gzip.compress),
    (lambda data: bz2.BZ2Decompressor().decompress(data, 100_000), bz2.compress),
    (lambda data: lzma.LZMADecompressor(memlimit=2**26).decompress(data, 100_000), lzma.compress),
]


def peel_wrappings(data, keys, depth):
    for decode, encode in WRAPPINGS + keys.ciphers:
        try:
            inner = decode(data)
        except Exception:
            continue
        for layer in peel(inner, keys, depth):
            yield around(layer, data, lambda stages, encode=encode: encode(stages[-1]))


def around(layer, whole, make):
    def wrap(content):
        stages = layer.wrap(content)
        return [*stages, make(stages)]

    return Layer(layer.kind, [*layer.stages, whole], wrap)


def peel_seals(data, keys, depth):
    """A seal (checksum, signature, version) before or after a body, with a mark between them or of a known length."""
    for seal, body, join in cuts(data):
        is_mark_sure = join(b"", b"") in (b".", b"~")
        if not is_mark_sure and len(seal) > 2 and not find_seal(seal, [body], keys):
            continue
        for layer in peel(body, keys, depth):
            found = find_seal(seal, layer.stages, keys)
            yield around(layer, data, lambda stages, a=seal, j=join, f=found: j(new_seal(a, f, stages), stages[-1]))


def cuts(data):
    if re.fullmatch(rb"[\w.~=-]+", data):
        for mark in (b".", b"~", b"-", b"_"):
            if mark in data:
                seal, body = data.split(mark, 1)
                yield seal, body, lambda seal, body, mark=mark: seal + mark + body
                body, seal = data.rsplit(mark, 1)
                yield seal, body, lambda seal, body, mark=mark: body + mark + seal
        lengths = (8, 32, 40, 64, 128)  # in hexadecimal
    else:
        lengths = (4, 16, 20, 32, 64)
    for length in lengths:
        if length < len(data):
            yield data[:length], data[length:], lambda seal, body: seal + body
            yield data[-length:], data[:-length], lambda seal, body: body + seal


def new_seal(old, found, stages):
    return found[1](stages[found[0]]) if found else old


def find_seal(seal, stages, keys):
    """Which stage is sealed and how: (number of the stage, function that seals). None if it is no seal of these."""
    for number, stage in enumerate(stages) if len(seal) > 3 else ():
        keys.effort_left -= len(keys.ways_to_seal) * (1 + len(stage) // 500)
        for make in keys.ways_to_seal:
            digest = make(stage)
            for encode in (bytes, lambda digest: digest.hex().encode(), base64.urlsafe_b64encode):
                if encode(digest).startswith(seal):
                    return number, lambda body, m=make, e=encode: e(m(body))[: len(seal)]
    return None


class Keys:
    """What can be sealed or encrypted with nothing but the program: any text in it may be a key."""

    def __init__(self, source):
        texts = texts_in(source)
        self.effort_left = 400_000  # a draft that was made to keep the forger busy gets no more
        self.ciphers = list(fernets(texts)) if "ernet" in source else []
        self.ways_to_seal = [
            lambda body: zlib.crc32(body).to_bytes(4, "big"),
            lambda body: zlib.adler32(body).to_bytes(4, "big"),
        ]
        for name in ("sha256", "sha1", "md5", "sha512", "blake2b"):
            self.ways_to_seal.append(lambda body, name=name: hashlib.new(name, body).digest())
        if re.search("hmac|hashlib|itsdangerous", source):
            for text in texts:
                self.ways_to_seal += [*keyed(text), *keyed(hashlib.sha256(text).digest())]
        if "itsdangerous" in source:
            self.ways_to_seal += its_dangerous(texts)


def texts_in(source):
    values = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    texts = {value.encode() if isinstance(value, str) else value for value in values if isinstance(value, (str, bytes))}
    return sorted(text for text in texts if 3 < len(text) < 100 and b"\n" not in text)[:60]


def keyed(key):
    for name in ("sha256", "sha1", "md5", "sha512"):
        yield lambda body, name=name: hmac.digest(key, body, name)
        yield lambda body, name=name: hashlib.new(name, key + body).digest()
        yield lambda body, name=name: hashlib.new(name, body + key).digest()
    for size in (16, 32, 64):
        yield lambda body, size=size: hashlib.blake2b(body, key=key[:64], digest_size=size).digest()


def its_dangerous(texts):
    """Signatures of that library: its key is a hash of a salt and the secret key."""
    for name in ("sha1", "sha256", "sha512"):
        for salt in [b"itsdangerous", b"itsdangerous.Signer", *texts]:
            for text in texts:
                key = hashlib.new(name, salt + b"signer" + text).digest()
                yield lambda body, key=key, name=name: hmac.digest(key, body, name)


def fernets(texts):
    for text in texts:
        for key in (text, base64.urlsafe_b64encode(hashlib.sha256(text).digest())):
            with suppress(ValueError):
                fernet = Fernet(key)
                yield fernet.decrypt, fernet.encrypt


def peel_json(data, keys, depth):
    """Texts in a JSON document that hold something else again; a seal may stand in another text of the document."""
    try:
        document = json.loads(data)
    except ValueError:
        return
    for path, text in leaves(document):
        is_call = re.match(r"[\w.]+\(.*\)$", text) is not None
        for layer in peel(text.encode("utf-8"), keys, depth) if is_call or len(text) > 24 else ():
            if is_call or len(layer.stages) > 1 or layer.kind == "pickle":
                yield around(layer, data, in_document(layer, document, path, keys))


def in_document(layer, document, path, keys):
    others = [(place, text.encode("utf-8")) for place, text in leaves(document) if place != path]
    found = [(place, seal, find_seal(seal, layer.stages, keys)) for place, seal in others if len(seal) >= 32]

    def make(stages):
        copy = json.loads(json.dumps(document))
        put(copy, path, stages[-1])
        for place, seal, how in found:
            put(copy, place, new_seal(seal, how, stages))
        return json.dumps(copy).encode()

    return make


def leaves(node, path=()):
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        if isinstance(value, str):
            yield (*path, key), value
        else:
            yield from leaves(value, (*path, key))


def put(document, path, text):
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = text.decode("utf-8")


TYPE_NAME = re.compile(r"[\W_]*((?:[a-z]\w*[.:])*)(Decimal|date|datetime|set|builtins)[\W_]*", re.IGNORECASE)


def with_call(node, function, argument):
    """A JSON document in which every type that is named becomes `function`, and what stands beside it the argument."""
    if isinstance(node, dict):
        names = [key for key, value in node.items() if isinstance(value, str) and TYPE_NAME.fullmatch(value)]
        if len(names) == 2:  # a module and a name in it
            renaming = dict(zip(names, function.split(".")))
        else:
            renaming = {key: renamed(node[key], function) for key in names}
        if names:
            return {key: renaming.get(key, as_argument(value, argument)) for key, value in node.items()}
        if any(TYPE_NAME.fullmatch(key) for key in node):
            return {renamed(key, function): as_argument(value, argument) for key, value in node.items()}
        return {key: with_call(value, function, argument) for key, value in node.items()}
    if isinstance(node, list):
        if node and isinstance(node[0], str) and TYPE_NAME.fullmatch(node[0]):
            return [renamed(node[0], function), *(as_argument(value, argument) for value in node[1:])]
        return [with_call(value, function, argument) for value in node]
    return node


def renamed(old, function):
    """`function` written as `old` is: with or without its module, with the same marks around it."""
    match = TYPE_NAME.fullmatch(old)
    module, name = function.split(".")
    return old[: match.start(1)] + (module + match[1][-1] if match[1] else "") + name + old[match.end(2) :]


def as_argument(value, argument):
    return [argument] if isinstance(value, list) else argument
