"""Every world there is: all that a module of this folder, or of one in it, holds under the name WORLDS, in the order of the modules' names.

They are looked for when they are first asked for, so that any of those modules may ask too.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import tests.worlds
from tests.worlds.places import Places
from tests.worlds.world import World


@cache
def find_worlds_by_file() -> Mapping[str, tuple[World, ...]]:
    """Those of one place, by the module that they stand in."""
    return {
        path: tuple(world for world in worlds if isinstance(world, World)) for path, worlds in _find_by_file().items()
    }


@cache
def find_worlds() -> tuple[World, ...]:
    """Those of one place."""
    return tuple(world for worlds in find_worlds_by_file().values() for world in worlds)


@cache
def find_places(prefix: str = "") -> tuple[Places, ...]:
    """Those of places beside each other, of the modules whose names begin so."""
    found = _find_by_file(prefix).values()
    return tuple(world for worlds in found for world in worlds if isinstance(world, Places))


def _find_by_file(prefix: str = "") -> dict[str, tuple[World | Places, ...]]:
    paths = sorted(item.name for item in pkgutil.walk_packages(tests.worlds.__path__, "tests.worlds."))
    named = [(path, path.rpartition(".")[2]) for path in paths]
    wanted = [path for path, name in named if name.startswith(prefix) and not name.startswith(("test_", "__"))]
    return {path: tuple(getattr(import_module(path), "WORLDS", ())) for path in wanted}
