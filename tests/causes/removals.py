"""A Document with one thing less: everything that may be missing of it, whole or of any part, taken away one at a time."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from gateway_probe.document import Evidence

_SAID_BY_PEOPLE = frozenset({"probe", "tested", "not_tested"})
"""How the run was made is no evidence: a setting that is not there was not set."""
_NEVER_READ = frozenset({"timing", "headers"})
_FINDINGS_OF_ONE_LOOK = frozenset({"defects", "planned", "fallbacks", "suggestions", "options"})
"""Lists that are what one look at a value found: one that is shorter says that less was found, not that less was read."""
_ASKED_BY_REQUEST = ("shape-",)
"""Experiments that a run makes only where somebody wants them: without one, the Document is that of a run without it."""


def removals(evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """What is missing, and the Document without it."""
    for name in Evidence.model_fields:
        if name not in _SAID_BY_PEOPLE:
            for what, less in _with_less(getattr(evidence, name)):
                yield f"{name}/{what}", evidence.model_copy(update={name: less})


def _with_less(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        yield from _of_model(value)
    elif isinstance(value, list):
        yield from _of_list(value)


def _of_model(model: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None or name in _NEVER_READ | _FINDINGS_OF_ONE_LOOK:
            continue
        if type(None) in get_args(field.annotation):
            yield name, model.model_copy(update={name: None})
        for what, less in _with_less(value):
            yield f"{name}/{what}", model.model_copy(update={name: less})


def _of_list(items: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    if len(items) > 1 or (items and isinstance(items[0], str)):
        yield "all of it", []
    for index, item in enumerate(items):
        if isinstance(item, str):
            continue  # words are told from one text, all of them or none
        name = _name(item) or str(index)
        if name.startswith(_ASKED_BY_REQUEST):
            continue
        yield name, [*items[:index], *items[index + 1 :]]
        for what, less in _with_less(item):
            yield f"{name}/{what}", [*items[:index], less, *items[index + 1 :]]


def _name(item: Any) -> str | None:
    return getattr(item, "id", None) or getattr(item, "name", None) or getattr(item, "source", None)
