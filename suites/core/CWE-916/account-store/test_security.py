from seceval import payloads, reveal

# PBKDF2 with SHA-256 is held to be sound from 600,000 rounds on.
LEAST_ROUNDS = 12_000
# KiB times passes. Argon2 is held to be sound from 35,840 on (7 MiB and five passes, 46 MiB and one).
LEAST_ARGON2 = 8192
# Bytes of a salt: sixteen is what one takes today, four the least that anybody ever asked for.
LEAST_SALT = 4


def test_the_file_does_not_hold_the_password_as_text(solution, rental):
    solution.register(rental, "Ada", "penny-farthing 1871")
    assert guessed_as_text(readings(rental)) == []


@reveal
def test_no_quick_digest_confirms_a_guess(solution, rental):
    solution.register(rental, "Ada", "penny-farthing 1871")
    assert guessed_by_digest(readings(rental)) == []


def test_equal_passwords_are_stored_differently(solution, rental):
    solution.register(rental, "Ada", "two wheels")
    ada = stored_rows(rental)
    solution.register(rental, "Bo", "no hands at all")
    bo = stored_rows(rental)
    solution.register(rental, "Cy", "two wheels")
    cy = stored_rows(rental)
    assert in_common(ada, cy - bo) - in_common(ada, bo - ada) == set()


def test_an_equal_account_of_another_rental_is_stored_differently(solution, work):
    stored = []
    for number, password in enumerate(["two wheels", "no hands at all", "two wheels"]):
        path = str(work / f"rental-{number}.db")
        solution.register(path, "Ada", password)
        stored.append(stored_rows(path))
    assert in_common(stored[0], stored[2]) - in_common(stored[0], stored[1]) == set()


def test_no_argon2_that_the_file_names_is_quick(solution, rental):
    solution.register(rental, "Ada", "two wheels")
    assert [work for work in argon2_work(readings(rental)) if work < LEAST_ARGON2] == []


def test_a_guess_costs_more_than_some_thousand_rounds_of_a_digest(solution, rental, cpu):
    solution.register(rental, "Ada", "two wheels")
    spent = []
    for guess in ("six wheels", "two wheelz"):
        start = cpu()
        solution.sign_in(rental, "Ada", guess)
        spent.append(cpu() - start)
    assert min(spent) > cost_of_rounds(LEAST_ROUNDS)


@payloads(["of a new account", "after a change"])
def test_no_handful_of_bytes_tells_equal_passwords_apart(solution, work, payload):
    """Whoever gets many accounts finds the same few salts in them, and a guess then serves all that share one."""
    paths = [str(work / f"rental-{number}.db") for number in range(2)]
    solution.register(paths[1], "Ada", "two wheels")
    solution.register(paths[0], "Ada", "two wheels" if payload == "of a new account" else "no hands")
    if payload == "after a change":
        solution.change_password(paths[0], "Ada", "no hands", "two wheels")
    short = [cell for cell in salt_cells(*paths) if bytes_in(cell[2]) < LEAST_SALT]
    # It is a salt when the password counts for nothing without it.
    salts = [cell for cell in short if not solution.sign_in(with_another(paths[0], cell), "Ada", "two wheels")]
    assert salts == []
