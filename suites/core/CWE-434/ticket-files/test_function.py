TYPES = {
    "screen 1.png": "image/png",
    "photo.JPG": "image/jpeg",
    "photo.jpeg": "image/jpeg",
    "moving.gif": "image/gif",
    "small.webp": "image/webp",
    "form.PDF": "application/pdf",
    "notes.txt": "text/plain",
    "server.2024.log": "text/plain",
}


def test_a_file_is_added(desk):
    answer = desk.add("screen 1.png", PNG)
    assert answer.status == 201
    made = answer.json()
    assert sorted(made) == ["id", "name", "size", "url"]
    assert (made["name"], made["size"]) == ("screen 1.png", len(PNG))
    assert made["url"].startswith("/files/")
    assert desk.client.get(made["url"]).body == PNG


def test_a_file_needs_a_name(desk):
    assert desk.client.post("/tickets/7/files", body=b"x").status == 400
    assert desk.add("", b"x").status == 400
    assert desk.list() == []


def test_the_files_of_a_ticket_are_listed(desk):
    made = [desk.add(name, b"x" * size).json() for size, name in enumerate(("b.txt", "a.zip", "c.png"))]
    other = desk.add("d.txt", b"of another ticket", ticket=8).json()
    assert desk.list() == made
    assert desk.list(8) == [other]
    assert desk.list(9) == []


def test_files_of_the_same_name_all_stay(desk):
    made = [desk.add("screen.png", PNG + bytes([number])).json() for number in range(3)]
    made.append(desk.add("screen.png", PNG + b"\x03", ticket=8).json())
    assert len({one["id"] for one in made}) == 4
    assert [desk.client.get(one["url"]).body[-1] for one in made] == [0, 1, 2, 3]


def test_what_has_a_known_ending_opens_in_the_browser(desk):
    for name, kind in TYPES.items():
        answer = desk.client.get(desk.add(name, b"\x00content of " + name.encode()).json()["url"])
        assert answer.status == 200
        assert (name, essence(answer), opens(answer)) == (name, kind, True)
        assert answer.body == b"\x00content of " + name.encode()


def test_a_drawing_has_its_type(desk):
    for name in ("plan.svg", "PLAN.SVG"):
        answer = desk.client.get(desk.add(name, SVG).json()["url"])
        assert essence(answer) == "image/svg+xml"
        assert answer.body == SVG


def test_any_other_content_comes_back_as_it_was(desk):
    content = bytes(range(256)) * 40 + b"\r\n\n"
    for name in ("dump.bin", "page.html", "archive.tar.gz", "README", "mail.eml", "data.json", ".profile", "x.py"):
        answer = desk.client.get(desk.add(name, content).json()["url"])
        assert answer.status == 200
        assert answer.body == content
    assert desk.client.get(desk.add("empty.bin", b"").json()["url"]).body == b""


def test_names_have_any_characters(desk):
    names = ["Größe & Maß 50%.txt", 'the "new" one; really.png', "日本語.txt", "a+b=c?d#e.txt", "x" * 180 + ".txt", "two..dots.txt"]
    for name in names:
        made = desk.add(name, name.encode())
        assert made.status == 201
        assert made.json()["name"] == name
        assert desk.client.get(made.json()["url"]).body == name.encode()
    assert [one["name"] for one in desk.list()] == names


def test_a_file_gets_another_name(desk):
    made = desk.add("upload.bin", PNG).json()
    answer = desk.rename(made, "screen.png")
    assert answer.status == 200
    assert (answer.json()["id"], answer.json()["name"], answer.json()["size"]) == (made["id"], "screen.png", len(PNG))
    content = desk.client.get(answer.json()["url"])
    assert (essence(content), opens(content), content.body) == ("image/png", True, PNG)
    assert desk.list() == [answer.json()]
    assert desk.rename(made, "").status == 400
    assert desk.client.request("PATCH", f"/files/{made['id']}", json={}).status == 400
    assert desk.list()[0]["name"] == "screen.png"


def test_a_file_is_deleted(desk):
    made = [desk.add("a.png", PNG).json(), desk.add("a.png", PNG + b"!").json()]
    assert desk.client.request("DELETE", f"/files/{made[0]['id']}").status == 204
    assert desk.client.get(made[0]["url"]).status == 404
    assert desk.rename(made[0], "b.png").status == 404
    assert desk.client.request("DELETE", f"/files/{made[0]['id']}").status == 404
    assert desk.list() == [made[1]]
    assert desk.client.get(made[1]["url"]).body == PNG + b"!"


def test_what_is_unknown_is_answered_with_404(desk):
    assert desk.client.request("DELETE", "/files/nothing").status == 404
    assert desk.rename({"id": "nothing"}, "a.png").status == 404


def test_after_a_restart_everything_is_there(desk, fresh_solution, web):
    made = [desk.add("a.png", PNG).json(), desk.add("b.bin", b"b", ticket=8).json()]
    renamed = desk.rename(made[1], "b.txt").json()
    again = Desk(web(fresh_solution().create_app(str(desk.folder))), desk.folder)
    assert again.list() == [made[0]]
    assert again.list(8) == [renamed]
    content = again.client.get(renamed["url"])
    assert (content.body, essence(content)) == (b"b", "text/plain")
    assert again.add("c.png", PNG).json()["id"] not in [one["id"] for one in made]
