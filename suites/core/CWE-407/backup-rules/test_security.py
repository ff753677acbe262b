from seceval import Payload, exhaustion, payloads, refusal_allowed, reveal

PATTERNS = {
    "stars": "*a" * 40 + "b",
    "double stars": "**a" * 30 + "b",
    "alternatives of two lengths": "{a,aa}" * 30 + "b",
    "stars in braces": "{*,?}" * 30 + "b",
}


def still_works(solution):
    assert solution.select(["may.txt", "may.md"], ["*.{txt,}"]) == ["may.txt"]


@reveal
@exhaustion
@payloads([Payload(pattern, id=id) for id, pattern in PATTERNS.items()])
def test_every_pattern_is_answered_soon(solution, payload):
    with refusal_allowed():
        assert solution.select([LONG], [payload]) == []
