"""Worlds of streams: an error at their beginning, middle or end, no end at all, comments for words, calls for words."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

STREAMED, PLAIN = Where("generate", streamed=True), Where("generate", streamed=False)
NOBODY = (
    KEY_IS_BAD | MONEY | OTHER_TEAM | {"options-refused", "refusal-depends-on-origin", "refusal-depends-on-credential"}
)
ILL = May(NOT_HEALTHY, not_claimed=NOBODY)
ILL_STREAM = May(
    ("degraded", "failing"),
    found=(("stream-broken", "stream-refused", "error-inside-200-stream", "served-empty"),),
    not_claimed=NOBODY,
)
WELL = May(("healthy",), certain=True, not_claimed=BLAMES)
AT_ODDS = May(("healthy", "degraded"), not_claimed=BLAMES)
ERROR = {"type": "error", "error": {"message": "upstream went away", "type": "internal_server_error"}}
CALL = {"type": "tool-call", "toolCallId": "1", "toolName": "clock", "input": "{}"}

Events = tuple[Any, ...]


def of(edit: Callable[[Events], Events]) -> Callable[[Request, Answer], Answer]:
    """A served stream, its events edited."""
    return lambda _request, ordinary: (
        replace(ordinary, body=edit(ordinary.body)) if isinstance(ordinary.body, tuple) else ordinary
    )


def raw(write: Callable[[Events], str]) -> Callable[[Request, Answer], Answer]:
    """A served stream, its bytes written otherwise."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if not isinstance(ordinary.body, tuple):
            return ordinary
        return replace(ordinary, body=write(ordinary.body).encode(), headers={"content-type": "text/event-stream"})

    return answer


def app(name: str, may: May, *rules: Rule, **settings: str) -> World:
    """A paid team with BYOK for azure."""
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def streams(name: str, may: May, edit: Callable[[Events], Events], **settings: str) -> World:
    """Plain answers are well; streams are edited."""
    return app(name, may, Rule(STREAMED, of(edit)), **settings)


def _kind(event: Any) -> str:
    data = event[1] if isinstance(event, tuple) else event
    return str(data.get("type", "")) if isinstance(data, dict) else ""


def _without(*kinds: str) -> Callable[[Events], Events]:
    return lambda events: tuple(event for event in events if _kind(event) not in kinds)


def _data(event: Any) -> str:
    return event if isinstance(event, str) else json.dumps(event[1] if isinstance(event, tuple) else event)


def _each(line: str, joint: str = "\n\n") -> Callable[[Events], str]:
    return lambda events: "".join(line.format(_data(event)) + joint for event in events)


def _call(events: Events) -> Events:
    kept = _without("text-start", "text-delta", "text-end")(events)
    ended = [
        {**event, "finishReason": {"unified": "tool-calls", "raw": "tool_calls"}} if _kind(event) == "finish" else event
        for event in kept
    ]
    return (*ended[:2], CALL, *ended[2:])


def _calls(_request: Request, ordinary: Answer) -> Answer:
    if isinstance(ordinary.body, tuple):
        return replace(ordinary, body=_call(ordinary.body))
    if ordinary.status != 200:
        return ordinary
    reason = {"unified": "tool-calls", "raw": "tool_calls"}
    return replace(ordinary, body={**ordinary.body, "content": [CALL], "finishReason": reason})


def _whole_for_stream(_request: Request, ordinary: Answer) -> Answer:
    if not isinstance(ordinary.body, tuple):
        return ordinary
    return replace(ordinary, body={"content": [{"type": "text", "text": "pong"}], "finishReason": {"unified": "stop"}})


def _stream_for_whole(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, body=({"type": "text-delta", "id": "0", "delta": "pong"}, "[DONE]"))


