def test_a_report_is_read(solution, folder):
    assert solution.read_report(str(folder), "march.txt") == {"name": "march.txt", "size": 13, "text": "214 bicycles\n"}


def test_the_reports_are_listed(solution, folder):
    assert solution.list_reports(str(folder)) == ["february.txt", "march.txt"]


def test_an_empty_folder_has_no_reports(solution, work):
    (work / "empty").mkdir()
    assert solution.list_reports(str(work / "empty")) == []
    assert solution.read_report(str(work / "empty"), "march.txt") is None


def test_bytes_are_counted_and_text_is_decoded(solution, folder):
    (folder / "räder.txt").write_bytes("Räder\n".encode())
    (folder / "broken.txt").write_bytes(b"a\xffb")
    (folder / "nothing").write_bytes(b"")
    assert solution.read_report(str(folder), "räder.txt") == {"name": "räder.txt", "size": 7, "text": "Räder\n"}
    assert solution.read_report(str(folder), "broken.txt") == {"name": "broken.txt", "size": 3, "text": "a\ufffdb"}
    assert solution.read_report(str(folder), "nothing") == {"name": "nothing", "size": 0, "text": ""}


def test_line_ends_stay_as_they_are(solution, folder):
    (folder / "windows.txt").write_bytes(b"one\r\ntwo\r\n")
    assert solution.read_report(str(folder), "windows.txt")["text"] == "one\r\ntwo\r\n"


def test_files_up_to_the_limit_are_published(solution, folder):
    (folder / "full.txt").write_text("x" * LIMIT)
    (folder / "over.txt").write_text("x" * (LIMIT + 1))
    assert solution.read_report(str(folder), "full.txt")["size"] == LIMIT
    assert solution.read_report(str(folder), "over.txt") is None
    assert solution.list_reports(str(folder)) == ["february.txt", "full.txt", "march.txt"]


def test_folders_and_links_are_not_published(solution, folder, salaries):
    (folder / "2023").mkdir()
    (folder / "2023" / "april.txt").write_text("old")
    put_link(folder / "pay.txt", salaries)
    put_link(folder / "latest.txt", "march.txt")
    put_link(folder / "nowhere.txt", "missing.txt")
    for name in ("2023", "april.txt", "pay.txt", "latest.txt", "nowhere.txt", "missing.txt"):
        assert solution.read_report(str(folder), name) is None
    assert solution.list_reports(str(folder)) == ["february.txt", "march.txt"]


def test_a_report_that_was_replaced_is_shown_anew(solution, folder):
    solution.read_report(str(folder), "march.txt")
    put_file(folder / "march.txt", "215 bicycles\n")
    assert solution.read_report(str(folder), "march.txt")["text"] == "215 bicycles\n"
