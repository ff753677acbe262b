"""Operators on calls: a wrapper that is not there, an argument that is missing or off, a weaker function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mutation.edits import Edit, Source, name_of

# What they return stands for their argument: escaped, resolved, normalised, reduced.
_WRAPPERS = frozenset(
    "escape quote quote_plus quoteattr realpath normpath basename secure_filename escape_filter_chars urljoin".split()
)
_METHODS = frozenset("strip lstrip rstrip casefold lower upper resolve replace translate".split())
# Arguments by keyword that say how much is allowed, trusted, followed or shown.
_DEFENCES = frozenset(
    "autoescape shell samesite secure httponly verify filter max_length maxsize max_size resolve_entities no_network load_dtd "
    "huge_tree dtd_validation validate strict check_hostname assert_hostname server_hostname cert_reqs ca_certs cafile "
    "ssl_context context algorithms audience issuer options leeway allow_redirects redirect redirects retries "
    "follow_symlinks symlinks dir_fd mode opener delete associated_data salt n r p iterations rounds dklen time_cost memory_cost "
    "parallelism undefined block limit limits depth isolation_level safe quote usedforsecurity exist_ok data_only forbid_dtd "
    "forbid_entities tags attributes protocols variables namespaces smart_strings debug".split()
)
_RANDOM = '__import__("random")'
_WEAK_RANDOM = {
    "token_hex": f"{_RANDOM}.randbytes({{n}}).hex()",
    "token_bytes": f"{_RANDOM}.randbytes({{n}})",
    "urandom": f"{_RANDOM}.randbytes({{n}})",
    "token_urlsafe": f'__import__("base64").urlsafe_b64encode({_RANDOM}.randbytes({{n}})).rstrip(b"=").decode()',
    "choice": f"{_RANDOM}.choice({{n}})",
    "randbelow": f"{_RANDOM}.randrange({{n}})",
    "randbits": f"{_RANDOM}.getrandbits({{n}})",
}
_WEAKER = {
    "safe_load": "unsafe_load",
    "SafeLoader": "UnsafeLoader",
    "CSafeLoader": "UnsafeLoader",
    "fullmatch": "match",
    "match": "search",
    "CERT_REQUIRED": "CERT_NONE",
}
_SIZED = frozenset({"read", "readline", "token_hex", "token_bytes", "token_urlsafe", "urandom"})


def mutate(source: Source) -> Iterator[Edit]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield from _unwrap(source, node)
            yield from _keywords(source, node)
            yield from _weaker_call(source, node)
            yield from _interpolate(source, node)
        elif isinstance(node, ast.Attribute) and node.attr in _WEAKER:
            yield Edit("weaker-function", source.end(node) - len(node.attr), source.end(node), _WEAKER[node.attr])
        elif isinstance(node, ast.Attribute) and node.attr == "name" and name_of(node.value).endswith("Path"):
            yield source.replace("unwrap", node, source.of(node.value))


def _unwrap(source: Source, node: ast.Call) -> Iterator[Edit]:
    name = name_of(node)
    method = isinstance(node.func, ast.Attribute) and not _is_module(node.func.value)
    if isinstance(source.parents.get(node), ast.Expr):
        return  # its value is not used: drop-statement
    if name in ("min", "max"):
        for argument in node.args if len(node.args) > 1 else []:
            yield source.replace("unwrap", node, f"({source.of(argument)})")
    elif method and name in _METHODS:
        yield source.replace("unwrap", node, source.of(node.func.value))
    elif name == "sub" and len(node.args) > 1:
        yield source.replace("unwrap", node, f"({source.of(node.args[1 if method else 2])})")
    elif name == "normalize" and len(node.args) > 1:
        yield source.replace("unwrap", node, f"({source.of(node.args[1])})")
    elif node.args and name in _WRAPPERS:
        yield source.replace("unwrap", node, f"({source.of(node.args[0])})")


def _is_module(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in {"html", "os", "shlex", "unicodedata", "re", "copy", "saxutils"} or (
        isinstance(value, ast.Attribute) and value.attr in {"path", "parse", "saxutils"}
    )


def _keywords(source: Source, node: ast.Call) -> Iterator[Edit]:
    for keyword in node.keywords:
        if keyword.arg not in _DEFENCES:
            continue
        if isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool):
            yield source.replace("flip-flag", keyword.value, str(not keyword.value.value))
        yield _without(source, keyword)


def _without(source: Source, keyword: ast.keyword) -> Edit:
    start = source.start(keyword)  # type: ignore[arg-type]
    end = source.end(keyword.value)
    before = source.text[:start].rstrip()
    if before.endswith(","):
        return Edit("drop-keyword", len(before) - 1, end, "")
    rest = source.text[end:]
    skipped = len(rest) - len(rest.lstrip())
    if rest[skipped : skipped + 1] == ",":
        return Edit("drop-keyword", start, end + skipped + 1, "")
    return Edit("drop-keyword", start, end, "")


def _weaker_call(source: Source, node: ast.Call) -> Iterator[Edit]:
    name = name_of(node)
    argument = source.of(node.args[0]) if node.args else "32"
    if name in _WEAK_RANDOM and name_of(getattr(node.func, "value", None)) in ("secrets", "os", ""):
        yield source.replace("weak-random", node, _WEAK_RANDOM[name].replace("{n}", argument))
    if name == "SystemRandom":
        yield source.replace("weak-random", node, f"{_RANDOM}.Random()")
    if name == "uuid4":
        yield source.replace("weak-random", node, f'__import__("uuid").UUID(int={_RANDOM}.getrandbits(128), version=4)')
    if name in ("SandboxedEnvironment", "ImmutableSandboxedEnvironment"):
        yield source.replace("weaker-function", node.func, '__import__("jinja2").Environment')
    if name == "literal_eval":
        yield source.replace("weaker-function", node.func, "eval")
    if name in _SIZED and len(node.args) == 1:
        now = "" if name in ("read", "readline") else "2"
        yield source.replace("drop-bound", node.args[0], now)


def _interpolate(source: Source, node: ast.Call) -> Iterator[Edit]:
    """`execute("… = ?", (x,))` as a hurried programmer writes it: `execute(f"… = '{x}'")`."""
    if name_of(node) not in ("execute", "executemany") or len(node.args) != 2:
        return
    query, parameters = node.args
    if not isinstance(query, ast.Constant) or not isinstance(query.value, str) or not isinstance(parameters, (ast.Tuple, ast.List)):
        return
    pieces = query.value.split("?")
    if len(pieces) != len(parameters.elts) + 1 or any("\n" in source.of(one) for one in parameters.elts):
        return
    now = repr(pieces[0])
    for piece, value in zip(pieces[1:], parameters.elts, strict=True):
        now += f""" + "'" + str({source.of(value)}) + "'" + {piece!r}"""
    yield Edit("interpolate", source.start(query), source.end(parameters), now)
