def test_a_page_has_a_preview(solution, internet):
    internet.replies["/shoes"] = page("Shoes", "Everything for the feet")
    assert solution.preview("http://shop.example/shoes") == {
        "url": "http://shop.example/shoes",
        "title": "Shoes",
        "description": "Everything for the feet",
    }


def test_entities_and_white_space(solution, internet):
    internet.replies["/shoes?size=42&colour=red"] = page(
        "\n  Shoes &amp;\n\tsocks  für &#8364; 5 ", " For &lt;all&gt;\n  feet "
    )
    assert solution.preview("http://shop.example/shoes?size=42&colour=red") == {
        "url": "http://shop.example/shoes?size=42&colour=red",
        "title": "Shoes & socks für € 5",
        "description": "For <all> feet",
    }


def test_a_page_without_a_description(solution, internet):
    internet.replies["/plain"] = page("Plain")
    assert solution.preview("http://shop.example/plain")["description"] == ""


def test_a_public_address_and_another_port(solution, internet):
    internet.replies["/a"] = page("By number")
    assert solution.preview("http://93.184.216.34/a")["title"] == "By number"
    assert solution.preview("http://shop.example:8080/a") == {
        "url": "http://shop.example:8080/a",
        "title": "By number",
        "description": "",
    }


def test_redirects_are_followed(solution, internet):
    internet.replies["/1"] = redirect("/2", 301)
    internet.replies["/2"] = redirect("http://www.shop.example/3", 302)
    internet.replies["/3"] = redirect("4?x=1", 303)
    internet.replies["/4?x=1"] = redirect("//shop.example/5", 307)
    internet.replies["/5"] = redirect("http://shop.example:8080/6", 308)
    internet.replies["/6"] = page("At last")
    assert solution.preview("http://shop.example/1") == {
        "url": "http://shop.example:8080/6",
        "title": "At last",
        "description": "",
    }


def test_more_than_five_redirects_are_too_many(solution, internet):
    for number in range(6):
        internet.replies[f"/{number}"] = redirect(f"/{number + 1}")
    internet.replies["/6"] = page("Too far")
    assert solution.preview("http://shop.example/0") is None
    assert solution.preview("http://shop.example/1")["title"] == "Too far"


def test_a_page_over_https(solution, internet, network):
    network.https(PUBLIC, 443, names=["shop.example"], handler=internet.answer)
    internet.replies["/till"] = page("Till")
    internet.replies["/old"] = redirect("https://shop.example/till")
    assert solution.preview("https://shop.example/till") == {
        "url": "https://shop.example/till",
        "title": "Till",
        "description": "",
    }
    assert solution.preview("http://shop.example/old")["url"] == "https://shop.example/till"


def test_a_host_with_several_public_addresses(solution, internet, network):
    network.name("two.example", PUBLIC, OTHER)
    internet.replies["/two"] = page("Two")
    assert solution.preview("http://two.example/two")["title"] == "Two"


def test_what_is_no_page_has_no_preview(solution, internet):
    internet.replies["/gone"] = page("Gone", status=410)
    internet.replies["/picture"] = Reply(body=b"\x89PNG <title>No</title>", headers={"Content-Type": "image/png"})
    internet.replies["/untitled"] = Reply(body=b"<p>Hello</p>", headers={"Content-Type": "text/html"})
    internet.replies["/blank"] = page(" \n ")
    for path in ("/gone", "/missing", "/picture", "/untitled", "/blank"):
        assert solution.preview("http://shop.example" + path) is None


def test_what_cannot_be_fetched_has_no_preview(solution, internet):
    for url in ("http://nobody.example/", "http://quiet.example/", "http://shop.example:81/", "mailto:a@shop.example", "hello", ""):
        assert solution.preview(url) is None
