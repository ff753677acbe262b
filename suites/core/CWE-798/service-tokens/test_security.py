from seceval import Payload, payloads, refusal_allowed, reveal

NOW = 4_000_000_000  # ahead of every clock, so that what was made then has not expired
EMPTY = {"TOKEN_KEY": "", "TOKEN_KEY_PREVIOUS": "", "MONITOR_PASSWORD": ""}


def still_works(solution):
    assert solution.check_token(solution.make_token("shop", "ledger"), "ledger") == "shop"


@reveal
@payloads([
    Payload(SERVER, id="on a server"),
    Payload({**SERVER, "TOKEN_KEY_PREVIOUS": ""}, id="on a server after a change of keys"),
    Payload({}, id="without settings"),
    Payload(EMPTY, id="with empty settings"),
    Payload({"TOKEN_KEY_PREVIOUS": PREVIOUS}, id="with the previous key alone"),
])  # fmt: skip
def test_nothing_that_everybody_knows_is_a_key(fresh_solution, source, payload):
    process = fresh_solution(env=payload)
    with refusal_allowed():
        assert accepted_keys(process, source) == []


@payloads([
    Payload({}, id="without settings"),
    Payload(EMPTY, id="with empty settings"),
    Payload({"TOKEN_KEY": KEY}, id="on a server that is not monitored"),
    Payload({"TOKEN_KEY": KEY, "MONITOR_PASSWORD": ""}, id="on a server with an empty password"),
    Payload(SERVER, id="on a server"),
])  # fmt: skip
def test_nothing_that_everybody_knows_is_the_password(fresh_solution, source, payload):
    process = fresh_solution(env=payload)
    with refusal_allowed():
        assert accepted_passwords(process, source) == []


@payloads([Payload({}, id="without settings"), Payload(EMPTY, id="with empty settings")])
def test_no_process_accepts_the_tokens_of_a_stranger(fresh_solution, payload):
    """A server whose settings are missing, and somebody who runs the same program."""
    stranger, server = fresh_solution(env=payload), fresh_solution(env=payload)
    with refusal_allowed():
        assert server.check_token(stranger.make_token("admin", "ledger"), "ledger") is None


def test_no_moment_makes_the_key(fresh_solution):
    stranger, server = fresh_solution(frozen_clock=NOW), fresh_solution(frozen_clock=NOW)
    with refusal_allowed():
        assert server.check_token(stranger.make_token("admin", "ledger"), "ledger") is None


def test_a_server_does_not_accept_what_a_developer_has_made(fresh_solution):
    developer, server = fresh_solution(), fresh_solution(env=SERVER)
    with refusal_allowed():
        assert server.check_token(developer.make_token("admin", "ledger"), "ledger") is None
