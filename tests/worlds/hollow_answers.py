"""Answers with the status of success that hold nothing an app could show, at each door: never healthy."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_HEALTHY, May
from tests.worlds.world import KEY, World

CLIENTS = ("ai-sdk-7", "ai-sdk-5", "openai", "openai-responses", "anthropic")
HOLLOW = May(NOT_HEALTHY, not_claimed=BLAMES)


def _with_text(door: str, body: dict[str, Any], text: Any) -> dict[str, Any]:
    """The plain answer with this in the place of its text."""
    if door == "responses":
        part = {**body["output"][0]["content"][0], "text": text}
        return {**body, "output": [{**body["output"][0], "content": [part]}]}
    if door == "chat-completions":
        choice = body["choices"][0]
        return {**body, "choices": [{**choice, "message": {**choice["message"], "content": text}}]}
    return {**body, "content": [{"type": "text", "text": text}]}


def _without(door: str, body: dict[str, Any], _text: Any) -> dict[str, Any]:
    """The plain answer with no part at all."""
    return {**body, {"responses": "output", "chat-completions": "choices"}.get(door, "content"): []}


def _nulled(door: str, body: dict[str, Any], _text: Any) -> dict[str, Any]:
    return {**body, {"responses": "output", "chat-completions": "choices"}.get(door, "content"): None}


PLAIN: dict[str, tuple[Callable[[str, dict[str, Any], Any], dict[str, Any]], Any]] = {
    "a text of no letter": (_with_text, ""),
    "a text of blanks": (_with_text, " \n\t"),
    "a text that is null": (_with_text, None),
    "no part": (_without, None),
    "null for its parts": (_nulled, None),
}


def _plain(change: Callable[[str, dict[str, Any], Any], dict[str, Any]], text: Any) -> Rule:
    return Rule(
        Where("generate", streamed=False),
        lambda request, ordinary: replace(ordinary, body=change(request.protocol, ordinary.body, text)),
    )


def _is_text(event: Any) -> bool:
    data = event[1] if isinstance(event, tuple) else event
    told = str(data)
    return "pong" in told and "completed" not in told


def _quiet(event: Any) -> Any:
    if isinstance(event, tuple):
        return event[0], _quiet(event[1])
    if isinstance(event, dict) and event.get("type") == "response.completed":
        return {**event, "response": {**event["response"], "output": []}}
    return event


def _streamed(change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=change(ordinary.body)) if isinstance(ordinary.body, tuple) else ordinary

    return Rule(Where("generate", streamed=True), answer)


STREAMS: dict[str, Callable[[tuple[Any, ...]], tuple[Any, ...]]] = {
    "no text": lambda events: tuple(_quiet(event) for event in events if not _is_text(event)),
    "its first event alone": lambda events: events[:1],
    "nothing": lambda _events: (),
    "a mark of its end alone": lambda _events: ("[DONE]",),
    "comments alone": lambda _events: (": ping",),
}


def _worlds() -> Iterator[World]:
    for client in CLIENTS:
        place = set_up(client, KEY, Token(parts.PAID))
        for name, (change, text) in PLAIN.items():
            yield World(
                f"{client}: a plain answer with {name}", place, parts.one_team(parts.PAID, _plain(change, text)), HOLLOW
            )
        for name, cut in STREAMS.items():
            yield World(f"{client}: a stream with {name}", place, parts.one_team(parts.PAID, _streamed(cut)), HOLLOW)


WORLDS = tuple(_worlds())
