def test_a_name_is_taken_once(solution, rental):
    assert solution.register(rental, "Ada", "two wheels") is True
    assert solution.sign_in(rental, "Ada", "two wheels") is True
    assert solution.register(rental, "Ada", "three wheels") is False
    assert solution.sign_in(rental, "Ada", "three wheels") is False
    assert solution.register(rental, "ada", "one wheel") is True
    assert solution.sign_in(rental, "ada", "two wheels") is False


def test_nobody_signs_in_without_an_account(solution, rental):
    assert solution.sign_in(rental, "Ada", "two wheels") is False
    assert solution.change_password(rental, "Ada", "two wheels", "no hands") is False
    assert solution.sign_in(rental, "Ada", "no hands") is False


def test_the_password_of_one_account_is_changed_by_who_knows_it(solution, rental):
    solution.register(rental, "Ada", "two wheels")
    solution.register(rental, "Bo", "three wheels")
    assert solution.change_password(rental, "Bo", "wrong", "no hands") is False
    assert solution.change_password(rental, "Bo", "three wheels", "no hands") is True
    assert solution.sign_in(rental, "Bo", "three wheels") is False
    assert solution.sign_in(rental, "Bo", "no hands") is True
    assert solution.sign_in(rental, "Ada", "two wheels") is True
    assert solution.sign_in(rental, "Ada", "no hands") is False


def test_every_character_of_a_password_counts(solution, rental):
    password = " Fährrad " + "x" * 55
    solution.register(rental, "Ada", password)
    assert solution.sign_in(rental, "Ada", password.strip()) is False
    assert solution.sign_in(rental, "Ada", password.replace("ä", "a")) is False
    assert solution.sign_in(rental, "Ada", password[:-1] + "y") is False
    assert solution.sign_in(rental, "Ada", password) is True


def test_another_process_works_with_a_backup(solution, fresh_solution, rental):
    solution.register(rental, "Ada", "two wheels")
    assert stored_rows(rental) != {}
    assert fresh_solution().sign_in(copy_of(rental), "Ada", "two wheels") is True
