from fixtures import TEXTS
from seceval import raises


def numbers(changes):
    return [one["number"] for one in changes]


def test_the_history_lists_all_changes(solution, repo):
    found = solution.history(repo)
    assert numbers(found) == ["r5", "r4", "r3", "r2", "r1"]
    assert found[0] == {"number": "r5", "author": "Mei Lin", "date": "2024-05-03", "summary": "more --news"}


def test_the_history_of_a_page(solution, repo):
    assert numbers(solution.history(repo, page="home")) == ["r4", "r1"]
    assert numbers(solution.history(repo, page="Über uns")) == ["r3"]
    assert solution.history(repo, page="nothing") == []


def test_the_history_up_to_a_revision(solution, repo):
    assert numbers(solution.history(repo, revision="r2")) == ["r2", "r1"]
    assert numbers(solution.history(repo, page="home", revision="before-move_2.1")) == ["r1"]


def test_the_history_of_an_author(solution, repo):
    assert numbers(solution.history(repo, author="Ines")) == ["r4", "r3"]
    assert numbers(solution.history(repo, author="Mei Lin")) == ["r5"]
    assert numbers(solution.history(repo, page="home", revision="r3", author="Tomasz")) == ["r1"]
    assert solution.history(repo, author="Nobody") == []


def test_blanks_around_the_fields_do_not_matter(solution, repo):
    assert numbers(solution.history(repo, revision=" r2 ", author="\tTomasz  ")) == ["r2", "r1"]
    assert solution.page_at(repo, "home", revision=" r1") == b"Hello\n"
    assert solution.search(repo, " dear reader ") == [("home", 3, "Welcome, dear reader!")]


def test_the_newest_text_of_a_page(solution, repo):
    assert solution.page_at(repo, "home") == TEXTS["r4/home"].encode()
    assert solution.page_at(repo, "Über uns") == TEXTS["r3/Über uns"].encode()


def test_an_older_text_of_a_page(solution, repo):
    assert solution.page_at(repo, "home", "r3") == TEXTS["r1/home"].encode()
    assert solution.page_at(repo, "news", revision="before-move_2.1") == TEXTS["r2/news"].encode()


def test_what_does_not_exist_is_looked_up_in_vain(solution, repo):
    with raises("LookupError"):
        solution.page_at(repo, "nothing")
    with raises("LookupError"):
        solution.page_at(repo, "news", revision="r1")
    with raises("LookupError"):
        solution.page_at(repo, "home", revision="r99")
    with raises("LookupError"):
        solution.history(repo, revision="no-such-tag")


def test_a_search_finds_lines(solution, repo):
    assert solution.search(repo, "Welcome") == [("home", 3, "Welcome, dear reader!"), ("Über uns", 2, "Welcome to us: all of us")]
    assert solution.search(repo, "xyz") == []


def test_a_search_can_ignore_case(solution, repo):
    found = solution.search(repo, "welcome", ignore_case=True)
    assert [(page, number) for page, number, _ in found] == [("home", 3), ("news", 2), ("Über uns", 2)]
    assert solution.search(repo, "welcome") == [("news", 2, "\twelcome back")]


def test_a_search_can_be_kept_to_pages(solution, repo):
    assert [page for page, _, _ in solution.search(repo, "e", pages=["news", "home"])] == ["home", "home", "news", "news"]
    assert solution.search(repo, "Welcome", pages=["news"]) == []
    assert solution.search(repo, "Welcome", pages=["Über uns"]) == [("Über uns", 2, "Welcome to us: all of us")]


def test_an_empty_text_finds_nothing(solution, repo, keep):
    assert solution.search(repo, "") == []
    assert solution.search(repo, "  ") == []
    assert keep.calls == []


def test_other_failures_are_runtime_errors(solution, work, keep):
    with raises("RuntimeError"):
        solution.history(str(work / "no repository"))
    with raises("RuntimeError"):
        solution.page_at(str(work / "no repository"), "home")
    with raises("RuntimeError"):
        solution.search(str(work / "no repository"), "a")
