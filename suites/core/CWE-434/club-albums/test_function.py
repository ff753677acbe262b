import re


def test_a_photo_is_added(club):
    answer = club.add("beach.jpg")
    assert answer.status == 201
    assert answer.json() == {"name": "beach.jpg", "url": "/photos/tour-2026/beach.jpg", "size": len(JPEG)}
    assert (club.site / "photos" / "tour-2026" / "beach.jpg").read_bytes() == JPEG


def test_names_are_kept_as_far_as_they_can(club):
    for name, content in (("IMG_2034.JPG", JPEG), ("a-b_c.jpeg", JPEG), ("Dot.png", PNG), ("x9.GIF", GIF), ("y.gif", GIF.replace(b"9a", b"7a"))):
        made = club.add(name, content).json()
        assert made["name"] == name
        assert club.content(made) == content


def test_an_ending_is_added_where_it_is_missing(club):
    for name, content, ending in (("view", PNG, ".png"), ("scan_1.jpg", PNG, ".png"), ("top.bmp", GIF, ".gif"), ("huts.txt", JPEG, ".jpg|.jpeg")):
        made = club.add(name, content).json()
        assert re.fullmatch(rf"{name[:3]}.*({ending})", made["name"])
        assert club.content(made) == content


def test_any_name_will_do(club):
    names = ["tour 2026.05.01.jpg", "Größe & Maß 50%.jpg", "日本.jpg", "a.b.c.jpg", "..jpg", ".jpg", "x" * 150 + ".jpg", "a'b\"c<d>.jpg", "?"]
    made = [club.add(name, JPEG + name.encode()) for name in names]
    assert [answer.status for answer in made] == [201] * len(names)
    assert len({answer.json()["name"] for answer in made}) == len(names)
    assert [club.content(answer.json()) for answer in made] == [JPEG + name.encode() for name in names]
    assert all(re.search(r"[^/]\.(jpg|jpeg)$", answer.json()["url"]) for answer in made)


def test_no_photo_takes_the_place_of_another(club):
    made = [club.add("beach.jpg", JPEG + bytes([number])).json() for number in range(4)]
    assert len({one["name"] for one in made}) == 4
    assert [club.content(one)[-1] for one in made] == [0, 1, 2, 3]
    assert [one["name"] for one in club.list()] == sorted(one["name"] for one in made)
    assert club.add("beach.jpg", album="other").json()["name"] == "beach.jpg"


def test_what_is_no_photo_is_not_added(club):
    assert club.add("beach.jpg", b"<html>").status == 400
    assert club.add("beach.jpg", b"").status == 400
    assert club.add("").status == 400
    assert club.client.post("/albums/tour-2026", body=JPEG).status == 400
    assert club.add("x.jpg", album="Tour_1").status == 404
    assert club.list() == []


def test_photos_are_added_from_a_zip_file(club):
    club.add("b.gif", GIF)
    answer = club.add_zip([("day 1/b.gif", GIF + b"2"), ("day 1/", b""), ("notes.txt", b"text"), ("c.png", PNG), ("day 2/a.jpg", JPEG)])
    assert answer.status == 201
    made = answer.json()
    assert [club.content(one) for one in made] == [GIF + b"2", PNG, JPEG]
    assert [one["name"] for one in made[1:]] == ["c.png", "a.jpg"]
    assert sorted(club.content(one) for one in club.list()) == sorted([GIF, GIF + b"2", PNG, JPEG])
    assert club.client.post("/albums/tour-2026/zip", body=b"no zip").status == 400


def test_a_photo_gets_another_name(club):
    club.add("one.gif", GIF)
    answer = club.rename("one.gif", "two.gif")
    assert (answer.status, answer.json()["name"]) == (200, "two.gif")
    assert club.content(answer.json()) == GIF
    assert club.rename("two.gif", "three").json()["name"] == "three.gif"
    club.add("four.gif", GIF + b"4")
    taken = club.rename("four.gif", "three.gif").json()
    assert taken["name"] != "three.gif"
    assert club.content(taken) == GIF + b"4"
    assert club.rename("three.gif", "").status == 400
    assert club.client.request("PATCH", "/albums/tour-2026/three.gif", json={}).status == 400
    assert club.rename("one.gif", "x.gif").status == 404
    assert [one["name"] for one in club.list()] == sorted(["three.gif", taken["name"]])


def test_a_photo_is_deleted(club):
    club.add("one.gif", GIF)
    club.add("two.gif", GIF)
    assert club.client.request("DELETE", "/albums/tour-2026/one.gif").status == 204
    assert club.client.request("DELETE", "/albums/tour-2026/one.gif").status == 404
    assert [one["name"] for one in club.list()] == ["two.gif"]
    assert sorted(path.name for path in (club.site / "photos" / "tour-2026").iterdir()) == ["two.gif"]


def test_after_a_restart_everything_is_there(club, fresh_solution, web):
    made = [club.add("a 1.jpg").json(), club.add("b.gif", GIF).json()]
    again = Club(web(fresh_solution().create_app(str(club.site))), club.site)
    assert again.list() == sorted(made, key=lambda one: one["name"])
    assert again.client.get("/albums/nothing").json() == []
