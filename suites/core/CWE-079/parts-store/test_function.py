from urllib.parse import urljoin

from fixtures import Page, at, message


def test_the_page_of_a_part(site):
    page = Page(site.get("/parts/4711"))
    assert (page.status, page.is_html) == (200, True)
    assert page.texts("h1") == ["Chain, 114 links"]
    assert page.texts("dd") == ["4711", "A 12", "8"]


def test_pages_show_what_is_in_the_table(site):
    assert Page(site.get(at("parts", "B-20 blue"))).texts("h1") == ["Bell & bracket <small>"]
    page = Page(site.get("/parts/99"))
    assert page.texts("h1") == ['Tyre 28" "Road"']
    assert page.texts("dd") == ["99", "C&D", "3"]


def test_the_page_of_a_shelf(site):
    page = Page(site.get(at("shelves", "A 12")))
    assert (page.status, page.is_html) == (200, True)
    assert page.texts("h1") == ["A 12"]
    assert page.texts("li") == ["Chain, 114 links", "Bell & bracket <small>"]


def test_the_links_lead_to_the_pages(site, store):
    store.put(("a?b#c%41", "Odd", "50% & more", 1))
    for start, text in ((at("parts", "a?b#c%41"), "50% & more"), (at("shelves", "50% & more"), "Odd")):
        href = next(href for href, shown in Page(site.get(start)).links() if shown == text)
        page = Page(site.get(urljoin(start, href)))
        assert (page.status, text in page.texts("h1")) == (200, True)


def test_what_does_not_exist(site):
    assert message(site.get("/parts/4712")) == (404, "no part 4712")
    assert message(site.get(at("shelves", "Z 9"))) == (404, "nothing on Z 9")
    assert message(site.get("/find", params={"code": "Z 9"})) == (404, "Z 9 is unknown")


def test_the_code_of_a_part_leads_to_its_page(site):
    answer = site.get("/find", params={"code": "B-20 blue"})
    assert answer.status == 302
    assert Page(site.get(urljoin("/find", answer.headers["location"]))).texts("h1") == ["Bell & bracket <small>"]


def test_the_code_of_a_shelf_lists_its_parts(site, store):
    store.put(("17", "Spoke", "E", 64), ("3", "Hub", "E", 0))
    assert message(site.get("/find", params={"code": "E"})) == (200, "17: Spoke (64)\n3: Hub (0)")


def test_pieces_are_taken(site, store):
    answer = site.post("/take", form={"number": "4711", "pieces": "3", "by": "AL"})
    assert message(answer) == (200, "5 left of 4711, thanks AL")
    assert store.pieces("4711") == 5
    assert message(site.post("/take", form={"number": "4711", "pieces": "5"})) == (200, "0 left of 4711, thanks ")


def test_more_than_there_are_cannot_be_taken(site, store):
    answer = site.post("/take", form={"number": "99", "pieces": "4", "by": "TK"})
    assert message(answer) == (409, "TK wants 4 of 99, there are 3")
    assert store.pieces("99") == 3


def test_pieces_of_no_part_and_no_number_of_pieces(site, store):
    assert message(site.post("/take", form={"number": "4712", "pieces": "1", "by": "TK"})) == (404, "no part 4712")
    for pieces in ("two", "-1", "0", "1.5"):
        answer = site.post("/take", form={"number": "4711", "pieces": pieces, "by": "TK"})
        assert message(answer) == (400, f"not a number: {pieces}")
    assert message(site.post("/take", form={"number": "4712"})) == (400, "not a number: ")
    assert store.pieces("4711") == 8
