"""Each operator of harness/mutation on a few lines that hold what it weakens, and on what it leaves alone.

    python3 test/harness/mutation_operators.py
"""

from __future__ import annotations

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "harness"))

from mutation.main import mutants  # noqa: E402

CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a guard": ("if a or b:\n    raise X\n", [
        ("drop-guard", "if False:\n    raise X\n"),
        ("drop-operand", "if (b):\n    raise X\n"),
        ("drop-operand", "if (a):\n    raise X\n"),
    ]),
    "a guard that needs all of it keeps its parts": ("if a and b:\n    raise X\n", [
        ("drop-guard", "if False:\n    raise X\n"),
    ]),
    "brackets stay": ("if not (a and (b or c) and d):\n    raise X\n", [
        ("drop-guard", "if False:\n    raise X\n"),
        ("drop-operand", "if not (((b or c) and d)):\n    raise X\n"),
        ("drop-operand", "if not ((a and d)):\n    raise X\n"),
        ("drop-operand", "if not ((a and (b or c))):\n    raise X\n"),
    ]),
    "a name that the guard binds": ("if (m := f(x)) is None:\n    raise X\n", [
        ("drop-guard", "if ((m := f(x)) is None) and False:\n    raise X\n"),
    ]),
    "what is allowed": ("def f(a, b):\n    return not (a or b)\n", [
        ("force-answer", "def f(a, b):\n    return True\n"),
        ("force-answer", "def f(a, b):\n    return False\n"),
        ("drop-operand", "def f(a, b):\n    return not ((b))\n"),
        ("drop-operand", "def f(a, b):\n    return not ((a))\n"),
    ]),
    "a wrapper": ("x = html.escape(y)\n", [("unwrap", "x = (y)\n")]),
    "a wrapper in an f-string": ('x = f"<p>{escape(y)}</p>"\n', [("unwrap", 'x = f"<p>{(y)}</p>"\n')]),
    "a keyword": ("f(x, verify=True)\n", [
        ("drop-statement", "pass\n"), ("drop-keyword", "f(x)\n"), ("flip-flag", "f(x, verify=False)\n"),
    ]),
    "a pattern": ('m = re.compile(r"^a{1,9}$").fullmatch(x)\n', [
        ("loosen-pattern", 'm = re.compile(r"a{1,9}$").fullmatch(x)\n'),
        ("loosen-pattern", 'm = re.compile(r"^a{1,}$").fullmatch(x)\n'),
        ("loosen-pattern", 'm = re.compile(r"^a{1,9}").fullmatch(x)\n'),
        ("weaker-function", 'm = re.compile(r"^a{1,9}$").match(x)\n'),
    ]),
    "a condition of SQL": ('q = "SELECT a FROM t WHERE b = ? AND owner = ? ORDER BY c"\n', [
        ("drop-sql-condition", 'q = "SELECT a FROM t WHERE (b = ? OR 1) AND owner = ? ORDER BY c"\n'),
        ("drop-sql-condition", 'q = "SELECT a FROM t WHERE b = ? AND (owner = ? OR 1) ORDER BY c"\n'),
    ]),
    "parameters": ('c.execute("SELECT a FROM t WHERE b = ?", (x,))\n', [
        ("drop-statement", "pass\n"),
        ("drop-sql-condition", 'c.execute("SELECT a FROM t WHERE (b = ? OR 1)", (x,))\n'),
        ("interpolate", "c.execute('SELECT a FROM t WHERE b = ' + \"'\" + str(x) + \"'\" + '')\n"),
    ]),
    "a mode": ("os.open(p, os.O_CREAT | os.O_EXCL, 0o600)\n", [
        ("drop-statement", "pass\n"), ("drop-flag", "os.open(p, os.O_CREAT, 0o600)\n"),
        ("loosen-mode", "os.open(p, os.O_CREAT | os.O_EXCL, 0o666)\n"),
    ]),
    "numbers by their names": ("MAX_SIZE = 5\nITERATIONS = 600000\nx = 7\n", [
        ("raise-limit", "MAX_SIZE = 5000\nITERATIONS = 600000\nx = 7\n"),
        ("weaken-cost", "MAX_SIZE = 5\nITERATIONS = 600\nx = 7\n"),
    ]),
    "a lock": ("with lock:\n    x = 1\n", [("drop-lock", 'with __import__("contextlib").nullcontext():\n    x = 1\n')]),
    "an error that is passed over": ("try:\n    check(x)\nexcept E:\n    raise X\n", [
        ("drop-statement", "try:\n    pass\nexcept E:\n    raise X\n"),
        ("swallow", "try:\n    check(x)\nexcept E:\n    pass\n"),
    ]),
    "a decorator": ("@login_required\n@app.get('/')\ndef f():\n    x = 1\n", [
        ("drop-decorator", "\n@app.get('/')\ndef f():\n    x = 1\n"),
    ]),
    "plain code": ("x = 1\nlines = [y for y in z]\n", []),
}  # fmt: skip


def applied(text: str, mutant: dict) -> str:
    raw = text.encode("utf-16-le")
    end = mutant["at"] * 2 + len(mutant["was"].encode("utf-16-le"))
    return (raw[: mutant["at"] * 2] + mutant["now"].encode("utf-16-le") + raw[end:]).decode("utf-16-le")


class Operators(unittest.TestCase):
    def test_each_on_its_own(self) -> None:
        for name, (text, expected) in CASES.items():
            with self.subTest(name):
                made = [(one["operator"], applied(text, one)) for one in mutants(text)]
                self.assertEqual(sorted(made), sorted(expected))

    def test_places_hold_behind_characters_of_any_width(self) -> None:
        text = 'a = "é𝄞"; b = html.escape(y)\n'
        self.assertEqual([applied(text, one) for one in mutants(text)], ['a = "é𝄞"; b = (y)\n'])

    def test_random_numbers_are_weak_and_fit(self) -> None:
        for call in ("secrets.token_hex(9)", "secrets.token_urlsafe(9)", "os.urandom(9)", "secrets.randbelow(9)"):
            weak = [one["now"] for one in mutants(f"x = {call}\n") if one["operator"] == "weak-random"]
            self.assertEqual(len(weak), 1, call)
            self.assertIn("random", weak[0])
            eval(weak[0])  # noqa: S307


if __name__ == "__main__":
    unittest.main()
