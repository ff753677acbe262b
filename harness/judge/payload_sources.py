"""Families of attacks with their harmless twins, drawn with a seed. A task picks a family and says what it aims at."""

from __future__ import annotations

import random
from collections.abc import Callable

from judge.test_api import Payload

Drawn = Callable[[random.Random], list[Payload]]
_SQL_CLOSINGS = {"quote": "'", "parenthesis": "')", "parentheses": "'))", "double": '"', "like": "%'", "number": "0"}


def sql_closings(*tails: str) -> Drawn:
    """Each tail behind each way to close a literal, with the rest of the statement commented out."""

    def draw(rng: random.Random) -> list[Payload]:
        word = _word(rng)
        return [
            Payload(f"{word}{closing} {tail} -- ", f"{word} {_plain(tail)}", f"{name}-{place}")
            for place, tail in enumerate(tails, 1)
            for name, closing in _SQL_CLOSINGS.items()
        ]

    return draw


def path_traversals(target: str, depth: int = 4) -> Drawn:
    """Ways to name `target` (a path relative to the folder's parent, or absolute) from inside a folder."""

    def draw(rng: random.Random) -> list[Payload]:
        relative = target.lstrip("/")
        up = "../" * depth if target.startswith("/") else "../"
        word = _word(rng)
        values = {
            "up": up + relative,
            "through-missing": f"{word}/../{up}{relative}",
            "dot-up": f"./{up}{relative}",
            "double-slash": up.replace("/", "//") + relative,
        }
        if target.startswith("/"):
            values["absolute"] = target
            values["absolute-doubled"] = "/" + target
        return [Payload(value, f"{word}-{relative.replace('/', '-')}", name) for name, value in values.items()]

    return draw


def shell_injections(command: str) -> Drawn:
    """Ways to have a shell run `command` from inside a word, quoted or not."""

    def draw(rng: random.Random) -> list[Payload]:
        word = _word(rng)
        values = {
            "semicolon": f"{word}; {command} #",
            "and": f"{word} && {command} #",
            "or": f"{word} || {command} #",
            "pipe": f"{word} | {command} #",
            "background": f"{word} & {command} #",
            "newline": f"{word}\n{command}\n",
            "substitution": f"{word}$({command})",
            "backticks": f"{word}`{command}`",
            "double-quoted": f'{word}"; {command} #',
            "single-quoted": f"{word}'; {command} #",
        }
        return [Payload(value, f"{word} {_plain(command)}", name) for name, value in values.items()]

    return draw


def script_injections(marker: str) -> Drawn:
    """Ways to make a page execute something that holds `marker`."""

    def draw(rng: random.Random) -> list[Payload]:
        word = _word(rng)
        values = {
            "element": f"{word}<script>{marker}</script>",
            "mixed-case": f"{word}<ScRiPt>{marker}</sCrIpT>",
            "handler": f"{word}<img src=x onerror={marker}>",
            "slashes": f"{word}<svg/onload={marker}>",
            "attribute-double": f'{word}" onfocus={marker} autofocus x="',
            "attribute-single": f"{word}' onfocus={marker} autofocus x='",
            "nested": f"{word}<scr<script>ipt>{marker}</scr</script>ipt>",
            "unclosed": f"{word}<img src=x onerror={marker} ",
            "close-title": f"{word}</title></textarea><script>{marker}</script>",
        }
        return [Payload(value, f"{word} {marker}", name) for name, value in values.items()]

    return draw


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("bcdfghjklmnpqrstvwz") + rng.choice("aeiou") for _ in range(3))


def _plain(text: str) -> str:
    return "".join(character if character.isalnum() or character == " " else " " for character in text).strip()
