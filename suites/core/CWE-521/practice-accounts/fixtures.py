import unicodedata

from seceval import fixture

GOOD = ["orange lamp on tuesday", "seven quiet bicycles", "marble-kettle-4711", "the fog is Late again"]
COMMON = ["123456", "sunshine", "Password", "trustno1", "QwertyUiop123", "iloveyouforever", "käsekuchen", "letmeinletmein"]


def wide(text):
    """As a Japanese keyboard types it."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def apart(text):
    """With the dots of an ä as a character of their own."""
    return unicodedata.normalize("NFD", text)


@fixture
def accounts(solution, work):
    """With one account, whose name is Nightingale."""
    common = work / "common.txt"
    common.write_text("\n".join(COMMON) + "\n", encoding="utf-8")
    made = solution.Accounts(str(work / "accounts.db"), str(common))
    made.add("Nightingale", "florence.n@practice.example", GOOD[0])
    return made
