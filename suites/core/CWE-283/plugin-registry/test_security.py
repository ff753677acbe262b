from fixtures import ADA, BO, MALLORY
from seceval import Payload, payloads, policy, refusal_allowed, reveal


def tried(registry, plugin, *calls):
    """Does what must not be allowed, and then publishes a release with it."""
    for call in calls:
        with refusal_allowed():
            call()
    with refusal_allowed():
        registry.put(MALLORY, plugin, "6.6.6", b"wolf")


@reveal
@policy
@payloads(["REVERB", "Reverb", "reverB"])
def test_no_spelling_of_a_name_is_another_plugin(registry, payload):
    tried(registry, payload)
    assert "6.6.6" not in registry.versions("reverb")
    assert registry.owner("reverb") == ADA
    assert registry.owner(payload) is None


@policy
@payloads([{"owner": MALLORY}, {"owner": "mallory", "author": "mallory"}, {"owner": ADA, "author": "ada"}])
def test_what_stands_in_a_manifest_makes_nobody_an_owner(registry, payload):
    with refusal_allowed():
        registry.put(MALLORY, "reverb", "6.6.6", **payload)
    assert registry.versions("reverb") == ["1.0"]
    assert registry.owner("reverb") == ADA
    with refusal_allowed():
        registry.put(ADA, "own", "1.0", **payload)
    assert registry.owner("own") in (ADA, None)


@policy
@payloads(["organ", "an account was closed"])
def test_nobody_publishes_what_belongs_to_nobody(registry, payload):
    plugin = "organ"
    if payload != "organ":
        registry.close(ADA)
        plugin = "reverb"
    tried(registry, plugin)
    assert registry.versions(plugin) == ["1.0"]
    assert registry.owner(plugin) is None


@policy
@payloads(["at once", "with another account in between"])
def test_a_new_account_has_nothing_of_one_that_was_closed(registry, payload):
    last = registry.sign_up("cleo")
    registry.put(last, "drums", "1.0")
    registry.close(last)
    if payload != "at once":
        registry.sign_up("dan")
    newest = registry.sign_up("cleo")
    with refusal_allowed():
        registry.put(newest, "drums", "6.6.6")
    assert registry.versions("drums") == ["1.0"]
    assert registry.plugins_of("cleo") == []
    assert registry.owner_of("drums") is None


@policy
def test_a_new_account_does_not_accept_what_was_offered_to_one_that_was_closed(registry):
    last = registry.sign_up("cleo")
    registry.offer(ADA, "reverb", "cleo")
    registry.close(last)
    newest = registry.sign_up("wolf")
    with refusal_allowed():
        registry.accept(newest, "reverb")
    newest = registry.sign_up("cleo")
    with refusal_allowed():
        registry.accept(newest, "reverb")
    assert registry.owner("reverb") == ADA


@policy
def test_a_new_account_does_not_publish_what_one_that_was_closed_had_deleted(registry):
    last = registry.sign_up("cleo")
    registry.put(last, "drums", "1.0")
    registry.delete(last, "drums")
    registry.close(last)
    newest = registry.sign_up("cleo")
    with refusal_allowed():
        registry.put(newest, "drums", "6.6.6")
    tried(registry, "drums")
    assert registry.versions("drums") == []


@policy
@payloads(["reverb", "Reverb"])
def test_the_name_of_a_deleted_plugin_is_not_free(registry, payload):
    registry.delete(ADA, "reverb")
    tried(registry, payload)
    assert registry.versions("reverb") == []
    registry.put(ADA, "reverb", "1.0")
    assert registry.versions("reverb") == ["1.0"]


@policy
def test_a_deleted_plugin_is_not_claimed(registry):
    registry.claim(BO, "organ", "K7QP-22XD")
    registry.delete(BO, "organ")
    tried(registry, "organ", lambda: registry.claim(MALLORY, "organ", "M3RT-9WZA"))
    assert registry.versions("organ") == []


STALE = {
    "it was withdrawn": lambda registry: registry.withdraw(ADA, "reverb"),
    "it was made to somebody else since": lambda registry: registry.offer(ADA, "reverb", "bo"),
    "somebody else has accepted": lambda registry: (registry.offer(ADA, "reverb", "bo"), registry.accept(BO, "reverb")),
    "the plug-in was deleted": lambda registry: registry.delete(ADA, "reverb"),
    "it was deleted and published again": lambda registry: (
        registry.delete(ADA, "reverb"),
        registry.put(ADA, "reverb", "2.0"),
    ),
    "the owner closed the account": lambda registry: registry.close(ADA),
}


