from seceval import raises


def test_a_document_is_read(solution, office):
    assert solution.read_document(office.path, "passport.pdf") == b"%PDF passport"


def test_a_document_in_a_subfolder_is_read(solution, office):
    assert solution.read_document(office.path, "2024/receipts/train%20ticket.pdf") == b"%PDF ticket"


def test_the_address_is_decoded(solution, office):
    assert solution.read_document(office.path, "B%C3%BCro/100%25%20rent.txt") == b"rent"


def test_a_document_that_does_not_exist_is_not_found(solution, office):
    with raises("FileNotFoundError"):
        solution.read_document(office.path, "visa.pdf")
    with raises("FileNotFoundError"):
        solution.read_document(office.path, "2023/receipts/train%20ticket.pdf")


def test_a_document_is_saved(solution, office):
    assert solution.save_document(office.path, "visa.pdf", b"%PDF visa") == 9
    assert (office.folder / "visa.pdf").read_bytes() == b"%PDF visa"


def test_subfolders_are_made(solution, office):
    assert solution.save_document(office.path, "2025/letters%20in/J%C3%A4nner.txt", b"dear") == 4
    assert (office.folder / "2025" / "letters in" / "Jänner.txt").read_bytes() == b"dear"


def test_a_document_is_replaced(solution, office):
    assert solution.save_document(office.path, "passport.pdf", b"new") == 3
    assert (office.folder / "passport.pdf").read_bytes() == b"new"


def test_what_was_saved_is_read(solution, office):
    content = bytes(range(256))
    assert solution.save_document(office.path, "a/b/c.d/e-f.txt", content) == 256
    assert solution.read_document(office.path, "a/b/c.d/e-f.txt") == content


def test_the_folder_may_be_a_relative_path(solution, office):
    relative = str(office.folder.relative_to(office.root))
    assert solution.save_document(relative, "notes/today.txt", b"tea") == 3
    assert solution.read_document(relative, "notes/today.txt") == b"tea"
    assert (office.folder / "notes" / "today.txt").read_bytes() == b"tea"
