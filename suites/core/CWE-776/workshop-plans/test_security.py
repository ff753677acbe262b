from seceval import Payload, exhaustion, payloads, refusal_allowed, reveal


def still_works(solution, draw):
    assert solution.read_plan(draw('<circle r="1"/>')) == [circle(0, 0, 1)]


@reveal
@exhaustion
@payloads([Payload('<circle r="1"/>', id="of holes"), Payload("<text>-</text>", id="of nothing")])
def test_parts_of_parts_are_given_up_early(solution, draw, payload):
    path = draw(levels(payload))
    with refusal_allowed():
        assert len(solution.read_plan(path)) <= 2000


@exhaustion
def test_abbreviations_of_abbreviations_are_given_up_early(solution, draw):
    doctype, reference = abbreviations()
    path = draw(f"<desc>{reference}</desc>", doctype)
    with refusal_allowed():
        assert solution.read_plan(path) == []
