from fixtures import MAILS, OLD
from seceval import raises

def test_without_restrictions_all_messages_of_the_inbox_fit(solution, account, mail):
    assert solution.find_messages(account) == [3, 4, 5, 6]


def test_text_is_found_anywhere_and_in_any_case(solution, account, mail):
    assert solution.find_messages(account, text="ROOF") == [4, 6]
    assert solution.find_messages(account, text="house 3 is") == [3]
    assert solution.find_messages(account, text="nothing of this kind") == []


def test_text_with_quotation_marks_backslashes_and_other_letters(solution, account, mail):
    assert solution.find_messages(account, text='"north" roof') == [4]
    assert solution.find_messages(account, text="C:\\7") == [4]
    assert solution.find_messages(account, text="Straße 5") == [5]


def test_sender_and_text_both_have_to_fit(solution, account, mail):
    assert solution.find_messages(account, sender="meißner") == [3, 6]
    assert solution.find_messages(account, sender="ada@", text="roof") == [6]
    assert solution.find_messages(account, sender="ines", text="roof") == []


def test_only_unseen_messages(solution, account, mail):
    mail.folders["INBOX"][1].flags.add("\\Seen")
    assert solution.find_messages(account, unseen=True) == [3, 5, 6]
    assert solution.find_messages(account, text="roof", unseen=True) == [6]


def test_folders_of_any_name_are_searched(solution, account, mail):
    assert solution.find_messages(account, OLD) == [3]
    assert solution.find_messages(account, OLD, text="bicycles") == [3]
    assert solution.find_messages(account, "Cases/Boiler") == []


def test_a_message_is_read_as_it_is_and_stays_unseen(solution, account, mail):
    message = solution.read(account, "INBOX", "4")
    assert b'They call it the "north" roof.\r\nIt leaks at C:\\7.' in message
    assert message.startswith(b"From: Tomasz <tomasz@houses.example>\r\n")
    assert b"bicycles" in solution.read(account, OLD, "3").lower()
    assert mail.flags("INBOX", 4) == []


def test_a_message_is_filed_under_a_new_case(solution, account, mail):
    case = 'Roof "North", Meißner \\ Sohn'
    solution.file_under(account, "INBOX", "4", case)
    state = mail.state()
    assert [row[1] for row in state["Cases/" + case]] == [mail.folders["INBOX"][1].raw]
    assert sorted(state) == sorted([*MAILS, "Cases/" + case])
    assert mail.flags("INBOX", 4) == ["\\Seen"]
    assert mail.flags("INBOX", 3) == []


def test_messages_are_filed_under_a_case_that_is_there(solution, account, mail):
    solution.file_under(account, "INBOX", "3", "Boiler")
    solution.file_under(account, OLD, "3", "Boiler")
    expected = [mail.folders["INBOX"][0].raw, mail.folders[OLD][0].raw]
    assert [row[1] for row in mail.state()["Cases/Boiler"]] == expected
    assert len(mail.folders["INBOX"]) == 4


def test_a_message_is_labelled(solution, account, mail):
    solution.label(account, "INBOX", "5", "urgent_2-B")
    solution.label(account, "INBOX", "5", "Keys")
    assert mail.flags("INBOX", 5) == ["Keys", "urgent_2-B"]
    assert mail.flags("INBOX", 4) == []


def test_a_folder_that_does_not_exist(solution, account, mail):
    with raises("LookupError"):
        solution.find_messages(account, "Nowhere")
    with raises("LookupError"):
        solution.read(account, "Nowhere", "3")
    with raises("LookupError"):
        solution.file_under(account, "Nowhere", "3", "Boiler")


def test_a_message_that_does_not_exist(solution, account, mail):
    for uid in ("1", "99"):
        with raises("LookupError"):
            solution.read(account, "INBOX", uid)
        with raises("LookupError"):
            solution.file_under(account, "INBOX", uid, "Boiler")
        with raises("LookupError"):
            solution.label(account, "INBOX", uid, "urgent")
    assert mail.state()["Cases/Boiler"] == []
