"""Names of a room whose modules are imported when the first of them is asked for: PEP 562.

A cold start needs few of them, and a run the others soon enough.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def import_later(room: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a room; `names` says in which of its modules each name is."""

    def find(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{names[name]}"), name)

    return find
