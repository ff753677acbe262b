"""How candidates are kept apart from the judge, from each other and from the machine: one file for each way.

The rest of the harness asks the layout that its settings name, and never which one that is.
"""

from __future__ import annotations

from typing import Any

import places
from layouts.layout import Layout


def choose(settings: dict[str, Any]) -> Layout:
    name = settings.get("layout", "namespaces")
    if name == "namespaces":
        from layouts.namespaces import Namespaces

        return Namespaces()
    if name == "root-namespaces":
        from layouts.root_namespaces import RootNamespaces

        return RootNamespaces(settings)
    if name == "users":
        from layouts.users import Users

        return Users(settings)
    if name == "process":
        places.settle(settings["lane"])
        from layouts.process import Process

        return Process(settings)
    raise ValueError(f"no layout is called {name!r}")
