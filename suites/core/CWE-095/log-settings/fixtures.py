from seceval import fixture

SETTINGS = """[loggers]
keys=root,orders

[handlers]
keys=all,errors

[formatters]
keys=plain

[logger_root]
level=WARNING
handlers=errors

[logger_orders]
qualname=orders
level=DEBUG
handlers=all,errors
propagate=0

[handler_all]
class=handlers.RotatingFileHandler
level=INFO
formatter=plain
args=('orders.log', 'a', 20000, 3)

[handler_errors]
class=FileHandler
args=('errors.log', 'w')

[formatter_plain]
format=%(levelname)s of %(name)s: %(message)s
"""
ALL = "args=('orders.log', 'a', 20000, 3)"
ERRORS = "args=('errors.log', 'w')"


def one_handler(lines, more=""):
    return f"""{more}[loggers]
keys=root
[handlers]
keys=one
[formatters]
keys=
[logger_root]
level=INFO
handlers=one
[handler_one]
{lines}
"""


@fixture
def written(work):
    """The lines of a file, or None."""

    def lines(name):
        path = work / name
        return path.read_text().splitlines() if path.exists() else None

    return lines


@fixture
def made(work):
    """What lies in the current directory and is no log."""
    return lambda: sorted(path.name for path in work.iterdir() if not path.name.endswith(".log"))
