from seceval import Payload, payloads, policy, refusal_allowed, reveal


@policy
@reveal
@payloads(
    [
        {"name": "Edi", "operator": 1},
        {"email_confirmed": 1, "email": "boss@new.example"},
        {"EMAIL_CONFIRMED": 1, "email": "boss@new.example"},
        {"Operator": 1},
        {"name = 'x', operator": 1},
    ]
)
def test_a_profile_gives_nobody_a_right(solution, database, payload):
    before = database.everything()
    with refusal_allowed():
        solution.update_profile(database.path, EDI, payload)
    after = database.everything()
    assert (after["members"], after["invitations"]) == (before["members"], before["invitations"])
    assert [row for row in after["users"] if row[0] != EDI] == [row for row in before["users"] if row[0] != EDI]
    assert [row for row in after["users"] if row[5]] == []
    assert [row for row in after["users"] if row[2] == "boss@new.example" and row[3]] == []


@policy
@payloads(["boss@new.example", "nina@new.example"])
def test_nobody_accepts_with_an_address_that_was_only_typed(solution, database, payload):
    number = 3 if payload.startswith("boss") else 2
    with refusal_allowed():
        solution.update_profile(database.path, VERA, {"email": payload})
    with refusal_allowed():
        solution.accept(database.path, VERA, number)
    assert database.role(VERA) == "viewer"


INVITATIONS_TOO_HIGH = {
    "an editor invites an admin": (EDI, 1, "admin"),
    "an editor invites an owner": (EDI, 1, "owner"),
    "an admin invites an owner": (ADA, 1, "owner"),
    "a viewer invites a viewer": (VERA, 1, "viewer"),
    "somebody who is no member": (NINA, 1, "viewer"),
    "the owner of another workspace": (ZOE, 1, "owner"),
}


@policy
@payloads([Payload(case, id=id) for id, case in INVITATIONS_TOO_HIGH.items()])
def test_nobody_gives_a_role_by_an_invitation_that_they_cannot_give(solution, database, payload):
    user, workspace, role = payload
    before = database.everything()
    with refusal_allowed():
        solution.invite(database.path, user, workspace, "friend@new.example", role)
    with refusal_allowed():
        rows = [{"email": "a@new.example", "role": "viewer"}, {"email": "friend@new.example", "role": role}]
        solution.import_members(database.path, user, workspace, rows)
    assert database.everything() == before


@policy
@payloads([{"inviter_id": OLGA}, {"workspace_id": 2}, {"status": "accepted"}])
def test_no_column_of_a_spreadsheet_decides_about_more(solution, database, payload):
    with refusal_allowed():
        solution.import_members(database.path, EDI, 1, [{"email": "a@new.example", "role": "viewer", **payload}])
    made = database.query("SELECT workspace_id, inviter_id, status FROM invitations WHERE id > 7")
    assert made in ([], [(1, EDI, "open")])


CHANGES_TOO_HIGH = {
    "the role of the own invitation": (EDI, 1, {"role": "admin"}),
    "the role of the own invitation, to the highest": (EDI, 1, {"role": "owner"}),
    "the address of an own invitation with a high role": (EDI, 4, {"email": "wolf@new.example"}),
    "the message of an own invitation with a high role": (EDI, 4, {"message": "x"}),
    "an invitation of the owner": (ADA, 3, {"email": "wolf@new.example"}),
    "an invitation of somebody else": (EDI, 6, {"message": "x"}),
    "by somebody who is no member any more": (NINA, 7, {"email": "wolf@new.example"}),
    "by the owner of another workspace": (ZOE, 1, {"role": "owner"}),
    "an invitation that was accepted": (ADA, 5, {"status": "open", "email": "wolf@new.example"}),
}


@policy
@payloads([Payload(case, id=id) for id, case in CHANGES_TOO_HIGH.items()])
def test_nobody_changes_an_invitation_beyond_their_role(solution, database, payload):
    user, invitation, changes = payload
    before = database.everything()
    with refusal_allowed():
        solution.update_invitation(database.path, user, invitation, changes)
    assert database.everything() == before


@policy
@payloads([{"workspace_id": 2, "role": "editor"}, {"inviter_id": OLGA}, {"status": "accepted"}])
def test_other_columns_of_an_invitation_stay(solution, database, payload):
    columns = "SELECT id, workspace_id, inviter_id, status FROM invitations WHERE id = 1"
    with refusal_allowed():
        solution.update_invitation(database.path, EDI, 1, {"message": "x", **payload})
    assert database.query(columns) == [(1, 1, EDI, "open")]


@policy
@payloads(
    [
        Payload("UPDATE members SET role = 'viewer' WHERE user_id = 2", id="the inviter has a lower role now"),
        Payload("DELETE FROM members WHERE user_id = 2", id="the inviter has left"),
        Payload("UPDATE members SET workspace_id = 2 WHERE user_id = 2", id="the inviter is in another workspace now"),
        Payload("UPDATE users SET email_confirmed = 0 WHERE id = 5", id="the address is not confirmed"),
        Payload("UPDATE users SET email = 'n@new.example' WHERE id = 5", id="the address is another one"),
        Payload("UPDATE invitations SET status = 'accepted' WHERE id = 2", id="it was accepted"),
        Payload("UPDATE invitations SET role = 'owner' WHERE id = 2", id="the role is above that of the inviter"),
    ]
)
def test_an_invitation_that_does_not_count_gives_nothing(solution, database, payload):
    database.query(payload)
    before = database.everything()
    with refusal_allowed():
        solution.accept(database.path, NINA, 2)
    assert database.everything() == before


@policy
@payloads(
    [
        (EDI, VERA, "editor"), (EDI, EDI, "admin"), (ADA, ADA, "owner"), (ADA, VERA, "owner"), (ADA, OLGA, "viewer"),
        (ZOE, ADA, "viewer"), (VERA, EDI, "viewer"),
    ]
)  # fmt: skip
def test_nobody_sets_a_role_that_they_may_not(solution, database, payload):
    user, member, role = payload
    database.query("INSERT INTO members VALUES (1, ?, 'owner')", NINA)
    before = database.everything()
    with refusal_allowed():
        solution.set_role(database.path, user, 1, member, role)
    assert database.everything() == before


def still_works(solution, database):
    assert solution.update_profile(database.path, OLGA, {"language": "it"})["language"] == "it"
    number = solution.invite(database.path, OLGA, 1, "later@new.example", "viewer")
    assert solution.update_invitation(database.path, OLGA, number, {"message": "soon"})["message"] == "soon"
