from pathlib import Path

from fixtures import Page

FORM = {"title": "Rhubarb", "author": "Ida", "text": "Plenty."}


def test_an_empty_board(site):
    answer = site.get("/")
    page = Page(answer)
    assert (answer.status, page.kind) == (200, "text/html")
    assert page.texts("title") == ["Garden"]
    assert page.texts("article") == []
    assert page.values("input", "value") == [""]


def test_a_notice_is_put_up(site, board):
    answer = site.post("/notices", form=FORM)
    assert answer.status == 303
    assert answer.headers["location"].endswith("/notices/1")
    assert board.run("SELECT * FROM notices") == [(1, "Rhubarb", "Ida", "Plenty.")]
    page = Page(site.get("/notices/1"))
    assert (page.kind, page.texts("h1"), page.lines()) == ("text/html", ["Rhubarb"], ["Plenty."])
    assert page.texts("p")[-1] == "Ida"


def test_the_board_shows_the_newest_first_and_those_of_the_office(site, board):
    site.post("/notices", form=FORM)
    board.phone("A key was found", "Olga")
    page = Page(site.get("/"))
    assert page.texts("h2") == ["A key was found", "Rhubarb"]
    assert page.values("article", "data-author") == ["Olga", "Ida"]
    assert page.values("a", "href") == ["/notices/2", "/notices/1"]


def test_what_people_write_reads_as_they_wrote_it(site, board):
    board.phone("Anna & Bob <3", "Müller & Söhne", "5 < 6 & 7 > 6\n&amp; \\ \"quoted\" 'text'")
    page = Page(site.get("/"))
    assert page.texts("h2") == ["Anna & Bob <3"]
    assert page.values("article", "data-author") == ["Müller & Söhne"]
    page = Page(site.get("/notices/1"))
    assert page.texts("h1") == ["Anna & Bob <3"]
    assert page.lines()[0] == "5 < 6 & 7 > 6"


def test_line_breaks_are_shown(site, board):
    board.phone(text="one\ntwo\r\nthree")
    assert Page(site.get("/notices/1")).lines() == ["one", "two", "three"]


def test_the_mail_is_plain_text(site, board):
    text = "5 < 6 & 7 > 6\n'so' \"it\" goes <on>"
    board.phone("Anna & Bob <3", "Müller", text)
    answer = site.get("/notices/1/mail")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip() == f"Müller writes: Anna & Bob <3\n\n{text}"


def test_the_search_finds_words_in_titles_and_texts(site, board):
    board.phone("Rhubarb", text="Plenty of it")
    board.phone("Lost key", text="On 50% of a_b")
    board.phone("Key found", text="Near the RHUBARB")
    assert Page(site.get("/", params={"q": "rhubarb"})).texts("h2") == ["Key found", "Rhubarb"]
    page = Page(site.get("/", params={"q": "KEY"}))
    assert (page.texts("h2"), page.values("input", "value")) == (["Key found", "Lost key"], ["KEY"])
    assert Page(site.get("/", params={"q": "50%"})).texts("h2") == ["Lost key"]
    assert Page(site.get("/", params={"q": "_"})).texts("h2") == ["Lost key"]
    assert Page(site.get("/", params={"q": "nettle"})).texts("h2") == []


def test_notices_that_do_not_exist(site):
    assert site.get("/notices/1").status == 404
    assert site.get("/notices/1/mail").status == 404


def test_a_field_that_is_missing_or_blank(site, board):
    for name in FORM:
        assert site.post("/notices", form={**FORM, name: "  "}).status == 400
        assert site.post("/notices", form={key: value for key, value in FORM.items() if key != name}).status == 400
    assert board.ids() == []


def test_the_designer_changes_a_template(solution, web, board):
    Path(board.templates, "card.html.j2").write_text("<h3>{{ notice.author }}: <b>{{ notice.text | lines }}</b></h3>")
    lines = ["one", "two"]
    board.phone(author="Ida", text="\n".join(lines))
    page = Page(web(solution.create_app(board.templates, board.path)).get("/"))
    assert ["".join(text.split()) for text in page.texts("b")] == ["".join(lines)]
    assert page.texts("h3")[0].startswith("Ida: ")
