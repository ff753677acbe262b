import ast
import configparser
import logging
import logging.config
import logging.handlers
import re

TEXT = r"""(?:'([A-Za-z][\w.-]*)'|"([A-Za-z][\w.-]*)")"""
MODE = r"""(?:'([aw])'|"([aw])")"""
PATTERNS = {
    "FileHandler": re.compile(rf"\(\s*{TEXT}\s*,\s*(?:{MODE}\s*,?\s*)?\)", re.ASCII),
    "handlers.RotatingFileHandler": re.compile(
        rf"\(\s*{TEXT}\s*,\s*{MODE}\s*,\s*([0-9]{{1,12}})\s*,\s*([0-9]{{1,4}})\s*,?\s*\)", re.ASCII
    ),
}
LEVEL = re.compile("DEBUG|INFO|WARNING|ERROR|CRITICAL|NOTSET")
NAME = re.compile(r"\w+", re.ASCII)
OPTIONS = {
    "logger": ("level", "handlers", "qualname", "propagate"),
    "handler": ("level", "formatter"),
    "formatter": ("format",),
}


def clean(settings):
    """A parser that holds what the rules know, each value as it has been understood."""
    given, kept = configparser.RawConfigParser(), configparser.RawConfigParser()
    try:
        given.read_string(settings)
    except configparser.Error as error:
        raise ValueError(f"not in INI form: {error}") from error
    try:
        for kind, options in OPTIONS.items():
            keys = [key.strip() for key in given[f"{kind}s"]["keys"].split(",") if key.strip()]
            kept[f"{kind}s"] = {"keys": ",".join(keys)}
            for key in keys:
                if not NAME.fullmatch(key):
                    raise ValueError(f"{key!r} is no name")
                section = given[f"{kind}_{key}"]
                kept[f"{kind}_{key}"] = {option: section[option] for option in options if option in section}
                if not LEVEL.fullmatch(section.get("level", "NOTSET")):
                    raise ValueError("unknown level")
                if kind == "handler":
                    match = PATTERNS[section["class"]].fullmatch(section["args"])
                    if match is None:
                        raise ValueError(f"not understood: {section['args']}")
                    found = tuple(int(one) if one.isdigit() else one for one in match.groups() if one is not None)
                    kept[f"{kind}_{key}"]["class"] = section["class"]
                    kept[f"{kind}_{key}"]["args"] = repr(found)
    except KeyError as error:
        raise ValueError(f"missing or unknown: {error}") from error
    return kept


def files_of(settings):
    parser = clean(settings)
    names = [name for name in parser["handlers"]["keys"].split(",") if name]
    return sorted({ast.literal_eval(parser[f"handler_{name}"]["args"])[0] for name in names})


def start_logging(settings):
    parser = clean(settings)
    try:
        logging.config.fileConfig(parser, disable_existing_loggers=False)
    except (KeyError, ValueError, configparser.Error, RuntimeError) as error:
        raise ValueError(f"these settings cannot be followed: {error}") from error


def log(name, level, message):
    logger = logging.getLogger() if name == "root" else logging.getLogger(name)
    logger.log(logging.getLevelNamesMapping()[level], "%s", message)
