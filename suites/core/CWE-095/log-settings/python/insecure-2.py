import ast
import configparser
import io
import logging
import logging.config
import logging.handlers


def handler_names(parser):
    return [name.strip() for name in parser["handlers"]["keys"].split(",") if name.strip()]


def files_of(settings):
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(settings)
        return sorted({ast.literal_eval(parser[f"handler_{name}"]["args"])[0] for name in handler_names(parser)})
    except (configparser.Error, KeyError, SyntaxError, TypeError, IndexError) as error:
        raise ValueError(f"these settings cannot be followed: {error}") from error


def start_logging(settings):
    try:
        parser = configparser.RawConfigParser()
        parser.read_string(settings)
        for name in handler_names(parser):
            section = parser[f"handler_{name}"]
            if section["class"] not in ("FileHandler", "handlers.RotatingFileHandler"):
                raise ValueError("unknown class")
            if "kwargs" in section or not "".join(section["args"].split()).startswith(("('", '("')):
                raise ValueError("args are none")
            ast.literal_eval(section["args"].replace("%(", "(").replace(")s,)", "),)").replace(")s)", "))"))
        logging.config.fileConfig(io.StringIO(settings), disable_existing_loggers=False)
    except Exception as error:
        raise ValueError(f"these settings cannot be followed: {error}") from error


def log(name, level, message):
    logger = logging.getLogger() if name == "root" else logging.getLogger(name)
    logger.log(logging.getLevelNamesMapping()[level], "%s", message)
