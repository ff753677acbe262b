from fixtures import CARDS, answer

START = {number: cents for number, cents, _ in CARDS}


def test_the_balance_of_a_card(solution, till):
    assert [solution.balance(till.path, number) for number in ("G1", "G2", "G3", "G4", "G5")] == [5000, 300, 900, 0, None]


def test_a_top_up(solution, till, company):
    assert solution.top_up(till.path, company.url, "G2", "tok_5", 2000) == 2000
    assert till.cards() == START | {"G2": 2300}
    assert company.asked() == [("POST", "/charges", {"source": "tok_5", "cents": 2000})]


def test_payment_with_a_card(solution, till):
    assert solution.pay(till.path, "G1", 1500) is True
    assert solution.pay(till.path, "G1", 3501) is False
    assert solution.pay(till.path, "G1", 3500) is True
    assert solution.pay(till.path, "G5", 1) is False
    assert till.cards() == START | {"G1": 0}


def test_a_gift_between_cards(solution, till):
    assert solution.give(till.path, "G1", "G4", 700)
    assert till.cards() == START | {"G1": 4300, "G4": 700}


def test_a_voucher_is_redeemed(solution, till):
    assert solution.redeem(till.path, "SPRING", "G2") == 1000
    assert till.cards() == START | {"G2": 1300}
    assert till.rows("SELECT used_by FROM vouchers WHERE code = 'SPRING'") == [("G2",)]
    assert solution.redeem(till.path, "SUMMER", "G2") == 0


def test_a_card_is_paid_out(solution, till, company):
    assert solution.pay_out(till.path, company.url, "G1", "DE02500") == 5000
    assert till.cards() == START | {"G1": 0}
    assert company.asked() == [("POST", "/payouts", {"account": "DE02500", "cents": 5000})]
    assert solution.pay_out(till.path, company.url, "G5", "DE02500") == 0
    assert len(company.asked()) == 1


def test_a_payout_that_is_refused_changes_nothing(solution, till, company):
    company.payout = lambda asked: answer(409, state="unknown account")
    assert solution.pay_out(till.path, company.url, "G1", "DE02500") == 0
    assert till.cards() == START
    company.payout = lambda asked: answer(202)
    assert solution.pay_out(till.path, company.url, "G1", "DE02500") == 5000


def test_a_card_is_blocked(solution, till):
    assert solution.block(till.path, "G1")
    assert till.rows("SELECT state FROM cards WHERE number = 'G1'") == [("blocked",)]
    assert solution.balance(till.path, "G1") == 5000
    assert not solution.block(till.path, "G5")
    assert not solution.block(till.path, "G3")


def test_cards_are_used_again_and_again(solution, till, company):
    solution.top_up(till.path, company.url, "G4", "tok_1", 100)
    solution.redeem(till.path, "SPRING", "G4")
    solution.give(till.path, "G4", "G2", 50)
    solution.pay(till.path, "G4", 25)
    assert solution.pay_out(till.path, company.url, "G4", "DE1") == 1025
    assert till.cards() == START | {"G4": 0, "G2": 350}
