from seceval import raises


def test_a_profile_is_changed(solution, database):
    changes = {"name": "Edi B.", "language": "fr"}
    assert solution.update_profile(database.path, EDI, changes) == {
        "id": EDI, "name": "Edi B.", "email": "edi@team.example", "email_confirmed": 1, "language": "fr", "operator": 0,
    }  # fmt: skip
    assert database.query("SELECT * FROM users WHERE id = ?", EDI) == [
        (EDI, "Edi B.", "edi@team.example", 1, "fr", 0)
    ]


def test_a_whole_profile_is_sent_back(solution, database):
    whole = solution.update_profile(database.path, NINA, {})
    assert solution.update_profile(database.path, NINA, {**whole, "name": "Nina N.", "theme": "dark"}) == {
        **whole, "name": "Nina N.",
    }  # fmt: skip
    assert solution.accept(database.path, NINA, 1) == "viewer"


def test_a_new_address_is_stored(solution, database):
    assert solution.update_profile(database.path, VERA, {"email": "vera@new.example"})["email"] == "vera@new.example"
    assert database.query("SELECT email FROM users WHERE id = ?", VERA) == [("vera@new.example",)]


def test_somebody_is_invited(solution, database):
    number = solution.invite(database.path, EDI, 1, "x@new.example", "editor", "welcome")
    assert database.query("SELECT * FROM invitations WHERE id = ?", number) == [
        (number, 1, EDI, "x@new.example", "editor", "welcome", "open")
    ]
    assert solution.invite(database.path, OLGA, 1, "y@new.example", "owner") != number


def test_an_unknown_role(solution, database):
    before = database.everything()
    with raises("ValueError"):
        solution.invite(database.path, OLGA, 1, "x@new.example", "king")
    with raises("ValueError"):
        solution.set_role(database.path, OLGA, 1, EDI, "king")
    with raises("ValueError"):
        solution.update_invitation(database.path, OLGA, 1, {"role": "king"})
    assert database.everything() == before


def test_many_are_invited(solution, database):
    rows = [
        {"email": "a@new.example", "role": "viewer", "message": "hi", "phone": "123"},
        {"email": "b@new.example", "role": "admin"},
    ]
    first, second = solution.import_members(database.path, ADA, 1, rows)
    assert database.query("SELECT * FROM invitations WHERE id IN (?, ?) ORDER BY email", first, second) == [
        (first, 1, ADA, "a@new.example", "viewer", "hi", "open"),
        (second, 1, ADA, "b@new.example", "admin", "", "open"),
    ]


def test_one_unknown_role_spoils_the_import(solution, database):
    before = database.everything()
    rows = [{"email": "a@new.example", "role": "viewer"}, {"email": "b@new.example", "role": "king"}]
    with raises("ValueError"):
        solution.import_members(database.path, ADA, 1, rows)
    assert database.everything() == before


def test_an_invitation_is_changed(solution, database):
    changes = {"email": "n@new.example", "role": "editor", "message": "hi", "colour": "red"}
    answer = solution.update_invitation(database.path, EDI, 1, changes)
    assert {key: answer[key] for key in ("id", "workspace_id", "email", "role", "message", "status")} == {
        "id": 1, "workspace_id": 1, "email": "n@new.example", "role": "editor", "message": "hi", "status": "open",
    }  # fmt: skip
    assert database.query("SELECT email, role, message FROM invitations WHERE id = 1") == [
        ("n@new.example", "editor", "hi")
    ]


def test_an_admin_changes_the_invitation_of_somebody_else(solution, database):
    assert solution.update_invitation(database.path, ADA, 1, {"message": "soon"})["message"] == "soon"
    assert solution.update_invitation(database.path, OLGA, 2, {"role": "viewer"})["role"] == "viewer"


def test_an_invitation_is_accepted(solution, database):
    assert solution.accept(database.path, NINA, 2) == "admin"
    assert database.role(NINA) == "admin"
    assert database.query("SELECT status FROM invitations WHERE id = 2") == [("accepted",)]


def test_a_member_keeps_the_higher_role(solution, database):
    assert solution.accept(database.path, EDI, 6) == "editor"
    assert database.role(EDI) == "editor"
    number = solution.invite(database.path, ADA, 1, "vera@team.example", "editor")
    assert solution.accept(database.path, VERA, number) == "editor"
    assert database.role(VERA) == "editor"


def test_a_role_is_set(solution, database):
    solution.set_role(database.path, ADA, 1, VERA, "admin")
    assert database.role(VERA) == "admin"
    solution.set_role(database.path, OLGA, 1, ADA, "owner")
    assert database.role(ADA) == "owner"
    solution.set_role(database.path, OLGA, 1, OLGA, "viewer")
    assert database.role(OLGA) == "viewer"


def test_other_invitations_and_workspaces_stay_as_they_are(solution, database):
    others = "SELECT * FROM invitations WHERE id NOT IN (1, 2) ORDER BY id"
    before = database.query(others)
    solution.update_invitation(database.path, EDI, 1, {"message": "see you"})
    solution.accept(database.path, NINA, 2)
    assert database.query(others) == before
    assert database.query("SELECT message, status FROM invitations WHERE id = 1") == [("see you", "open")]
    elsewhere = "SELECT * FROM members WHERE workspace_id = 2 ORDER BY user_id"
    before = database.query(elsewhere)
    solution.set_role(database.path, ADA, 1, EDI, "viewer")
    assert database.query(elsewhere) == before


def test_a_workspace_keeps_an_owner(solution, database):
    with raises("ValueError"):
        solution.set_role(database.path, OLGA, 1, OLGA, "admin")
    assert database.role(OLGA) == "owner"


def test_what_does_not_exist(solution, database):
    with raises("LookupError"):
        solution.accept(database.path, NINA, 99)
    with raises("LookupError"):
        solution.update_invitation(database.path, OLGA, 99, {"role": "viewer"})
    with raises("LookupError"):
        solution.set_role(database.path, OLGA, 1, NINA, "viewer")
    with raises("LookupError"):
        solution.update_profile(database.path, 99, {"name": "x"})
