import re

from fixtures import OLD
from seceval import Payload, payloads, refusal_allowed, reveal

GONE = "z DELETE Minutes"
DELETED = "z UID STORE 1:* +FLAGS (\\Deleted)"


def twin(value):
    return re.sub(r"[^\w ]", "x", value)


ENDS = {
    "behind a quotation mark": f'roof"\r\n{GONE}\r\n',
    "line feed alone": f'roof"\n{GONE}\n',
    "within a quoted string": f"roof\r\n{GONE}\r\n",
    "within a quoted string, line feed alone": f"roof\n{GONE}\nz NOOP ",
    "behind a backslash": f'roof\\"\r\n{GONE}\r\nz NOOP "',
    "behind a literal": f'roof" {{1}}\r\nx\r\n{GONE}\r\n',
}


def lines(*names):
    return [Payload(ENDS[name], twin(ENDS[name]), name) for name in names or ENDS]


@reveal
@payloads(lines())
def test_no_text_is_a_command(solution, account, mail, payload):
    before = mail.state()
    with refusal_allowed():
        solution.find_messages(account, text=payload)
    assert mail.state() == before


@payloads(lines("line feed alone", "within a quoted string"))
def test_no_sender_is_a_command(solution, account, mail, payload):
    before = mail.state()
    with refusal_allowed():
        solution.find_messages(account, sender=payload)
    assert mail.state() == before


@payloads(lines("behind a quotation mark", "within a quoted string, line feed alone"))
def test_no_folder_is_a_command(solution, account, mail, payload):
    before = mail.state()
    with refusal_allowed():
        solution.find_messages(account, payload)
    with refusal_allowed():
        solution.read(account, payload, "3")
    with refusal_allowed():
        solution.file_under(account, payload, "3", "Boiler")
    with refusal_allowed():
        solution.label(account, payload, "3", "urgent")
    assert mail.state() == before


@payloads(lines("behind a quotation mark", "line feed alone", "within a quoted string", "behind a literal"))
def test_no_case_is_a_command(solution, account, mail, payload):
    with refusal_allowed():
        solution.file_under(account, "INBOX", "3", payload)
    state = mail.state()
    assert "Minutes" in state
    assert [name for name in state if not name.startswith("Cases/")] == ["Cases", "INBOX", "Minutes", OLD]


@payloads(
    [
        "urgent \\Deleted",
        "\\Deleted",
        f"urgent)\r\n{DELETED}\r\n",
        f"urgent\n{DELETED}\n",
        f"urgent)\n{DELETED}\nz NOOP (",
    ]
)
def test_no_label_does_more_than_label(solution, account, mail, payload):
    with refusal_allowed():
        solution.label(account, "INBOX", "4", payload)
    flags = {flag for rows in mail.state().values() for row in rows for flag in row[2]}
    assert "\\Deleted" not in flags
    assert mail.flags("INBOX", 3) == []


@payloads(["1:*", "3:4", "*", "3,5", f"4\r\n{DELETED}\r\n", f"4\n{DELETED}\n", "4 (FLAGS)\r\n" + GONE + "\r\n"])
def test_a_uid_is_one_message(solution, account, mail, payload):
    before = mail.state()
    with refusal_allowed():
        solution.read(account, "INBOX", payload)
    with refusal_allowed():
        solution.file_under(account, "INBOX", payload, "Boiler")
    with refusal_allowed():
        solution.label(account, "INBOX", payload, "urgent")
    assert mail.state() == before


def still_works(solution, account, mail):
    assert solution.find_messages(account, text="boiler") == [3]
