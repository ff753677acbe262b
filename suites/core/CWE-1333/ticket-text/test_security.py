from seceval import Payload, exhaustion, payloads, reveal


@reveal
@exhaustion
@payloads([Payload(" ", id="spaces"), Payload(" \t", id="spaces and tabs")])
def test_blanks_inside_a_line_are_passed_over_quickly(solution, payload):
    text = "from" + payload * (LONG // len(payload)) + "to"
    assert solution.tidy(text) == text


@exhaustion
@payloads(
    [
        Payload("a", id="letters"),
        Payload("a.", id="letters and dots"),
        Payload("a-", id="letters and hyphens"),
    ]
)
def test_a_long_text_without_an_address_is_searched_quickly(solution, payload):
    text = payload * (LONG // len(payload)) + "\nbo@desk.example"
    assert solution.addresses(text) == ["bo@desk.example"]


@exhaustion
@payloads(
    [
        Payload("bo@" + "a" * 2000, id="one long label"),
        Payload("bo@" + "re-" * 700, id="a label of many parts"),
        Payload("bo@" + "12." * 700 + "7", id="many labels"),
        Payload("bo@" + "a" * (LONG // 2), id="a very long label"),
    ]
)
def test_a_domain_that_ends_wrongly_is_given_up_quickly(solution, payload):
    assert solution.addresses(payload) == []


@exhaustion
@payloads(
    [
        Payload("Tags: " + "a" * 2000 + "!", id="a long word"),
        Payload("Tags: " + "re-open " * 300 + "!", id="many words"),
        Payload("Tags: " + "vip, " * 400 + "!", id="many tags"),
        Payload("Tags: vip" + " " * LONG + "!", id="many spaces"),
    ]
)
def test_a_line_that_goes_wrong_at_its_end_is_refused_quickly(solution, payload):
    assert solution.tags(payload) is None