def _worlds() -> Iterator[World]:
    yield streams("an error is the stream's first part, and nothing follows", ILL_STREAM, lambda _: (ERROR,))
    yield streams("an error is the stream's first part, and words follow", ILL_STREAM, lambda events: (ERROR, *events))
    yield streams(
        "an error in the middle, and the words go on", ILL_STREAM, lambda events: (*events[:4], ERROR, *events[4:])
    )
    yield streams("an error behind the finish", ILL_STREAM, lambda events: (*events[:-1], ERROR, events[-1]))
    yield streams(
        "an error behind the end's own mark",
        May(("healthy", *NOT_HEALTHY), not_claimed=NOBODY),
        lambda events: (*events, ERROR),
    )
    yield streams(
        "an error that is a text", ILL_STREAM, lambda events: (*events[:2], {"type": "error", "error": "boom"})
    )
    yield streams("an error without any word", ILL_STREAM, lambda events: (*events[:2], {"type": "error"}))
    yield streams("no finish, and the end's own mark", ILL, _without("finish"))
    yield streams("a finish, and no mark of the end", AT_ODDS, lambda events: events[:-1])
    yield streams("words twice over, and two finishes", AT_ODDS, lambda events: (*events[:-1], *events[2:]))
    yield streams("nothing but the mark of the end", ILL_STREAM, lambda _: ("[DONE]",))
    yield streams("a finish and no word before it", ILL_STREAM, _without("text-start", "text-delta", "text-end"))
    yield streams(
        "parts of a kind that nobody knows among the words",
        AT_ODDS,
        lambda events: (*events[:3], {"type": "source-map", "x": 1}, *events[3:]),
    )
    yield streams(
        "a stream that was given up", ILL_STREAM, lambda events: (*events[:3], {"type": "abort", "reason": "client"})
    )
    yield app(
        "comments alone keep the stream alive, and then it ends",
        ILL_STREAM,
        Rule(STREAMED, raw(lambda _: ": keep-alive\n\n" * 20)),
    )
    yield app(
        "comments between the words",
        WELL,
        Rule(
            STREAMED,
            raw(lambda events: ": ping\n\n" + ": ping\n\n".join(_each("data: {}")((event,)) for event in events)),
        ),
    )
    yield app("lines end as on other systems", WELL, Rule(STREAMED, raw(_each("data: {}", "\r\n\r\n"))))
    yield app("no blank behind the colon", WELL, Rule(STREAMED, raw(_each("data:{}"))))
    yield app(
        "a mark at the very beginning of the stream",
        AT_ODDS,
        Rule(STREAMED, raw(lambda events: "\ufeff" + _each("data: {}")(events))),
    )
    yield app("lines of JSON in place of events", ILL, Rule(STREAMED, raw(_each("{}", "\n"))))
    yield app(
        "half a part at the end of the stream", ILL, Rule(STREAMED, raw(lambda events: _each("data: {}")(events)[:-60]))
    )
    yield app(
        "a stream that holds a page", ILL, Rule(STREAMED, raw(lambda _: "<html><title>Bad gateway</title></html>"))
    )
    yield app(
        "a stream under another label",
        AT_ODDS,
        Rule(STREAMED, lambda _request, ordinary: ordinary.with_headers(content_type="text/plain")),
    )
    yield app("a whole answer where a stream was asked for", ILL, Rule(STREAMED, _whole_for_stream))
    yield app("a stream where a whole answer was asked for", ILL, Rule(PLAIN, _stream_for_whole))
    yield app(
        "a call of a tool and no word, plain and streamed",
        May(("healthy", *NOT_HEALTHY), not_claimed=NOBODY),
        Rule(parts.GENERATE, _calls),
    )
    yield app(
        "streams take a second and a half to begin",
        AT_ODDS,
        Rule(STREAMED, lambda _request, ordinary: replace(ordinary, delay_s=1.5)),
    )
    yield app(
        "an app of streams alone whose stream breaks off",
        May(("failing", "inconclusive"), not_claimed=NOBODY),
        Rule(STREAMED, of(lambda events: events[:4])),
        GATEWAY_PROBE_STREAMING="on",
    )
    yield app(
        # The stream was not asked for, so the run says that it did not see one.
        "an app of plain answers alone does not care for its stream",
        May(("healthy",), at_least="likely", not_claimed=BLAMES),
        Rule(STREAMED, parts.ACCESS_DENIED),
        GATEWAY_PROBE_STREAMING="off",
    )


WORLDS = tuple(_worlds())
