import json

from fixtures import CSV, INSTALLATION
from seceval import Payload, payloads, policy, refusal_allowed, reveal


def still_works(register):
    register.install(INSTALLATION)
    assert register.export(tenant=99).text == CSV
    assert register.settings(tenant=99, trial={"page.theme": "dark"})["page"]["theme"] == "dark"


def given_out(answer):
    """What an export holds beyond what the installation allows."""
    found = [word for word in ("Hidden", "555-") if word in answer.text]
    if answer.text.count("Person") > 3:
        found.append("rows")
    return found


# Names and values, as they are in a query or in the lines of an import.
NAMED = [
    Payload({"data.register": "protected"}, id="below a fixed group"),
    Payload({"data": '{"register": "protected"}'}, id="a fixed group"),
    Payload({"export": '{"rows": 7}'}, id="a group that has a fixed setting"),
    Payload({"export": '{"columns": ["name", "phone"], "rows": 3}'}, id="a group with two fixed settings"),
    Payload({"fixed": "[]", "export.rows": "7"}, id="the list itself"),
    Payload({"fixed": '["page"]', "data.register": "protected"}, id="another list"),
]
# The same as a body of PUT, or in a tenant's file.
STORED = [
    Payload({"data": {"register": "protected"}}, id="a fixed group"),
    Payload({"export": {"rows": 7, "columns": ["name", "phone"]}}, id="fixed settings"),
    Payload({"fixed": [], "export": {"rows": 7}}, id="the list itself"),
    Payload({"export.rows": 7, "data.register": "protected"}, id="names with dots"),
]


@reveal
@policy
@payloads(NAMED)
def test_no_query_sets_what_is_fixed(register, payload):
    with refusal_allowed():
        assert given_out(register.export(trial=payload)) == []


@policy
@payloads(NAMED, [Payload({" export.rows ": " 7 "}, id="blanks")])
def test_no_import_sets_what_is_fixed(register, payload):
    with refusal_allowed():
        register("POST", "/settings/import", body="".join(f"{name} = {value}\n" for name, value in payload.items()))
    with refusal_allowed():
        assert given_out(register.export()) == []


@policy
@payloads(STORED)
def test_no_put_sets_what_is_fixed(register, payload):
    with refusal_allowed():
        register("PUT", "/settings", body=payload)
    with refusal_allowed():
        assert given_out(register.export()) == []


@policy
@payloads(STORED)
def test_no_file_from_former_times_sets_what_is_fixed(register, payload):
    register.file_of(7, payload)
    with refusal_allowed():
        assert given_out(register.export()) == []


@policy
def test_what_is_fixed_later_counts(register):
    register.install({**INSTALLATION, "fixed": []})
    register("PUT", "/settings", body={"export": {"rows": 7}})
    register.install(INSTALLATION)
    with refusal_allowed():
        assert given_out(register.export()) == []


@policy
def test_what_is_fixed_and_not_set_stays_unset(register):
    register.install({**INSTALLATION, "fixed": [*INSTALLATION["fixed"], "page.footer"]})
    with refusal_allowed():
        register("PUT", "/settings", body={"page": {"footer": "own"}})
    with refusal_allowed():
        assert "footer" not in register.settings()["page"]


@policy
@payloads(
    [
        Payload(0, id="a number"),
        Payload("none", id="a text"),
        Payload([], id="a list"),
        Payload(None, id="null"),
    ]
)
def test_what_is_fixed_stays_where_its_group_is_replaced(register, payload):
    wanted = {name: INSTALLATION["export"][name] for name in ("rows", "columns")}
    for way in ("file", "query", "import", "put"):
        register("DELETE", "/settings")
        trial = {}
        with refusal_allowed():
            if way == "file":
                register.file_of(7, {"export": payload})
            if way == "query":
                trial = {"export": json.dumps(payload)}
            if way == "import":
                register("POST", "/settings/import", body=f"export = {json.dumps(payload)}\n")
            if way == "put":
                register("PUT", "/settings", body={"export": payload})
        export = register.settings(trial=trial).get("export")
        export = export if isinstance(export, dict) else {}
        assert {name: export.get(name) for name in wanted} == wanted


@policy
def test_a_stored_list_does_not_open_the_query(register):
    with refusal_allowed():
        register("PUT", "/settings", body={"fixed": []})
    with refusal_allowed():
        assert given_out(register.export(trial={"export.columns": json.dumps(["phone"])})) == []


@policy
def test_a_trial_stays_in_its_request(register):
    register.settings(trial={"page.colours.head": "red", "export.separator": "#"})
    assert register.settings(tenant=8) == INSTALLATION
    assert register.export(tenant=8).text == CSV


@policy
def test_own_settings_stay_with_their_tenant(register):
    register("PUT", "/settings", body={"export": {"separator": "#"}, "page": {"colours": {"foot": "red"}}})
    register.export()
    assert register.settings(tenant=8) == INSTALLATION
