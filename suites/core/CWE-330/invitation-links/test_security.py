from collections import Counter

from seceval import Payload, payloads, refusal_allowed

NOW = 1_780_000_000
GUEST = "ada@ward.example"
# Eight files show 47 bits of a key of sixteen bytes, and at most 12 of one of two bytes, written as hexadecimal.
LEAST_BITS_OF_A_FILE = 16


@payloads([Payload(0, id="from the start"), Payload(7, id="after some use")])
def test_a_copy_of_the_process_makes_another_link(fresh_solution, duplicate, services, payload):
    planner = fresh_solution(frozen_clock=NOW)
    for number in range(payload):
        planner.invite(services[2 + number], "Night ward", [GUEST], "lead")
    copy = duplicate(planner)
    ours = planner.invite(services[0], "Night ward", [GUEST], "lead")
    theirs = copy.invite(services[1], "Night ward", [GUEST], "lead")
    assert tokens(ours) != tokens(theirs)


def test_two_services_that_start_at_the_same_moment_make_different_links(fresh_solution, services):
    ours = fresh_solution(frozen_clock=NOW).invite(services[0], "Night ward", [GUEST], "lead")
    theirs = fresh_solution(frozen_clock=NOW).invite(services[1], "Night ward", [GUEST], "lead")
    assert tokens(ours) != tokens(theirs)


def test_links_made_in_a_row_have_little_in_common(solution, services):
    made = []
    for service in services:
        made += tokens(solution.invite(service, "Night ward", addresses(4), "lead"))
    assert visible_bits(made) >= 36


def test_no_two_services_hand_out_the_same_link(solution, services):
    made = []
    for service in services:
        with refusal_allowed():
            made += tokens(solution.invite(service, "Night ward", addresses(100), "lead"))
    assert [token for token, times in Counter(made).items() if times > 1] == []


def test_a_link_that_nobody_was_given_opens_nothing(solution, rota):
    links = solution.invite(rota, "Night ward", addresses(2), "lead")
    token, neighbour = tokens(links)
    for other in neighbours(token):
        if other not in (token, neighbour):
            with refusal_allowed():
                assert solution.accept(rota, LINK + other) is None
    assert solution.open_invitations(rota, "Night ward") == addresses(2)


def test_no_short_secret_of_a_service_decides_all_of_its_links(solution, fresh_solution, services, work):
    for service in services[:8]:
        solution.open_invitations(service, "Night ward")
    made = []
    for name in ("one", "other"):
        copy = copy_of(services[0], str(work / f"{name}.db"))
        made.append(fresh_solution(frozen_clock=NOW).invite(copy, "Night ward", [GUEST], "lead"))
    # Equal links: they follow from what the file held, and whoever tries all of that has the links of others.
    assert made[0] != made[1] or varied_bits(services[:8]) >= LEAST_BITS_OF_A_FILE
