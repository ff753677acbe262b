import ast
import configparser
import io
import logging
import logging.config
import logging.handlers
import re

ARGS = re.compile(r"""args\s*=\s*\(\s*['"][\w.-]+['"]\s*(,\s*['"][aw]['"]\s*(,\s*\d+\s*,\s*\d+\s*)?)?,?\s*\)\s*$""")
CLASS = re.compile(r"class\s*=\s*(FileHandler|handlers\.RotatingFileHandler)\s*$")


def handler_names(parser):
    return [name.strip() for name in parser["handlers"]["keys"].split(",") if name.strip()]


def require_plain(settings):
    for line in settings.splitlines():
        option = line.partition("=")[0].strip()
        pattern = {"args": ARGS, "class": CLASS}.get(option)
        if option == "kwargs" or (pattern and not pattern.match(line)):
            raise ValueError(f"not understood: {line}")


def files_of(settings):
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(settings)
        return sorted({ast.literal_eval(parser[f"handler_{name}"]["args"])[0] for name in handler_names(parser)})
    except (configparser.Error, KeyError, SyntaxError, TypeError, IndexError) as error:
        raise ValueError(f"these settings cannot be followed: {error}") from error


def start_logging(settings):
    try:
        require_plain(settings)
        logging.config.fileConfig(io.StringIO(settings), disable_existing_loggers=False)
    except Exception as error:
        raise ValueError(f"these settings cannot be followed: {error}") from error


def log(name, level, message):
    logger = logging.getLogger() if name == "root" else logging.getLogger(name)
    logger.log(logging.getLevelNamesMapping()[level], "%s", message)
