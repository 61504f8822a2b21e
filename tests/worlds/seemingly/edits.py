"""Served answers with something in them changed, at whichever door they are given."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer
from tests.standin.doors import Request

Edit = Callable[[Request, Answer], Answer]
ID = re.compile(r"gen_FAKE\d{22}")


def everywhere(change: Callable[[dict[str, Any]], Any]) -> Edit:
    """Each object of a served body, whole or streamed, goes through `change`, the innermost first."""
    return on_served(lambda body: _walk(body, change))


def on_served(change: Callable[[Any], Any]) -> Edit:
    """The body of a served answer, an object or a tuple of events."""
    return lambda _request, ordinary: (
        replace(ordinary, body=change(ordinary.body)) if ordinary.status == 200 else ordinary
    )


def on_events(change: Callable[[tuple[Any, ...]], Any]) -> Edit:
    """The events of a served stream; a plain answer stays as it is."""
    return on_served(lambda body: change(body) if isinstance(body, tuple) else body)


def on_plain(change: Callable[[dict[str, Any]], Any]) -> Edit:
    """The body of a plain served answer; a stream stays as it is."""
    return on_served(lambda body: change(body) if isinstance(body, dict) else body)


def headed(**headers: str) -> Edit:
    """With more headers, `_` for `-`."""
    return lambda _request, ordinary: ordinary.with_headers(**headers)


def each(*edits: Edit) -> Edit:
    """One after the other."""

    def answer(request: Request, ordinary: Answer) -> Answer:
        for edit in edits:
            ordinary = edit(request, ordinary)
        return ordinary

    return answer


def same_id() -> Edit:
    """Every generation bears one id."""

    def change(body: Any) -> Any:
        text = ID.sub("gen_FAKE0000000000000000000777", json.dumps(body))
        return _tupled(json.loads(text)) if isinstance(body, tuple) else json.loads(text)

    return on_served(change)


def _tupled(events: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(event) if isinstance(event, list) else event for event in events)


def attempts(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Edit:
    """Each attempt that the metadata tells of."""
    return everywhere(lambda item: change(item) if "credentialType" in item else item)


def routing(**fields: Any) -> Edit:
    """Fields of the routing that the metadata tells of."""
    return everywhere(lambda item: {**item, **fields} if "originalModelId" in item else item)


def _walk(value: Any, change: Callable[[dict[str, Any]], Any]) -> Any:
    if isinstance(value, dict):
        return change({name: _walk(item, change) for name, item in value.items()})
    if isinstance(value, list):
        return [_walk(item, change) for item in value]
    if isinstance(value, tuple):
        return tuple(_walk(item, change) for item in value)
    return value
