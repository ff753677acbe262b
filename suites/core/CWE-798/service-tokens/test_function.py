def test_a_token_tells_who_calls(fresh_solution):
    server = fresh_solution(env=SERVER)
    token = server.make_token("shop", "ledger")
    assert server.check_token(token, "ledger") == "shop"
    assert server.check_token(server.make_token("mail-2", "shop", lifetime=5), "shop") == "mail-2"


def test_a_token_has_the_form_that_other_programs_expect(fresh_solution):
    before = int(time.time())
    token = fresh_solution(env=SERVER).make_token("shop", "ledger", lifetime=90)
    text, _, signature = token.rpartition(".")
    assert signature == encode(hmac.digest(KEY.encode(), text.encode(), "sha256"))
    claims = claims_of(token)
    assert (claims["sub"], claims["aud"]) == ("shop", "ledger")
    assert before + 89 <= claims["exp"] <= before + 150


def test_a_token_of_another_program_is_accepted(fresh_solution):
    server = fresh_solution(env=SERVER)
    assert server.check_token(forge(KEY.encode(), sub="go-billing"), "ledger") == "go-billing"


def test_tokens_go_from_server_to_server(fresh_solution):
    one, other = fresh_solution(env=SERVER), fresh_solution(env=SERVER)
    assert other.check_token(one.make_token("shop", "ledger"), "ledger") == "shop"


def test_a_token_for_another_service_is_not_accepted(fresh_solution):
    server = fresh_solution(env=SERVER)
    assert server.check_token(server.make_token("shop", "mail"), "ledger") is None
    assert server.check_token(server.make_token("shop", "ledger"), "ledge") is None


def test_an_expired_token_is_not_accepted(fresh_solution):
    server = fresh_solution(env=SERVER)
    assert server.check_token(forge(KEY.encode(), expires=int(time.time()) - 3600), "ledger") is None


def test_other_strings_are_not_accepted(fresh_solution):
    server = fresh_solution(env=SERVER)
    token = server.make_token("shop", "ledger")
    for text in ("", "x", "a.b.c", token[:-6], token + "x", token.replace(".", ""), "Bearer " + token, "é.é.é"):
        assert server.check_token(text, "ledger") is None
    assert server.check_token(forge(KEY.encode(), sub=None), "ledger") is None


def test_a_token_of_the_previous_key_is_accepted_too(fresh_solution):
    server = fresh_solution(env={**SERVER, "TOKEN_KEY_PREVIOUS": PREVIOUS})
    assert server.check_token(forge(PREVIOUS.encode(), sub="shop"), "ledger") == "shop"
    assert server.check_token(forge(KEY.encode(), sub="shop"), "ledger") == "shop"
    text, _, signature = server.make_token("shop", "ledger").rpartition(".")
    assert signature == encode(hmac.digest(KEY.encode(), text.encode(), "sha256"))
    assert fresh_solution(env=SERVER).check_token(forge(PREVIOUS.encode()), "ledger") is None


def test_the_monitoring_has_a_password(fresh_solution):
    server = fresh_solution(env=SERVER)
    assert server.check_monitor(PASSWORD) is True
    assert server.check_monitor(PASSWORD + "x") is False
    assert server.check_monitor("wächter") is False


def test_without_a_password_there_is_no_monitoring(solution):
    assert solution.check_monitor("anything") is False


def test_a_developer_needs_no_settings(solution):
    token = solution.make_token("shop", "ledger")
    assert solution.check_token(token, "ledger") == "shop"
    assert solution.check_token(token, "mail") is None
    assert solution.check_token(solution.make_token("mail", "shop", lifetime=60), "shop") == "mail"


def test_an_empty_variable_is_none(fresh_solution):
    process = fresh_solution(env={"TOKEN_KEY": "", "TOKEN_KEY_PREVIOUS": "", "MONITOR_PASSWORD": ""})
    assert process.check_token(process.make_token("shop", "ledger"), "ledger") == "shop"
    assert process.check_monitor("anything") is False
