import importlib
import sys

import yaml


class RecipeLoader(yaml.Loader):
    pass


class DescribingLoader(yaml.Loader):
    pass


def settings_of(loader, node):
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise ValueError("settings are a mapping")
    return loader.construct_mapping(node, deep=True)


def make_step(loader, suffix, node):
    module_name, dot, class_name = suffix.rpartition(".")
    try:
        step_class = getattr(importlib.import_module(module_name), class_name)
        return step_class(**settings_of(loader, node))
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"cannot make {suffix}: {error}") from error


def describe_step(loader, suffix, node):
    if "." not in suffix:
        raise ValueError(f"not a step: {suffix}")
    return {"step": suffix, "settings": settings_of(loader, node)}


RecipeLoader.add_multi_constructor("!", make_step)
DescribingLoader.add_multi_constructor("!", describe_step)


def load(recipe, loader):
    try:
        data = yaml.load(recipe, Loader=loader)
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error
    if not isinstance(data, dict) or "title" not in data or not isinstance(data.get("steps"), list):
        raise ValueError("not a recipe")
    return data


def run_recipe(recipe, folder, text):
    if folder not in sys.path:
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
    steps = load(recipe, RecipeLoader)["steps"]
    if not all(hasattr(step, "run") for step in steps):
        raise ValueError("not a step")
    for step in steps:
        text = step.run(text)
    return text


def describe_recipe(recipe):
    data = load(recipe, DescribingLoader)
    if not all(isinstance(step, dict) and set(step) == {"step", "settings"} for step in data["steps"]):
        raise ValueError("not a step")
    return {"title": data["title"], "steps": data["steps"]}
