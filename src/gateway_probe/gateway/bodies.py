"""Bodies of answers: what kind of content they are, and their JSON where there is some."""

import json
import re
from typing import Any, Literal

Content = Literal["json", "html", "text", "event-stream", "empty", "binary"]

_LARGEST = 999_999
_EVENTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:data|event|id|retry)?:")
"""How a stream of events begins: with a field or a comment, and perhaps with a byte order mark."""


def parse(body: bytes) -> tuple[Content, Any]:
    """The kind of content, told from the bytes alone, as clients do, and the JSON value (None for other kinds)."""
    stripped = body.strip()
    if not stripped:
        return "empty", None
    try:
        return "json", json.loads(stripped)
    except (ValueError, RecursionError):
        pass
    if _EVENTS.match(stripped):
        return "event-stream", None
    try:
        text = stripped[:2000].decode()
    except UnicodeDecodeError as error:
        # Only a cut inside a character is no sign of binary content.
        if len(stripped) <= 2000 or error.start < 1996:
            return "binary", None
        text = stripped[: error.start].decode()
    lowered = text.lower()
    return ("html" if lowered.startswith(("<!doctype html", "<html")) or "<html" in lowered else "text"), None


def at(value: Any, *path: str | int) -> Any:
    """The value under a path of keys and indexes, or None where any step is missing."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list) or len(value) <= step:
                return None
            value = value[step]
        else:
            if not isinstance(value, dict):
                return None
            value = value.get(step)
    return value


def either(value: Any, *names: str) -> Any:
    """The first of the names that an object has: metadata travels in camelCase and in snake_case."""
    if isinstance(value, dict):
        for name in names:
            if (found := value.get(name)) is not None:
                return found
    return None


def integer(value: Any) -> int | None:
    """A status or a count, or None: a longer number may be that of an account or of a project."""
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST else None


def boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def word(value: Any) -> str | None:
    """A text, or None: what is no text cannot be looked up among known words."""
    return value if isinstance(value, str) else None
