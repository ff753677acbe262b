from fixtures import SECRET, address_in, changed_since, opened, snapshot
from seceval import Payload, payloads, refusal_allowed, reveal

# ROOT stands for the absolute path of the office's folder, without its first slash.
WAYS_OUT = {
    "up": "../../office.conf",
    "up, slash encoded": "..%2F..%2Foffice.conf",
    "up, dots encoded": "%2e%2e/%2E%2E/office.conf",
    "up from a subfolder": "2024/../../../office.conf",
    "up from a subfolder, dots encoded": "2024/receipts/%2e%2e/%2e%2e/%2e%2e/%2e%2e/office.conf",
    "absolute": "/ROOT/office.conf",
    "absolute, encoded": "%2FROOT/office.conf",
    "absolute, two slashes": "%2F%2FROOT/clients/7/bank.txt",
    "up, twice over": "....//....//office.conf",
    "up, encoded twice": "%252e%252e%252f%252e%252e%252foffice.conf",
    "up, with null characters": ".%00./.%00./office.conf",
    "folder with the same beginning": "../123/bank.txt",
    "folder with the same beginning, absolute": "%2FROOT/clients/123/bank.txt",
}
# Where the link lies in the client's folder, where it leads to, and an address that passes through it.
LINKS_TO_READ = [
    Payload(("bank.txt", "../7/bank.txt", "bank.txt"), id="to a file beside the folder"),
    Payload(("2024/conf.txt", "/ROOT/office.conf", "2024/conf.txt"), id="to a file by its absolute path"),
    Payload(("shared", "../7", "shared/bank.txt"), id="to a folder"),
    Payload(("2024/up", "../../..", "2024/up/office.conf"), id="to the folder above"),
    Payload(("2024/there", "../../7", "2024/there/../123/bank.txt"), id="to a folder, and up again from there"),
]
NEW_PLACES = {
    "up": "../new.txt",
    "up, slash encoded": "..%2F..%2Fnew.txt",
    "up from a subfolder, into a new folder": "2024/%2e%2e/%2e%2e/new/place.txt",
    "absolute": "/ROOT/new.txt",
    "absolute, encoded, existing": "%2FROOT/office.conf",
    "absolute, two slashes": "%2F%2FROOT/new.txt",
    "up, twice over": "....//....//new.txt",
    "up, encoded twice, existing": "%252e%252e%252f%252e%252e%252foffice.conf",
    "up, with null characters": ".%00./.%00./new.txt",
    "folder with the same beginning, existing": "../123/bank.txt",
    "new folder with the same beginning": "../125/new/place.txt",
}
LINKS_TO_WRITE = [
    Payload(("bank.txt", "../7/bank.txt", "bank.txt"), id="to a file"),
    Payload(("draft.txt", "../../new.txt", "draft.txt"), id="to a file that does not exist yet"),
    Payload(("shared", "../7", "shared/new.txt"), id="to a folder"),
    Payload(("shared", "../7", "shared/new/place.txt"), id="to a folder that gets a subfolder"),
    Payload(("2024/there", "../../7", "2024/there/../123/bank.txt"), id="to a folder, and up again from there"),
]


def named(addresses):
    return [Payload(address, id=id) for id, address in addresses.items()]


def make_link(office, place, target):
    link = office.folder / place
    link.symlink_to(target.replace("ROOT", str(office.root).lstrip("/")))


@reveal
@payloads(named(WAYS_OUT))
def test_no_address_reads_a_file_outside_the_folder(solution, office, watched, payload):
    with refusal_allowed():
        content = solution.read_document(office.path, address_in(office, payload))
        assert SECRET not in str(content)
    assert opened(watched) == []


@payloads(LINKS_TO_READ)
def test_no_link_reads_a_file_outside_the_folder(solution, office, watched, payload):
    place, target, address = payload
    make_link(office, place, target)
    with refusal_allowed():
        content = solution.read_document(office.path, address)
        assert SECRET not in str(content)
    assert opened(watched) == []


@payloads(named(NEW_PLACES))
def test_no_address_changes_anything_outside_the_folder(solution, office, payload):
    before = snapshot(office)
    with refusal_allowed():
        solution.save_document(office.path, address_in(office, payload), b"mine")
    assert changed_since(before, office) == []


@payloads(LINKS_TO_WRITE)
def test_no_link_changes_anything_outside_the_folder(solution, office, payload):
    place, target, address = payload
    make_link(office, place, target)
    before = snapshot(office)
    with refusal_allowed():
        solution.save_document(office.path, address, b"mine")
    assert changed_since(before, office) == []


def still_works(solution, office):
    assert solution.read_document(office.path, "2024/receipts/train%20ticket.pdf") == b"%PDF ticket"
    assert solution.save_document(office.path, "2025/tax.txt", b"paid") == 4
    assert (office.folder / "2025" / "tax.txt").read_bytes() == b"paid"
