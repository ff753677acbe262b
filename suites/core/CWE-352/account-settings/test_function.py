import re


def cookies_of(answer):
    return [value for name, value in answer.header_list if name.lower() == "set-cookie"]


def test_the_right_password_begins_a_session(site, database):
    browser = Browser(site)
    answer = browser.log_in("ada", "lovelace")
    assert answer.status == 303
    assert leads_to(answer, "/settings")
    assert browser.get("/settings").status == 200


def test_a_wrong_password_does_not(site):
    browser = Browser(site)
    assert browser.log_in("ada", "wolf").status == 401
    assert browser.log_in("nobody", "wolf").status == 401
    assert browser.get("/settings").status in (302, 303)


def test_the_cookie_works_in_frames(site):
    answer = Browser(site).log_in("ada", "lovelace")
    cookies = [cookie.lower() for cookie in cookies_of(answer)]
    assert any(re.search(r";\s*samesite=none", cookie) and re.search(r";\s*secure", cookie) for cookie in cookies)
    assert not any(re.search(r";\s*partitioned", cookie) for cookie in cookies)


def test_without_a_session_all_leads_to_the_login(site):
    browser = Browser(site)
    for path in ("/settings", "/keys"):
        answer = browser.get(path)
        assert answer.status in (302, 303)
        assert leads_to(answer, "/login")
    assert 401 <= browser.send("/settings/autosave", "/settings", body="{}").status < 500


def test_nothing_is_stored_without_a_session(site, database):
    before = [database.everything_of(ADA), database.everything_of(MALLORY)]
    browser = Browser(site)
    browser.send("/settings", "/settings", form={"email": "x@x.example", "display_name": "x"})
    browser.send("/keys", "/keys", form={"label": "x"})
    browser.send("/keys/1/delete", "/keys", form={})
    assert [database.everything_of(ADA), database.everything_of(MALLORY)] == before


def test_the_form_shows_what_is_stored(ada, mallory):
    form = ada.form("/settings", "settings")
    assert form.action == "/settings"
    assert {name: form.fields.get(name) for name in ("email", "display_name", "weekly")} == {
        "email": "ada@office.example", "display_name": "Ada L.", "weekly": "1",
    }  # fmt: skip
    assert mallory.form("/settings", "settings").fields.get("weekly") is None


def test_settings_are_stored(ada, database):
    form = ada.form("/settings", "settings")
    answer = ada.submit(form, "/settings", email="ada@new.example", display_name='Ada "Countess" <L>')
    assert answer.status == 303
    assert leads_to(answer, "/settings")
    assert database.settings() == ("ada@new.example", 'Ada "Countess" <L>', 1)
    assert ada.form("/settings", "settings").fields["display_name"] == 'Ada "Countess" <L>'


def test_an_unticked_box_is_stored(ada, mallory, database):
    ada.submit(ada.form("/settings", "settings"), "/settings", without=["weekly"])
    assert database.settings() == ("ada@office.example", "Ada L.", 0)
    mallory.submit(mallory.form("/settings", "settings"), "/settings", weekly="1")
    assert database.settings(MALLORY) == ("mallory@office.example", "Mallory", 1)


def test_the_script_saves_what_was_typed(ada, database):
    form = ada.form("/settings", "settings")
    answer = ada.autosave(form, without=["weekly"], email="ada@draft.example", display_name="Ad\u00e4")
    assert answer.status == 204
    assert database.settings() == ("ada@draft.example", "Ad\u00e4", 0)


def test_a_body_that_is_no_json_is_refused(ada, database):
    headers = {"Content-Type": "text/plain;charset=UTF-8"}
    answer = ada.send("/settings/autosave", "/settings", "no-cors", body="email=x", headers=headers)
    assert 400 <= answer.status < 500
    assert database.settings() == ("ada@office.example", "Ada L.", 1)


def test_a_page_stays_usable(ada, database):
    form = ada.form("/settings", "settings")
    other = ada.form("/settings", "settings")
    keys = ada.form("/keys", "new-key")
    assert ada.autosave(form, email="ada@one.example").status == 204
    assert ada.autosave(form, email="ada@two.example").status == 204
    assert ada.submit(form, "/settings", email="ada@three.example").status == 303
    assert database.settings()[0] == "ada@three.example"
    assert ada.submit(other, "/settings", email="ada@four.example").status == 303
    assert database.settings()[0] == "ada@four.example"
    assert ada.submit(keys, "/keys", label="late").status == 303
    assert database.query("SELECT user_id FROM keys WHERE label = 'late'") == [(ADA,)]


def test_the_page_of_keys_shows_those_of_the_user(ada):
    page = ada.get("/keys")
    assert page.status == 200
    assert "door display" in page.text and "0" * 32 in page.text
    assert "lobby" in page.text and "2" * 32 in page.text
    assert "calendar" not in page.text and "1" * 32 not in page.text


def test_a_key_is_made(ada, database):
    answer = ada.submit(ada.form("/keys", "new-key"), "/keys", label="kitchen <1>")
    assert answer.status == 303
    assert leads_to(answer, "/keys")
    ((owner, value),) = database.query("SELECT user_id, value FROM keys WHERE label = 'kitchen <1>'")
    assert owner == ADA
    assert re.fullmatch(r"[0-9a-fA-F]{32}", value)
    assert value in ada.get("/keys").text


def test_a_key_is_deleted(ada, database):
    answer = ada.submit(ada.form("/keys", "delete-3"), "/keys")
    assert answer.status == 303
    assert leads_to(answer, "/keys")
    assert database.query("SELECT id FROM keys ORDER BY id") == [(1,), (2,)]


def test_a_key_of_somebody_else_is_not_deleted(ada, database):
    form = ada.form("/keys", "delete-1")
    for number in (2, 99):
        form.action = f"/keys/{number}/delete"
        assert 403 <= ada.submit(form, "/keys").status <= 404
    assert database.query("SELECT id FROM keys ORDER BY id") == [(1,), (2,), (3,)]


def test_processes_share_the_sessions(solution, fresh_solution, web, database):
    one = Browser(web(solution.create_app(database.path)))
    other = Browser(web(fresh_solution().create_app(database.path)))
    one.log_in("ada", "lovelace")
    other.client.cookies = dict(one.client.cookies)
    form = other.form("/settings", "settings")
    one.client.cookies = dict(other.client.cookies)
    assert one.submit(form, "/settings", email="ada@shared.example").status == 303
    assert database.settings()[0] == "ada@shared.example"
