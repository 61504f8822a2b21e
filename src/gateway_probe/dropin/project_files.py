"""Files of a project, which anybody may have written: read where they are ordinary files of an ordinary size."""

import json
import re
from pathlib import Path
from typing import Any

_MOST_BYTES = 4_000_000
_PLACE = re.compile(r"line \d+,? column \d+")


class Unusable(Exception):
    """The probe cannot be added here. The message says why and what to do."""


def read_bytes(path: Path) -> bytes | None:
    """What the file holds; nothing where there is none. Raises `Unusable` and `OSError`.

    A pipe or a device would be waited for without end, or read until memory is full.
    """
    if not path.is_file():
        return None
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Unusable(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB: make it smaller, then try again")
    return content


def place_of(error: Exception) -> str:
    """Where a parser stopped, and not what it says of it: its message may repeat a name or a value of the file."""
    if isinstance(error, OSError):
        return str(error)
    found = _PLACE.search(str(error))
    return found[0] if found else type(error).__name__


def read_text(path: Path) -> str:
    """The same as text; no text where there is no file."""
    return (read_bytes(path) or b"").decode("utf-8", "replace")


def read_json(path: Path) -> Any:
    """The JSON in the file; nothing where there is none. Raises `ValueError`, `Unusable` and `OSError`."""
    content = read_bytes(path)
    try:
        return None if content is None else json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
