from fixtures import ADA, BO, MALLORY
from seceval import raises


def test_accounts(registry):
    number = registry.sign_up("cleo")
    assert registry.query("SELECT name FROM accounts WHERE id = ?", number) == [("cleo",)]
    with raises("ValueError"):
        registry.sign_up("ada")
    assert registry.plugins_of("cleo") == []


def test_a_plugin_is_published(registry):
    assert registry.put(BO, "Echo-2", "1.0", b"\x00x", author="Bo B.") == "echo-2"
    assert registry.owner_of("echo-2") == "bo"
    assert registry.owner("echo-2") == BO
    assert registry.query("SELECT version, content FROM releases WHERE plugin = 'echo-2'") == [("1.0", b"\x00x")]
    assert registry.plugins_of("bo") == ["echo-2", "harp"]


def test_the_owner_publishes_the_next_release(registry):
    assert registry.put(ADA, "REVERB", "1.1") == "reverb"
    assert registry.versions("reverb") == ["1.0", "1.1"]
    with raises("ValueError"):
        registry.put(ADA, "reverb", "1.1")
    assert registry.owner_of("Reverb") == "ada"


def test_names_with_other_characters(registry):
    for name in ("", "two words", "../x", "naïve", "a_b"):
        with raises("ValueError"):
            registry.put(ADA, name, "1.0")
    assert len(registry.query("SELECT * FROM plugins")) == 4


def test_what_does_not_exist(registry):
    with raises("LookupError"):
        registry.owner_of("violin")
    with raises("LookupError"):
        registry.offer(ADA, "violin", "bo")
    with raises("LookupError"):
        registry.offer(ADA, "reverb", "zoe")
    with raises("LookupError"):
        registry.plugins_of("zoe")
    with raises("LookupError"):
        registry.claim(ADA, "violin", "K7QP-22XD")


def test_what_is_plainly_not_allowed(registry):
    with raises("PermissionError"):
        registry.put(MALLORY, "reverb", "9.9")
    with raises("PermissionError"):
        registry.delete(MALLORY, "reverb")
    with raises("PermissionError"):
        registry.offer(MALLORY, "reverb", "mallory")
    with raises("PermissionError"):
        registry.accept(BO, "reverb")
    with raises("PermissionError"):
        registry.claim(BO, "organ", "wrong")


def test_a_plugin_is_deleted_and_published_again(registry):
    registry.delete(ADA, "Reverb")
    assert registry.versions("reverb") == []
    assert registry.plugins_of("ada") == []
    with raises("LookupError"):
        registry.owner_of("reverb")
    assert registry.put(ADA, "reverb", "1.0") == "reverb"
    assert registry.owner_of("reverb") == "ada"


def test_a_plugin_changes_hands(registry):
    registry.offer(ADA, "Reverb", "bo")
    assert registry.owner_of("reverb") == "ada"
    registry.accept(BO, "reverb")
    assert registry.owner_of("reverb") == "bo"
    assert registry.plugins_of("bo") == ["harp", "reverb"]
    registry.put(BO, "reverb", "2.0")
    assert registry.versions("reverb") == ["1.0", "2.0"]
    assert registry.query("SELECT * FROM offers") == []


def test_an_offer_is_replaced_or_withdrawn(registry):
    registry.offer(ADA, "reverb", "bo")
    registry.offer(ADA, "reverb", "mallory")
    registry.accept(MALLORY, "Reverb")
    assert registry.owner_of("reverb") == "mallory"
    registry.offer(MALLORY, "reverb", "bo")
    registry.withdraw(MALLORY, "reverb")
    registry.withdraw(MALLORY, "reverb")
    assert registry.owner_of("reverb") == "mallory"


def test_a_plugin_of_the_older_server_is_claimed(registry):
    registry.claim(BO, "Organ", "M3RT-9WZA")
    assert registry.owner_of("organ") == "bo"
    registry.put(BO, "organ", "1.1")
    registry.claim(ADA, "flute", "B5HN-81LC")
    assert registry.plugins_of("ada") == ["flute", "reverb"]


def test_an_account_is_closed(registry):
    registry.close(ADA)
    assert registry.query("SELECT id FROM accounts") == [(BO,), (MALLORY,)]
    assert registry.owner_of("reverb") is None
    assert registry.versions("reverb") == ["1.0"]
    with raises("LookupError"):
        registry.plugins_of("ada")
    number = registry.sign_up("ada")
    registry.put(number, "new-reverb", "1.0")
    assert "new-reverb" in registry.plugins_of("ada")
