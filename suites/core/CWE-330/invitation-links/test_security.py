from seceval import Payload, payloads

NOW = 1_780_000_000


@payloads([Payload(0, id="from the start"), Payload(7, id="after some use")])
def test_a_copy_of_the_process_makes_other_links(fresh_solution, duplicate, work, two_services, payload):
    planner = fresh_solution(frozen_clock=NOW)
    if payload:
        planner.invite(str(work / "earlier.db"), "Day ward", addresses(payload), "member")
    copy = duplicate(planner)
    north, south = two_services
    ours = planner.invite(north, "Night ward", addresses(5), "lead")
    theirs = copy.invite(south, "Night ward", addresses(5), "lead")
    assert set(tokens(ours)) & set(tokens(theirs)) == set()


def test_two_services_that_start_at_the_same_moment_make_different_links(fresh_solution, two_services):
    north, south = two_services
    ours = fresh_solution(frozen_clock=NOW).invite(north, "Night ward", addresses(5), "lead")
    theirs = fresh_solution(frozen_clock=NOW).invite(south, "Night ward", addresses(5), "lead")
    assert set(tokens(ours)) & set(tokens(theirs)) == set()


def test_links_made_in_a_row_have_little_in_common(solution, rota):
    made = tokens(solution.invite(rota, "Night ward", addresses(64), "lead"))
    assert visible_bits(made) >= 36


def test_two_services_never_hand_out_the_same_link(solution, two_services):
    north, south = two_services
    ours = solution.invite(north, "Night ward", addresses(1000), "lead")
    theirs = solution.invite(south, "Day ward", addresses(1000), "lead")
    assert set(tokens(ours)) & set(tokens(theirs)) == set()
