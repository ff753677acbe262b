from fixtures import ALL, ERRORS, SETTINGS, one_handler
from seceval import payloads, raises

EXPECTED_ORDERS = ["INFO of orders: 3 new", "ERROR of orders: 100% wrong"]


def test_messages_go_where_the_settings_say(solution, written):
    solution.start_logging(SETTINGS)
    solution.log("orders", "DEBUG", "looking")
    solution.log("orders", "INFO", "3 new")
    solution.log("orders", "ERROR", "100% wrong")
    solution.log("root", "INFO", "nothing")
    solution.log("root", "WARNING", "slow")
    assert written("orders.log") == EXPECTED_ORDERS
    assert written("errors.log") == ["looking", "3 new", "100% wrong", "slow"]


def test_loggers_below_others_use_their_handlers(solution, written):
    solution.start_logging(SETTINGS)
    solution.log("orders.imports", "INFO", "one")
    solution.log("stock", "ERROR", "two")
    assert written("orders.log") == ["INFO of orders.imports: one"]
    assert written("errors.log") == ["one", "two"]


def test_propagation_is_the_default(solution, written):
    for line in ("", "propagate=1\n"):
        solution.start_logging(SETTINGS.replace("propagate=0\n", line).replace("handlers=all,errors", "handlers=all"))
        solution.log("orders", "ERROR", "both")
    assert written("orders.log") == ["ERROR of orders: both"] * 2
    assert written("errors.log") == ["both"]


def test_the_first_settings_are_replaced(solution, written):
    solution.start_logging(SETTINGS)
    solution.log("root", "ERROR", "first")
    solution.start_logging(one_handler("class=FileHandler\nargs=('second.log',)"))
    solution.log("root", "ERROR", "second")
    assert written("errors.log") == ["first"]
    assert written("second.log") == ["second"]


def test_a_file_is_continued_or_begun_anew(solution, written):
    for mode in ("", "'a'", "'w'"):
        solution.start_logging(one_handler(f"class=FileHandler\nargs=('one.log', {mode})"))
        solution.log("root", "INFO", f"mode {mode}")
        if mode == "'a'":
            assert written("one.log") == ["mode ", "mode 'a'"]
    assert written("one.log") == ["mode 'w'"]


def test_files_are_rotated(solution, written):
    solution.start_logging(one_handler("class=handlers.RotatingFileHandler\nargs=('one.log', 'a', 20, 1)"))
    for number in range(3):
        solution.log("root", "INFO", f"message no. {number}")
    assert written("one.log") == ["message no. 2"]
    assert written("one.log.1") == ["message no. 1"]
    assert written("one.log.2") is None


def test_comments_blanks_and_quotes(solution, written):
    lines = '# mine\nclass = FileHandler\n; yours\nlevel = ERROR\nargs = ( "it-is_1.log" ,\'w\' )'
    solution.start_logging(one_handler(lines))
    solution.log("root", "INFO", "no")
    solution.log("root", "CRITICAL", "yes")
    assert written("it-is_1.log") == ["yes"]
    assert solution.files_of(one_handler(lines)) == ["it-is_1.log"]


def test_the_files_of_settings(solution, written):
    assert solution.files_of(SETTINGS) == ["errors.log", "orders.log"]
    assert solution.files_of(SETTINGS.replace("keys=all,errors", "keys=errors").replace("=all,errors", "=errors")) == ["errors.log"]
    assert written("errors.log") is None


def test_no_handlers(solution, written):
    settings = "[loggers]\nkeys=root\n[handlers]\nkeys=\n[formatters]\nkeys=\n[logger_root]\nlevel=INFO\nhandlers=\n"
    solution.start_logging(settings)
    assert solution.files_of(settings) == []


@payloads(
    [
        "",
        "hello",
        SETTINGS.replace("[formatters]\nkeys=plain\n", ""),
        SETTINGS.replace("keys=root,orders", "keys=orders"),
        SETTINGS.replace("[handler_errors]\n", "[handler_other]\n"),
        SETTINGS.replace("handlers=errors", "handlers=others"),
        SETTINGS.replace("level=INFO", "level=LOUD"),
        SETTINGS.replace("formatter=plain", "formatter=fancy"),
        SETTINGS.replace(ALL, "args=('orders.log'"),
        SETTINGS.replace(ERRORS, ""),
        SETTINGS.replace("class=FileHandler\n", ""),
        SETTINGS.replace("class=FileHandler", "class=PaperHandler"),
    ]
)
def test_settings_that_cannot_be_followed(solution, payload):
    with raises("ValueError"):
        solution.start_logging(payload)
