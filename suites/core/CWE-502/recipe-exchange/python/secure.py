import importlib.util
import os
import re

import yaml

MOST_VALUES = 10_000
NAME = re.compile(r"([a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_]*)")


class Step:
    def __init__(self, module, name, settings):
        self.module, self.name, self.settings = module, name, settings


class Reader(yaml.SafeLoader):
    def flatten_mapping(self, node):
        """Merge keys are no part of a recipe: then they are unknown, and refused."""


def construct_step(loader, suffix, node):
    found = NAME.fullmatch(suffix)
    if found is None:
        raise ValueError(f"no step: {suffix}")
    if isinstance(node, yaml.MappingNode):
        settings = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.ScalarNode) and node.value == "":
        settings = {}
    else:
        raise ValueError(f"no settings: {suffix}")
    return Step(found[1], found[2], settings)


Reader.add_multi_constructor("!", construct_step)


def read(text):
    try:
        recipe = yaml.load(text, Loader=Reader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(recipe, dict) or not isinstance(recipe.get("title"), str):
        raise ValueError("no recipe")
    steps = recipe.get("steps")
    if not isinstance(steps, list) or not all(isinstance(step, Step) for step in steps):
        raise ValueError("no steps")
    try:
        count(steps, 0)
    except RecursionError:
        raise ValueError("a recipe without end") from None
    return recipe["title"], steps


def count(value, so_far):
    """Values that aliases repeat are counted each time."""
    if so_far > MOST_VALUES:
        raise ValueError("a recipe without end")
    inner = value.settings if isinstance(value, Step) else value
    for one in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else []:
        so_far = count(one, so_far + 1)
    return so_far


def converted(value, convert):
    """The value with all steps in it converted."""
    if isinstance(value, Step):
        return convert(value)
    if isinstance(value, list):
        return [converted(one, convert) for one in value]
    if isinstance(value, dict):
        return {key: converted(one, convert) for key, one in value.items()}
    return value


class Workshop:
    def __init__(self, folder):
        self.folder = folder
        self.modules = {}

    def module(self, name):
        if name not in self.modules:
            path = os.path.join(self.folder, f"{name}.py")
            if not os.path.isfile(path):
                raise ValueError(f"no module {name}")
            spec = importlib.util.spec_from_file_location(f"steps_{name}", path)
            self.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(self.modules[name])
        return self.modules[name]

    def make(self, step):
        module = self.module(step.module)
        kind = vars(module).get(step.name)
        if not isinstance(kind, type) or kind.__module__ != module.__name__ or not callable(getattr(kind, "run", None)):
            raise ValueError(f"no step {step.module}.{step.name}")
        settings = converted(step.settings, self.make)
        try:
            return kind(**settings)
        except TypeError as error:
            raise ValueError(f"{step.name}: {error}") from error


def run_recipe(recipe, folder, text):
    _title, steps = read(recipe)
    for step in converted(steps, Workshop(folder).make):
        text = step.run(text)
    return text


def describe(step):
    return {"step": f"{step.module}.{step.name}", "settings": converted(step.settings, describe)}


def describe_recipe(recipe):
    title, steps = read(recipe)
    return {"title": title, "steps": converted(steps, describe)}
