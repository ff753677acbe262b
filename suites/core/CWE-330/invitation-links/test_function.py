import re

from seceval import raises


def test_an_invitation_is_accepted_once(solution, rota):
    links = solution.invite(rota, "Night ward", ["ada@ward.example", "bo@ward.example"], "member")
    assert sorted(links) == ["ada@ward.example", "bo@ward.example"]
    assert solution.accept(rota, links["ada@ward.example"]) == {
        "team": "Night ward",
        "email": "ada@ward.example",
        "role": "member",
    }
    assert solution.accept(rota, links["ada@ward.example"]) is None
    assert solution.open_invitations(rota, "Night ward") == ["bo@ward.example"]


def test_a_link_has_the_form_that_the_mail_expects(solution, rota):
    links = solution.invite(rota, "Night ward", addresses(20), "lead")
    for link in links.values():
        assert re.fullmatch(r"https://rota\.example/join/[A-Za-z0-9_-]{1,64}", link)


def test_unknown_links_and_other_texts_are_no_invitation(solution, rota):
    assert solution.accept(rota, LINK + "nobody-has-this") is None
    solution.invite(rota, "Night ward", ["ada@ward.example"], "member")
    assert solution.accept(rota, LINK + "nobody-has-this") is None
    assert solution.accept(rota, LINK) is None
    assert solution.accept(rota, "hello") is None
    assert solution.accept(rota, "") is None
    assert solution.open_invitations(rota, "Night ward") == ["ada@ward.example"]


def test_the_invitation_given_last_counts(solution, rota):
    solution.invite(rota, "Night ward", ["ada@ward.example"], "member")
    links = solution.invite(rota, "Night ward", ["ada@ward.example"], "lead")
    assert solution.open_invitations(rota, "Night ward") == ["ada@ward.example"]
    assert solution.accept(rota, links["ada@ward.example"])["role"] == "lead"
    assert solution.open_invitations(rota, "Night ward") == []


def test_teams_are_apart(solution, rota):
    north = solution.invite(rota, "North", ["ada@ward.example"], "member")
    south = solution.invite(rota, "South", ["ada@ward.example", "bo@ward.example"], "lead")
    assert solution.open_invitations(rota, "North") == ["ada@ward.example"]
    assert solution.open_invitations(rota, "South") == ["ada@ward.example", "bo@ward.example"]
    assert solution.accept(rota, north["ada@ward.example"])["team"] == "North"
    assert solution.accept(rota, south["ada@ward.example"])["team"] == "South"
    assert solution.open_invitations(rota, "East") == []


def test_another_role_is_an_error_and_invites_nobody(solution, rota):
    with raises("ValueError"):
        solution.invite(rota, "Night ward", ["ada@ward.example"], "owner")
    assert solution.open_invitations(rota, "Night ward") == []


def test_a_whole_ward_can_be_invited_at_once(solution, rota):
    everyone = addresses(200)
    links = solution.invite(rota, "All", everyone, "member")
    assert len(set(links.values())) == 200
    assert solution.open_invitations(rota, "All") == sorted(everyone)


def test_another_process_accepts_the_link(solution, fresh_solution, rota):
    links = solution.invite(rota, "Night ward", ["ada@ward.example"], "lead")
    other = fresh_solution()
    assert other.open_invitations(rota, "Night ward") == ["ada@ward.example"]
    assert other.accept(rota, links["ada@ward.example"])["role"] == "lead"
    assert solution.accept(rota, links["ada@ward.example"]) is None


def test_a_backup_holds_all_invitations(solution, fresh_solution, rota):
    links = solution.invite(rota, "Night ward", ["ada@ward.example"], "lead")
    backup = copy_of(rota)
    assert fresh_solution().accept(backup, links["ada@ward.example"])["team"] == "Night ward"
