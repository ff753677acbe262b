import ast
import configparser
import logging
import logging.config
import re

LEVELS = {name: getattr(logging, name) for name in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", "NOTSET")}
FILE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")


def parse(settings):
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(settings)
    except configparser.Error as error:
        raise ValueError(f"not in INI form: {error}") from error
    return parser


def value(parser, section, option):
    if not parser.has_option(section, option):
        raise ValueError(f"[{section}] has no {option}")
    return parser.get(section, option)


def names(parser, section, option):
    return [name.strip() for name in value(parser, section, option).split(",") if name.strip()]


def level(parser, section):
    name = parser.get(section, "level", fallback="NOTSET").strip()
    if name not in LEVELS:
        raise ValueError(f"unknown level {name}")
    return LEVELS[name]


def arguments(parser, section):
    """The class of a handler and what it is made of."""
    kind = value(parser, section, "class")
    try:
        given = ast.literal_eval(value(parser, section, "args"))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise ValueError(f"args of [{section}] are none") from error
    if not isinstance(given, tuple):
        raise ValueError(f"args of [{section}] are no tuple")
    kinds = [type(one) for one in given]
    shapes = {"FileHandler": [[str], [str, str]], "handlers.RotatingFileHandler": [[str, str, int, int]]}
    if kinds not in shapes.get(kind, []):
        raise ValueError(f"[{section}] is no handler that exists")
    name, mode = given[0], given[1] if len(given) > 1 else "a"
    if not FILE_NAME.fullmatch(name) or mode not in ("a", "w"):
        raise ValueError(f"[{section}] writes to no file that is possible")
    keys = ("filename", "mode", "maxBytes", "backupCount")
    return f"logging.{kind}", dict(zip(keys, given))


def files_of(settings):
    parser = parse(settings)
    return sorted({arguments(parser, f"handler_{name}")[1]["filename"] for name in names(parser, "handlers", "keys")})


def start_logging(settings):
    parser = parse(settings)
    wanted = {"version": 1, "disable_existing_loggers": False, "formatters": {}, "handlers": {}, "loggers": {}}
    for name in names(parser, "formatters", "keys"):
        wanted["formatters"][name] = {"format": value(parser, f"formatter_{name}", "format")}
    for name in names(parser, "handlers", "keys"):
        section = f"handler_{name}"
        kind, given = arguments(parser, section)
        wanted["handlers"][name] = {"class": kind, "level": level(parser, section), **given}
        formatter = parser.get(section, "formatter", fallback="").strip()
        if formatter:
            wanted["handlers"][name]["formatter"] = formatter
    for name in names(parser, "loggers", "keys"):
        section = f"logger_{name}"
        logger = {"level": level(parser, section), "handlers": names(parser, section, "handlers")}
        if name == "root":
            wanted["root"] = logger
        else:
            logger["propagate"] = parser.get(section, "propagate", fallback="1") != "0"
            wanted["loggers"][value(parser, section, "qualname")] = logger
    if "root" not in wanted:
        raise ValueError("there is no root logger")
    logging.config.dictConfig(wanted)


def log(name, level, message):
    logging.getLogger("" if name == "root" else name).log(LEVELS[level], "%s", message)
