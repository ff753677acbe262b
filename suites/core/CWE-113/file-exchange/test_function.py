import hashlib


def test_a_file_is_stored_and_read(call):
    assert call("PUT", "/files/plan.pdf", b"%PDF plan", content_type="application/pdf").status == 201
    answer = call("GET", "/files/plan.pdf")
    assert answer.status == 200
    assert answer.content == b"%PDF plan"
    assert header(answer, "content-type") == "application/pdf"
    assert header(answer, "content-length") == "9"
    assert header(answer, "content-disposition") == 'attachment; filename="plan.pdf"'
    assert header(answer, "x-uploaded-by") == "ada"
    assert header(answer, "etag") == '"' + hashlib.sha256(b"%PDF plan").hexdigest() + '"'
    assert header(answer, "x-note") == []


def test_a_response_has_the_form_of_http(call):
    call("PUT", "/files/a.txt", b"one\n\ntwo\r\n\r\nthree")
    raw = call("GET", "/files/a.txt").raw
    head, _, content = raw.partition(b"\r\n\r\n")
    assert content == b"one\n\ntwo\r\n\r\nthree"
    assert head.startswith(b"HTTP/1.1 200 ")
    assert head.count(b"\n") == head.count(b"\r\n") == len(head.split(b"\r\n")) - 1
    for line in head.split(b"\r\n")[1:]:
        assert b":" in line


def test_without_a_type_it_is_a_stream_of_octets(call):
    call("PUT", "/files/raw", bytes(range(256)))
    answer = call("GET", "/files/raw")
    assert header(answer, "content-type") == "application/octet-stream"
    assert answer.content == bytes(range(256))


def test_names_are_decoded(call):
    call("PUT", "/files/%C3%9Cbersicht%20100%25%20%2B1.pdf", b"x")
    answer = call("GET", "/files/%C3%9Cbersicht%20100%25%20+1.pdf")
    assert answer.status == 200
    assert header(answer, "content-disposition") == disposition("\u00dcbersicht 100% +1.pdf")


def test_quotes_in_a_name(call):
    call("PUT", "/files/the%20%22big%22%20%5Cone%3B.txt", b"x")
    answer = call("GET", "/files/the%20%22big%22%20%5Cone%3B.txt")
    assert header(answer, "content-disposition") == disposition('the "big" \\one;.txt')


def test_what_does_not_exist(call):
    assert call("GET", "/files/nothing").status == 404
    assert call.json("PATCH", "/files/nothing", {"note": "x"}).status == 404
    assert call("GET", "/l/nothing").status == 404
    answer = call("GET", "/elsewhere")
    assert answer.status == 404
    assert int(header(answer, "content-length")) == len(answer.content)


def test_a_file_is_replaced(call):
    call("PUT", "/files/a", b"one", content_type="text/plain")
    Caller(call.exchange, "J\u00f6rg B.")("PUT", "/files/a", b"two!", content_type="text/csv; charset=utf-8")
    answer = call("GET", "/files/a")
    assert answer.content == b"two!"
    assert header(answer, "content-type") == "text/csv; charset=utf-8"
    assert header(answer, "x-uploaded-by") == "J\u00f6rg B."


def test_type_and_note_are_changed(call):
    call("PUT", "/files/a", b"1,2")
    assert call.json("PATCH", "/files/a", {"note": "4\u00b0C: \"cold\", see B/7", "type": "text/csv"}).status == 200
    answer = call("GET", "/files/a")
    assert header(answer, "x-note") == '4\u00b0C: "cold", see B/7'
    assert header(answer, "content-type") == "text/csv"
    assert header(answer, "x-uploaded-by") == "ada"


def test_a_file_is_renamed(call):
    call("PUT", "/files/a", b"1,2")
    assert call.json("PATCH", "/files/a", {"name": 'b "2".csv'}).status == 200
    assert call("GET", "/files/a").status == 404
    answer = call("GET", "/files/b%20%222%22.csv")
    assert answer.content == b"1,2"
    assert header(answer, "content-disposition") == disposition('b "2".csv')


def test_short_links(call):
    assert call.json("POST", "/links", {"code": "plan", "to": "/files/plan%20B.pdf?x=1#p"}).status == 201
    answer = call("GET", "/l/plan")
    assert answer.status == 303
    assert header(answer, "location") == "/files/plan%20B.pdf?x=1#p"


def test_links_lead_to_paths_only(call):
    assert call.json("POST", "/links", {"code": "out", "to": "https://shop.example/"}).status == 400
    assert call.json("POST", "/links", {"code": "out", "to": "//shop.example/"}).status == 400
    assert call("GET", "/l/out").status == 404


def test_the_language(call):
    answer = call("GET", "/language/pt-BR?back=%2Ffiles%2Flist%3Fa%3D1")
    assert answer.status == 303
    assert header(answer, "location") == "/files/list?a=1"
    assert header(answer, "set-cookie") == cookie("pt-BR")
    answer = call("GET", "/language/de")
    assert header(answer, "location") == "/"
    assert header(answer, "set-cookie") == cookie("de")


def test_what_cannot_be_understood(call):
    call("PUT", "/files/a", b"1,2")
    assert call("PATCH", "/files/a", b"no json", content_type="application/json").status == 400
    assert call("POST", "/links", b"no json", content_type="application/json").status == 400
    assert call("GET", "/files/a").content == b"1,2"
