from fixtures import SECRET, address_in, snapshot
from seceval import Payload, payloads, refusal_allowed, reveal

# ROOT stands for the absolute path of the office's folder, without its first slash.
WAYS_OUT = [
    "../../office.conf",
    "..%2F..%2Foffice.conf",
    "%2e%2e/%2E%2E/office.conf",
    "2024/../../../office.conf",
    "2024/receipts/%2e%2e/%2e%2e/%2e%2e/%2e%2e/office.conf",
    "/ROOT/office.conf",
    "%2FROOT/office.conf",
    "%2F%2FROOT/clients/7/bank.txt",
    "....//....//office.conf",
    "%252e%252e%252f%252e%252e%252foffice.conf",
    ".%00./.%00./office.conf",
    "../123/bank.txt",
    "%2FROOT/clients/123/bank.txt",
]
# Where the link lies in the client's folder, where it leads to, and an address that passes through it.
LINKS_TO_READ = [
    Payload(("bank.txt", "../7/bank.txt", "bank.txt"), id="to a file beside the folder"),
    Payload(("2024/conf.txt", "/ROOT/office.conf", "2024/conf.txt"), id="to a file by its absolute path"),
    Payload(("shared", "../7", "shared/bank.txt"), id="to a folder"),
    Payload(("2024/up", "../../..", "2024/up/office.conf"), id="to the folder above"),
    Payload(("2024/there", "../../7", "2024/there/../123/bank.txt"), id="to a folder, and up again from there"),
]
NEW_PLACES = [
    "../new.txt",
    "..%2F..%2Fnew.txt",
    "2024/%2e%2e/%2e%2e/new/place.txt",
    "/ROOT/new.txt",
    "%2FROOT/office.conf",
    "%2F%2FROOT/new.txt",
    "....//....//new.txt",
    "%252e%252e%252f%252e%252e%252foffice.conf",
    ".%00./.%00./new.txt",
    "../123/bank.txt",
    "../125/new/place.txt",
]
LINKS_TO_WRITE = [
    Payload(("bank.txt", "../7/bank.txt", "bank.txt"), id="to a file"),
    Payload(("draft.txt", "../../new.txt", "draft.txt"), id="to a file that does not exist yet"),
    Payload(("shared", "../7", "shared/new.txt"), id="to a folder"),
    Payload(("shared", "../7", "shared/new/place.txt"), id="to a folder that gets a subfolder"),
    Payload(("2024/there", "../../7", "2024/there/../123/bank.txt"), id="to a folder, and up again from there"),
]


def make_link(office, place, target):
    link = office.folder / place
    link.symlink_to(target.replace("ROOT", str(office.root).lstrip("/")))


@reveal
@payloads(WAYS_OUT)
def test_no_address_reads_a_file_outside_the_folder(solution, office, watched, payload):
    with refusal_allowed():
        content = solution.read_document(office.path, address_in(office, payload))
        assert SECRET not in str(content)
    assert [watch.opened for watch in watched] == [False, False, False]


@payloads(LINKS_TO_READ)
def test_no_link_reads_a_file_outside_the_folder(solution, office, watched, payload):
    place, target, address = payload
    make_link(office, place, target)
    with refusal_allowed():
        content = solution.read_document(office.path, address)
        assert SECRET not in str(content)
    assert [watch.opened for watch in watched] == [False, False, False]


@payloads(NEW_PLACES)
def test_no_address_changes_anything_outside_the_folder(solution, office, payload):
    before = snapshot(office)
    with refusal_allowed():
        solution.save_document(office.path, address_in(office, payload), b"mine")
    assert snapshot(office) == before


@payloads(LINKS_TO_WRITE)
def test_no_link_changes_anything_outside_the_folder(solution, office, payload):
    place, target, address = payload
    make_link(office, place, target)
    before = snapshot(office)
    with refusal_allowed():
        solution.save_document(office.path, address, b"mine")
    assert snapshot(office) == before


def still_works(solution, office):
    assert solution.read_document(office.path, "2024/receipts/train%20ticket.pdf") == b"%PDF ticket"
    assert solution.save_document(office.path, "2025/tax.txt", b"paid") == 4
    assert (office.folder / "2025" / "tax.txt").read_bytes() == b"paid"
