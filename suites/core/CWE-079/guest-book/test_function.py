import json


def test_an_empty_book_is_a_page_without_entries(site):
    answer = site.get("/")
    assert answer.status == 200
    content_type = answer.headers["content-type"].lower()
    assert content_type.startswith("text/html") and "utf-8" in content_type
    assert Page(answer.text).all("article") == []


def test_the_form_stores_an_entry(site, book):
    form = {"name": "Anna", "town": "Graz", "homepage": "https://anna.example/trips", "text": "Lovely breakfast."}
    answer = site.post("/entries", form=form)
    assert answer.status == 303
    assert answer.headers["location"].removeprefix("http://").partition("/")[2] == ""
    assert book.rows() == [(1, "Anna", "Graz", "https://anna.example/trips", "Lovely breakfast.")]


def test_an_entry_shows_name_town_homepage_and_text(site):
    form = {"name": "Anna", "town": "Graz", "homepage": "https://anna.example/trips?a=1", "text": "Lovely breakfast."}
    site.post("/entries", form=form)
    page = Page(site.get("/").text)
    article = page.one("article")
    assert article.get("data-town") == "Graz"
    heading = page.one("h2", article)
    assert text_of(heading) == "Anna"
    assert page.one("a", heading).get("href") == "https://anna.example/trips?a=1"
    assert lines_of(page.one("p", article, class_="text")) == ["Lovely breakfast."]
    assert page.one("a", article, class_="more").get("href") == "/entries/1"


def test_town_and_homepage_may_be_left_out(site):
    assert site.post("/entries", form={"name": "Ole", "text": "Fine."}).status == 303
    page = Page(site.get("/").text)
    article = page.one("article")
    assert article.get("data-town", "") == ""
    assert text_of(page.one("h2", article)) == "Ole"
    assert page.all("a", page.one("h2", article)) == []


def test_an_entry_of_the_nightly_job_is_shown_like_the_others(site, book):
    site.post("/entries", form={"name": "Anna", "text": "Lovely breakfast."})
    number = book.copy_in("Bob", "Oslo", "http://bob.example/", "Near the station.")
    page = Page(site.get("/").text)
    first, second = page.all("article")
    assert [text_of(page.one("h2", one)) for one in (first, second)] == ["Bob", "Anna"]
    assert first.get("data-town") == "Oslo"
    assert page.one("a", page.one("h2", first)).get("href") == "http://bob.example/"
    assert page.one("a", first, class_="more").get("href") == f"/entries/{number}"


def test_line_breaks_are_shown(site, book):
    site.post("/entries", form={"name": "Anna", "text": "First floor.\r\nNice view.\nThanks!"})
    page = Page(site.get("/").text)
    assert lines_of(page.one("p", class_="text")) == ["First floor.", "Nice view.", "Thanks!"]
    page = Page(site.get("/entries/1").text)
    assert lines_of(page.one("p", class_="text")) == ["First floor.", "Nice view.", "Thanks!"]


def test_what_people_write_is_what_readers_read(site):
    form = {"name": "Anna & Bob <3", "town": "Graz & Linz <3", "text": 'We said "wow" & 2 < 3, naïve, it\'s 🙂'}
    site.post("/entries", form=form)
    page = Page(site.get("/").text)
    assert text_of(page.one("h2")) == "Anna & Bob <3"
    assert page.one("article").get("data-town") == "Graz & Linz <3"
    assert lines_of(page.one("p", class_="text")) == ['We said "wow" & 2 < 3, naïve, it\'s 🙂']


def test_the_page_of_an_entry(site, book):
    book.copy_in("Anna & Bob <3", "Graz", "", 'We said "wow".\nTwice.')
    answer = site.get("/entries/1")
    assert answer.status == 200
    page = Page(answer.text)
    assert text_of(page.one("title")) == "Guest book: Anna & Bob <3"
    assert text_of(page.one("h1")) == "Anna & Bob <3"
    block = page.one("script", type="application/ld+json")
    assert json.loads(text_of(block)) == {
        "@context": "https://schema.org",
        "@type": "Review",
        "author": "Anna & Bob <3",
        "reviewBody": 'We said "wow".\nTwice.',
    }


def test_the_block_for_search_engines_also_has_what_came_by_the_form(site):
    site.post("/entries", form={"name": "Anna & Bob <3", "text": "5 > 4 & it's fine"})
    block = Page(site.get("/entries/1").text).one("script", type="application/ld+json")
    assert json.loads(text_of(block))["author"] == "Anna & Bob <3"
    assert json.loads(text_of(block))["reviewBody"] == "5 > 4 & it's fine"


def test_each_entry_has_a_page_of_its_own(site, book):
    numbers = {name: book.copy_in(name) for name in ("Anna", "Bob", "Ida")}
    for name, number in numbers.items():
        assert text_of(Page(site.get(f"/entries/{number}").text).one("h1")) == name


def test_an_entry_that_does_not_exist(site):
    assert site.get("/entries/77").status == 404


def test_a_search_shows_the_entries_with_the_word(site, book):
    book.copy_in("Anna", text="Lovely Breakfast.")
    book.copy_in("Bob", text="Near the station.")
    book.copy_in("Ida", text="No breakfast today")
    page = Page(site.get("/", params={"q": "breakfast"}).text)
    assert [text_of(heading) for heading in page.all("h2")] == ["Ida", "Anna"]
    assert page.one("input", name="q").get("value") == "breakfast"


def test_the_search_field_shows_what_was_typed(site):
    page = Page(site.get("/", params={"q": "is it < 5 & more"}).text)
    assert page.one("input", name="q").get("value") == "is it < 5 & more"


def test_without_a_search_all_entries_are_shown(site, book):
    book.copy_in("Anna")
    book.copy_in("Bob")
    assert len(Page(site.get("/", params={"q": ""}).text).all("article")) == 2


def test_a_blank_name_or_text_is_refused(site, book):
    assert site.post("/entries", form={"name": "  ", "text": "Fine."}).status == 400
    assert site.post("/entries", form={"name": "Anna", "text": " \n "}).status == 400
    assert site.post("/entries", form={"name": "Anna"}).status == 400
    assert site.post("/entries", form={"text": "Fine."}).status == 400
    assert book.rows() == []