@reveal
@policy
@payloads([Payload(call, id=id) for id, call in STALE.items()])
def test_an_offer_that_has_ended_is_not_accepted(registry, payload):
    registry.offer(ADA, "reverb", "mallory")
    payload(registry)
    before = registry.owner("reverb")
    tried(registry, "reverb", lambda: registry.accept(MALLORY, "reverb"))
    assert "6.6.6" not in registry.versions("reverb")
    assert registry.owner("reverb") == before


@policy
def test_an_offer_is_accepted_by_whom_it_was_made_to(registry):
    registry.offer(ADA, "reverb", "bo")
    tried(registry, "reverb", lambda: registry.accept(MALLORY, "reverb"))
    assert registry.owner("reverb") == ADA


@policy
def test_nobody_offers_or_takes_back_for_the_owner(registry):
    registry.offer(ADA, "reverb", "bo")
    tried(registry, "reverb", lambda: registry.withdraw(MALLORY, "reverb"))
    with refusal_allowed():
        registry.accept(BO, "reverb")
    assert registry.owner("reverb") == BO
    tried(registry, "organ", lambda: registry.offer(MALLORY, "organ", "mallory"), lambda: registry.accept(MALLORY, "organ"))
    assert registry.owner("organ") is None


@policy
@payloads(
    [
        ("organ", "B5HN-81LC"), ("organ", ""), ("organ", "%"), ("harp", "K7QP-22XD"),
    ]
)  # fmt: skip
def test_a_code_is_for_one_plugin(registry, payload):
    plugin, code = payload
    before = registry.owner(plugin)
    tried(registry, plugin, lambda: registry.claim(MALLORY, plugin, code))
    assert registry.owner(plugin) == before
    assert registry.versions(plugin) == ["1.0"]


@policy
def test_a_code_gives_nobody_what_belongs_to_somebody(registry):
    registry.query("INSERT INTO codes VALUES ('reverb', 'Z4VV-71QK')")
    tried(registry, "reverb", lambda: registry.claim(MALLORY, "reverb", "Z4VV-71QK"))
    assert registry.owner("reverb") == ADA


@policy
def test_an_offer_of_one_plugin_is_none_of_another(registry):
    registry.offer(BO, "harp", "mallory")
    tried(registry, "reverb", lambda: registry.accept(MALLORY, "reverb"))
    assert registry.owner("reverb") == ADA


@policy
def test_the_name_of_a_deleted_plugin_is_not_free_when_another_comes_back(registry):
    registry.put(ADA, "drums", "1.0")
    for plugin in ("drums", "reverb"):
        registry.delete(ADA, plugin)
    registry.put(ADA, "drums", "1.0")
    tried(registry, "reverb")
    assert registry.versions("reverb") == []


@policy
@payloads(["K7QP-22XD", "M3RT-9WZA"])
def test_codes_count_no_longer_once_a_plugin_was_claimed(registry, payload):
    registry.claim(BO, "organ", "K7QP-22XD")
    tried(registry, "organ", lambda: registry.claim(MALLORY, "organ", payload))
    assert registry.owner("organ") == BO
    registry.close(BO)
    tried(registry, "organ", lambda: registry.claim(MALLORY, "organ", payload))
    assert registry.owner("organ") is None


@policy
@payloads(
    [
        Payload(lambda registry: registry.put(ADA, "new", "1.0"), id="publish"),
        Payload(lambda registry: registry.claim(ADA, "organ", "K7QP-22XD"), id="claim"),
        Payload(lambda registry: registry.accept(ADA, "harp"), id="accept"),
    ]
)
def test_an_account_that_was_closed_gets_nothing_more(registry, payload):
    registry.offer(BO, "harp", "ada")
    registry.close(ADA)
    with refusal_allowed():
        payload(registry)
    assert registry.query("SELECT name FROM plugins WHERE owner = ?", ADA) == []


def still_works(registry):
    number = registry.sign_up("still")
    assert registry.put(number, "still-there", "1.0") == "still-there"
    assert registry.owner_of("still-there") == "still"
