"""Names of a room whose modules are imported when the first of them is asked for: PEP 562.

A cold start needs few of them, and a run the others soon enough.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def import_later(room: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a room; `names` says in which of its modules each name is."""

    def find(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{names[name]}"), name)

    return find


class LaterFunctions:
    """The functions of a module, which is imported when the first of them is called."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self._module), name)(*arguments, **options)

        return call
