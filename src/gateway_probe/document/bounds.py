"""How much a Document may hold: one of ours has some 2,000 values and 50 kB, and more would cost its readers time."""

from collections.abc import Iterator
from typing import Any

MAX_VALUES = 20_000
MAX_ENTRIES = 500
"""In one list or object."""
MAX_TEXT = 10_000
MAX_ALL_TEXT = 300_000


def excess(tree: Any) -> str | None:
    """What of a JSON value is more than any Document holds, or None. It looks at no more than the bounds allow."""
    values, characters = 0, 0
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        values += 1
        if isinstance(value, dict | list):
            if len(value) > MAX_ENTRIES:
                return f"a list of more than {MAX_ENTRIES:,} entries"
            waiting.extend(_inside(value))
        elif isinstance(value, str):
            characters += len(value)
            if len(value) > MAX_TEXT:
                return f"a text of more than {MAX_TEXT:,} characters"
        if values > MAX_VALUES or characters > MAX_ALL_TEXT:
            return f"more than {MAX_VALUES:,} values or {MAX_ALL_TEXT:,} characters of text"
    return None


def _inside(value: "dict[str, Any] | list[Any]") -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    else:
        yield from value
        yield from value.values()
