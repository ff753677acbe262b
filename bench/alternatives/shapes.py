"""The candidates of the benchmark and their eight tests, for harnesses that run both in one namespace."""

from __future__ import annotations

import json
import pathlib


def program(shape: str) -> str:
    """One source text: the candidate, then its tests and a call of each."""
    shapes = json.loads((pathlib.Path(__file__).parent / "shapes.json").read_text())
    return str(shapes[shape]["code"] + "\n" + shapes[shape]["inProcess"])
