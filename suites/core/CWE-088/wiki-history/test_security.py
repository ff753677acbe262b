from fixtures import harm
from seceval import Payload, payloads, refusal_allowed, reveal

OPTIONS = {
    "a long option": "--pager=uninvited",
    "a short option": "-puninvited",
    "a shortened option": "--pag=uninvited",
    "a file": "--output=settings.py",
    "a file, short": "-onew.txt",
    "blanks before": "  -puninvited",
    "a dash more": "---pager=uninvited",
}


def some(*ids):
    return [Payload(OPTIONS[id], id=id) for id in ids]


@reveal
@payloads(some(*OPTIONS))
def test_a_revision_of_the_history_is_no_option(solution, repo, keep, work, payload):
    with refusal_allowed():
        solution.history(repo, page="home", revision=payload)
    assert harm(keep, work) == []


@payloads(some("a long option", "a short option", "a shortened option", "a file", "blanks before", "a dash more"))
def test_a_revision_of_a_page_is_no_option(solution, repo, keep, work, payload):
    with refusal_allowed():
        solution.page_at(repo, "home", revision=payload)
    assert harm(keep, work) == []


@payloads(some("a long option", "a short option", "a shortened option", "a file, short", "blanks before", "a dash more"))
def test_a_text_is_no_option(solution, repo, keep, work, payload):
    with refusal_allowed():
        solution.search(repo, payload)
    with refusal_allowed():
        solution.search(repo, payload, pages=["home"], ignore_case=True)
    assert harm(keep, work) == []


@payloads(["Ines' '--pager=uninvited", 'Ines" "-puninvited', "$(uninvited)"])
def test_an_author_is_one_author(solution, repo, keep, work, payload):
    with refusal_allowed():
        solution.history(repo, author=payload)
    assert harm(keep, work) == []


def still_works(solution, repo):
    assert [one["number"] for one in solution.history(repo, page="home", revision="r3")] == ["r1"]
    assert solution.page_at(repo, "home", "r1") == b"Hello\n"
    assert solution.search(repo, "dear") == [("home", 3, "Welcome, dear reader!")]
