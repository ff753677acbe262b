import importlib.machinery
import inspect
import itertools
import pathlib
import re

import yaml


MOST_NODES = 10_000


class RecipeError(ValueError):
    pass


def parse(text):
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise RecipeError(str(error)) from error
    if not isinstance(root, yaml.MappingNode):
        raise RecipeError("a recipe is a mapping")
    try:
        count(root, 0)
    except RecursionError as error:
        raise RecipeError("a recipe within itself") from error
    parts = {key.value: value for key, value in root.value}
    title, steps = parts.get("title"), parts.get("steps")
    if title is None or not isinstance(steps, yaml.SequenceNode):
        raise RecipeError("title or steps are missing")
    return plain(title), steps.value


def count(node, so_far):
    """What aliases repeat counts each time."""
    if so_far > MOST_NODES:
        raise RecipeError("a recipe without end")
    if isinstance(node, yaml.ScalarNode):
        return so_far
    for one in itertools.chain(*node.value) if isinstance(node, yaml.MappingNode) else node.value:
        so_far = count(one, so_far + 1)
    return so_far


def plain(node):
    """A value without steps in it."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise RecipeError(str(error)) from error
    finally:
        loader.dispose()


def step_of(node):
    found = re.fullmatch(r"!([a-z0-9_]+)\.(\w+)", node.tag, re.ASCII)
    if found is None:
        raise RecipeError(f"no step: {node.tag}")
    return found.groups()


def build(node, make):
    if node.tag.startswith("!"):
        module, name = step_of(node)
        if isinstance(node, yaml.MappingNode):
            settings = {plain(key): build(value, make) for key, value in node.value}
        elif isinstance(node, yaml.ScalarNode) and node.value == "":
            settings = {}
        else:
            raise RecipeError(f"settings of {name}")
        return make(module, name, settings)
    if node.tag == "tag:yaml.org,2002:seq":
        return [build(one, make) for one in node.value]
    if node.tag == "tag:yaml.org,2002:map":
        return {plain(key): build(value, make) for key, value in node.value}
    return plain(node)


def classes_in(folder):
    """The step classes of all modules of an installation."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.py")):
        module = importlib.machinery.SourceFileLoader(f"recipe_{path.stem}", str(path)).load_module()
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == module.__name__ and inspect.isfunction(inspect.getattr_static(kind, "run", None)):
                found[path.stem, name] = kind
    return found


def run_recipe(recipe, folder, text):
    classes = classes_in(folder)

    def make(module, name, settings):
        try:
            return classes[module, name](**settings)
        except (KeyError, TypeError) as error:
            raise RecipeError(f"cannot make {module}.{name}") from error

    _title, nodes = parse(recipe)
    for node in nodes:
        step_of(node)
    for step in [build(node, make) for node in nodes]:
        text = step.run(text)
    return text


def describe_recipe(recipe):
    title, nodes = parse(recipe)
    for node in nodes:
        step_of(node)
    return {
        "title": title,
        "steps": [
            build(node, lambda module, name, settings: {"step": f"{module}.{name}", "settings": settings})
            for node in nodes
        ],
    }
