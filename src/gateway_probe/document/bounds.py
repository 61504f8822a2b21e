"""What a Document of somebody else's making may hold, looked at from the cheapest question to the dearest.

A Document is read in the process that answers others, so a megabyte that is made to hold it up is refused before
the work that it would cause. A run's own Document has about 2,000 values, 10 levels and texts of 2,000 characters.
"""

import json
import math
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gateway_probe.document.base import Model

MAX_BYTES = 2_000_000
MAX_VALUES = 20_000
"""Texts, numbers, lists and objects altogether."""
MAX_DEPTH = 40
MAX_ENTRIES = 500
"""In one list or object."""
MAX_TEXT = 10_000
"""Characters of one text."""
MAX_ALL_TEXT = 300_000

# Beside each value of JSON there is one of these; foreign text, which holds some too, is the smaller part.
_MARKS = (b",", b"[", b"{")
_MARKS_PER_VALUE = 2
_LARGEST = sys.float_info.max


class UnreadableDocument(ValueError):
    """It cannot be read as a Document. The message completes "it is …" and never says what it held."""


def parse(content: bytes, documents: int = 1) -> Any:
    """The JSON value. Raises `UnreadableDocument` for what is none, or is more than so many Documents hold."""
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"larger than {MAX_BYTES:,} bytes: not a Document of this probe")
    if sum(content.count(mark) for mark in _MARKS) > _MARKS_PER_VALUE * MAX_VALUES * documents:
        raise _too_many("values", MAX_VALUES * documents)
    try:
        return json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("not JSON: a Document is the JSON that /api/diagnose answers") from error


def check_tree(tree: Any) -> None:
    """Raise `UnreadableDocument` where the tree holds more than a Document does, or what none can carry."""
    values, characters = 0, 0
    level = [tree]
    for _ in range(MAX_DEPTH):
        values += len(level)
        if values > MAX_VALUES:
            raise _too_many("values", MAX_VALUES)
        below: list[Any] = []
        for value in level:
            if isinstance(value, str):
                characters += _length(value)
            elif isinstance(value, dict | list):
                if len(value) > MAX_ENTRIES:
                    raise _too_many("entries in one list", MAX_ENTRIES)
                if isinstance(value, dict):
                    characters += sum(map(_length, value))
                below += value.values() if isinstance(value, dict) else value
            elif isinstance(value, int | float) and not abs(value) <= _LARGEST:
                raise UnreadableDocument("JSON with a number that is out of range")
        if characters > MAX_ALL_TEXT:
            raise _too_many("characters of text", MAX_ALL_TEXT)
        if not below:
            return
        level = below
    raise UnreadableDocument(f"nested deeper than {MAX_DEPTH} levels: not a Document of this probe")


def check_model(model: Model) -> None:
    """Raise `UnreadableDocument` for times and numbers that cannot be reckoned with, however they were written."""
    for value in _values(model):
        if isinstance(value, float) and not math.isfinite(value):
            raise UnreadableDocument("JSON with a number that is out of range")
        if isinstance(value, datetime) and value.tzinfo is None:
            raise UnreadableDocument("JSON with a time that names no time zone")


def _values(model: Model) -> Iterator[Any]:
    """Each single value."""
    found: list[Any] = [model]
    while found:
        value = found.pop()
        if isinstance(value, Model):
            found += value.__dict__.values()
        elif isinstance(value, dict):
            found += value.values()
        elif isinstance(value, list):
            found += value
        else:
            yield value


def _length(text: str) -> int:
    """Of a text that a Document can carry."""
    if len(text) > MAX_TEXT:
        raise _too_many("characters in one text", MAX_TEXT)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnreadableDocument("JSON with a text that is no Unicode: half of a surrogate pair") from None
    return len(text)


def _too_many(what: str, most: int) -> UnreadableDocument:
    return UnreadableDocument(f"of more than {most:,} {what}: not a Document of this probe")


def _no_number(_name: str) -> Any:
    raise ValueError("not a number of JSON")
