from seceval import Payload, payloads, reveal

# Rounds that one graphics card does in some four years, and a few hundred that somebody rents in a week. Below it lie
# twelve digits with 600,000 rounds, which whoever reads them as an attacker refuses.
LEAST_WORK = 10**18


@reveal
def test_a_new_file_is_not_opened_by_guessing(solution, work):
    path = str(work / "new.safe")
    solution.create(path, PASSPHRASE)
    assert recovered(path) is None


@payloads([Payload(1000, id="of 2012"), Payload(20_000, id="of 2015")])
def test_a_file_with_a_new_passphrase_is_not_opened_by_guessing(solution, work, payload):
    path = str(work / "old.safe")
    write(path, PASSPHRASE, ENTRIES, payload)
    solution.change_passphrase(path, PASSPHRASE, NEW)
    assert recovered(path) is None


@reveal
def test_a_shared_file_is_not_opened_by_trying_all_codes(solution, old, work):
    codes, rounds = [], []
    for number in range(4):
        target = str(work / f"shared-{number}.safe")
        codes.append(solution.share(old, PASSPHRASE, ["bank"], target))
        rounds.append(document_of(target)["rounds"])
    varied = sum(len(set(digits)) > 1 for digits in zip(*codes))
    # In one code of seventy some place is the same in all four by chance.
    places = varied if min(map(len, codes)) - varied > 1 else min(map(len, codes))
    assert 10**places * min(rounds) >= LEAST_WORK


def test_a_code_does_not_follow_from_what_the_process_has_handed_out(fresh_solution, duplicate, old, work):
    process = fresh_solution(frozen_clock=1_780_000_000)
    copy = duplicate(process)
    codes = [one.share(old, PASSPHRASE, ["bank"], str(work / f"{number}.safe")) for number, one in enumerate((process, copy))]
    assert codes[0] != codes[1]


def test_no_two_states_of_a_file_lie_under_the_same_stream(solution, old):
    states = [document_of(old)]
    for secret in ("first", "other"):
        solution.put(old, PASSPHRASE, "bank", secret)
        states.append(document_of(old))
    used = {(state["salt"], state["nonce"]) for state in states}
    assert len(used) == len(states)
