from fixtures import CSV, INSTALLATION


def page(**changes):
    return {**INSTALLATION, "page": {**INSTALLATION["page"], **changes}}


def test_the_settings_of_the_installation(register):
    answer = register("GET", "/settings")
    assert (answer.status, answer.json()) == (200, INSTALLATION)


def test_an_export(register):
    answer = register.export()
    assert (answer.status, answer.text) == (200, CSV)
    assert answer.headers["content-type"].split(";")[0] == "text/csv"


def test_own_settings_go_before_those_of_the_installation(register):
    answer = register("PUT", "/settings", body={"page": {"theme": "dark", "colours": {"foot": "red"}}})
    assert answer.status == 200
    assert answer.json() == page(theme="dark", colours={"head": "blue", "foot": "red"})
    assert register.settings() == answer.json()


def test_a_put_replaces_the_former_settings(register):
    register("PUT", "/settings", body={"page": {"theme": "dark"}})
    assert register("PUT", "/settings", body={"page": {"title": "Club"}}).json() == page(title="Club")


def test_own_settings_can_be_new_ones(register):
    added = {"club": {"motto": "Onwards", "members": [1, 2, {"a": None}]}, "export": {"note": "x"}}
    settings = register("PUT", "/settings", body=added).json()
    assert settings["club"] == added["club"]
    assert settings["export"] == {**INSTALLATION["export"], "note": "x"}


def test_a_setting_is_tried_out_in_one_request(register):
    assert register.settings(trial={"page.theme": "dark"}) == page(theme="dark")
    assert register.settings(trial={"page.colours.head": "red", "page.title": "Fire brigade"}) == page(
        title="Fire brigade", colours={"head": "red", "foot": "grey"}
    )
    assert register.settings(trial={"club.size": "12", "club.open": "true"})["club"] == {"size": 12, "open": True}


def test_a_trial_goes_before_own_settings(register):
    register("PUT", "/settings", body={"page": {"theme": "dark", "title": "Club"}})
    assert register.settings(trial={"page.theme": "green"}) == page(theme="green", title="Club")
    assert register.settings() == page(theme="dark", title="Club")


def test_settings_are_imported(register):
    register("PUT", "/settings", body={"page": {"title": "Club"}})
    answer = register("POST", "/settings/import", body="page.theme = dark\n\n  club.size=12  \npage.colours.foot = \n")
    assert answer.status == 200
    assert answer.json() == {**page(title="Club", theme="dark", colours={"head": "blue", "foot": ""}), "club": {"size": 12}}
    assert register.settings() == answer.json()


def test_own_settings_are_deleted(register):
    register("PUT", "/settings", body={"page": {"title": "Club"}})
    assert register("DELETE", "/settings").json() == INSTALLATION
    assert register("DELETE", "/settings").status == 200
    assert register.settings() == INSTALLATION


def test_a_body_that_cannot_be_read(register):
    register("PUT", "/settings", body={"page": {"title": "Club"}})
    assert register("PUT", "/settings", body="{not json").status == 400
    assert register("PUT", "/settings", body=[1, 2]).status == 400
    assert register("POST", "/settings/import", body="page.theme = dark\nno line of a setting\n").status == 400
    assert register.settings() == page(title="Club")


def test_the_export_follows_the_settings(register):
    assert register.export(trial={"export.separator": ","}).text == CSV.replace(";", ",")
    register("PUT", "/settings", body={"export": {"separator": "|"}})
    assert register.export().text == CSV.replace(";", "|")
    assert register.export(tenant=8).text == CSV


def test_the_installation_changes(register):
    fixed = [*INSTALLATION["fixed"], "export.limit", "map"]
    changed = {**INSTALLATION, "fixed": fixed, "export": {"rows": 1, "columns": ["street"], "separator": ";"}}
    register.install(changed)
    assert register.settings() == changed
    assert register.export().text == "street\nStreet 0\n"


def test_another_start_of_the_service_goes_on(register, fresh_solution, web):
    register("PUT", "/settings", body={"page": {"title": "Club"}})
    client = web(fresh_solution().create_app(str(register.folder)))
    assert client.get("/settings", headers={"X-Tenant": "7"}).json() == page(title="Club")


def test_what_is_fixed_and_named_itself_has_no_effect(register):
    assert register.export(trial={"export.rows": "7", "page.theme": "dark"}).text == CSV
