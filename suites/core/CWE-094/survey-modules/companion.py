def on_a_tablet(path, calls=()):
    """What a tablet does: it loads the module, and calls its functions. Returns what they return."""
    import importlib.util
    import sys

    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("survey_on_tablet", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    results = [getattr(module, name)(*arguments) for name, *arguments in calls]
    names = sorted(name for name in vars(module) if not name.startswith("_"))
    docs = {name: getattr(module, name).__doc__ for name in names if name.startswith("check_")}
    return {
        "results": results,
        "doc": module.__doc__,
        "docs": docs,
        "title": module.TITLE,
        "version": module.VERSION,
        "own": getattr(module, "OWN", None),
    }
