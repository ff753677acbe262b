import configparser
import logging
import re
from logging.handlers import RotatingFileHandler

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
        given = eval(value(parser, section, "args"), {"__builtins__": {}})
    except Exception as error:
        raise ValueError(f"args of [{section}] are none") from error
    if not isinstance(given, tuple):
        raise ValueError(f"args of [{section}] are no tuple")
    kinds = [type(one) for one in given]
    if kind == "FileHandler" and kinds in ([str], [str, str]):
        made = logging.FileHandler
    elif kind == "handlers.RotatingFileHandler" and kinds == [str, str, int, int]:
        made = RotatingFileHandler
    else:
        raise ValueError(f"[{section}] is no handler that exists")
    name, mode = given[0], given[1] if len(given) > 1 else "a"
    if not FILE_NAME.fullmatch(name) or mode not in ("a", "w"):
        raise ValueError(f"[{section}] writes to no file that is possible")
    return made, given


def files_of(settings):
    parser = parse(settings)
    return sorted({arguments(parser, f"handler_{name}")[1][0] for name in names(parser, "handlers", "keys")})


def start_logging(settings):
    parser = parse(settings)
    formatters = {
        name: logging.Formatter(value(parser, f"formatter_{name}", "format"))
        for name in names(parser, "formatters", "keys")
    }
    planned = {}
    for name in names(parser, "handlers", "keys"):
        section = f"handler_{name}"
        made, given = arguments(parser, section)
        formatter = parser.get(section, "formatter", fallback="").strip()
        if formatter and formatter not in formatters:
            raise ValueError(f"unknown formatter {formatter}")
        planned[name] = (made, given, level(parser, section), formatters.get(formatter))
    loggers = []
    for name in names(parser, "loggers", "keys"):
        section = f"logger_{name}"
        used = names(parser, section, "handlers")
        if not set(used) <= set(planned):
            raise ValueError(f"[{section}] uses a handler that is not there")
        qualname = "" if name == "root" else value(parser, section, "qualname")
        loggers.append((qualname, level(parser, section), used, parser.get(section, "propagate", fallback="1") != "0"))
    if "" not in [logger[0] for logger in loggers]:
        raise ValueError("there is no root logger")
    clear()
    handlers = {}
    for name, (made, given, handler_level, formatter) in planned.items():
        handlers[name] = made(*given)
        handlers[name].setLevel(handler_level)
        handlers[name].setFormatter(formatter)
    for qualname, logger_level, used, propagate in loggers:
        logger = logging.getLogger(qualname)
        logger.setLevel(logger_level)
        logger.propagate = propagate or not qualname
        for name in used:
            logger.addHandler(handlers[name])


def clear():
    known = [logger for logger in logging.root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    for logger in [logging.root, *known]:
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        if logger is not logging.root:
            logger.setLevel(logging.NOTSET)
            logger.propagate = True


def log(name, level, message):
    logging.getLogger("" if name == "root" else name).log(LEVELS[level], "%s", message)
