"""Served answers whose fields are there and odd: null, other parts than text, other reasons than `stop`, at every door."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_HEALTHY, May
from tests.worlds.world import KEY, Place, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
PLAIN = Where("generate", streamed=False)
WELL = May(("healthy",), not_claimed=BLAMES)
SURELY_WELL = replace(WELL, certain=True)
NOT_ILL = May(("healthy", "degraded"), not_claimed=BLAMES)
ILL = May(NOT_HEALTHY, not_claimed=BLAMES)

Body = dict[str, Any]


def _edited(change: Callable[[Body], Any]) -> Callable[[Request, Answer], Answer]:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=change(ordinary.body)) if isinstance(ordinary.body, dict) else ordinary

    return answer


def _with(**fields: Any) -> Callable[[Request, Answer], Answer]:
    return _edited(lambda body: {**body, **fields})


def _choice(body: Body, message: Body, reason: str | None) -> Body:
    return {
        **body,
        "choices": [{"index": 0, "message": {**body["choices"][0]["message"], **message}, "finish_reason": reason}],
    }


def _served(name: str, may: May, answer: Callable[[Request, Answer], Answer], place: Place = PAYING) -> World:
    return World(name, place, parts.one_team(parts.PAID, Rule(PLAIN, answer)), may)


THOUGHT = {"type": "reasoning", "text": "The person wants"}


def _of_the_sdk() -> Iterator[World]:
    for name, may, fields in (
        (
            "a source before the text",
            WELL,
            {"content": [{"type": "source", "id": "1"}, {"type": "text", "text": "pong"}]},
        ),
        ("a thought before the text", SURELY_WELL, {"content": [THOUGHT, {"type": "text", "text": "pong"}]}),
        ("text that is empty", ILL, {"content": [{"type": "text", "text": ""}]}),
        ("text of null", ILL, {"content": [{"type": "text", "text": None}]}),
        # The AI SDK walks through the parts: it fails on a text.
        ("content that is text, not a list", ILL, {"content": "pong"}),
        ("a part that is null before the text", NOT_ILL, {"content": [None, {"type": "text", "text": "pong"}]}),
        (
            "a finish reason of null",
            May(("healthy", *NOT_HEALTHY), certain=None, not_claimed=BLAMES),
            {"finishReason": None},
        ),
        ("a finish reason that is a word, as line 5 has it", NOT_ILL, {"finishReason": "stop"}),
        (
            "a finish reason of other",
            May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES),
            {"finishReason": {"unified": "other"}},
        ),
        (
            "a finish reason that nobody knows",
            May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES),
            {"finishReason": {"unified": "paused", "raw": "paused"}},
        ),
        ("usage of null", May(("healthy", "degraded", "failing"), not_claimed=BLAMES), {"usage": None}),
        ("warnings of null", WELL, {"warnings": None}),
        ("a response of null", WELL, {"response": None}),
        ("an error of null beside the content", WELL, {"error": None}),
        ("a generation id at its top", WELL, {"generationId": "gen_FAKE0000000000000000000009"}),
    ):
        yield _served(f"served, and the AI SDK's body has {name}", may, _with(**fields))


def _of_other_doors() -> Iterator[World]:
    openai, responses, messages = (
        set_up(client, KEY, Token(parts.PAID)) for client in ("openai", "openai-responses", "anthropic")
    )
    length = "length"
    yield _served(
        "chat completions: all sixteen tokens were thought, nothing was said",
        NOT_ILL,
        _edited(lambda body: _choice(body, {"content": "", "reasoning": "The person wants"}, length)),
        openai,
    )
    yield _served(
        "chat completions: content of null and a finish of length",
        May(("healthy", *NOT_HEALTHY), certain=None, not_claimed=BLAMES),
        _edited(lambda body: _choice(body, {"content": None}, length)),
        openai,
    )
    yield _served(
        "chat completions: content of null and a finish of stop",
        ILL,
        _edited(lambda body: _choice(body, {"content": None}, "stop")),
        openai,
    )
    yield _served(
        "chat completions: content as a list of parts",
        NOT_ILL,
        _edited(lambda body: _choice(body, {"content": [{"type": "text", "text": "pong"}]}, "stop")),
        openai,
    )
    yield _served("chat completions: no choices", ILL, _with(choices=[]), openai)
    yield _served(
        "chat completions: filtered, and nothing said",
        May(NOT_HEALTHY, not_claimed=BLAMES),
        _edited(lambda body: _choice(body, {"content": ""}, "content_filter")),
        openai,
    )
    thought = {"id": "rs_fake", "type": "reasoning", "summary": []}
    yield _served(
        "responses: incomplete, since all sixteen tokens were thought",
        NOT_ILL,
        _with(status="incomplete", incomplete_details={"reason": "max_output_tokens"}, output=[thought]),
        responses,
    )
    yield _served(
        "responses: said something and was cut by the limit of tokens",
        WELL,
        _with(status="incomplete", incomplete_details={"reason": "max_output_tokens"}),
        responses,
    )
    yield _served(
        "responses: failed inside a 200",
        ILL,
        _with(status="failed", error={"code": "server_error", "message": "The model failed."}, output=[]),
        responses,
    )
    yield _served(
        "responses: a thought before the message",
        WELL,
        _edited(lambda body: {**body, "output": [thought, *body["output"]]}),
        responses,
    )
    yield _served(
        "messages: all sixteen tokens were thought",
        NOT_ILL,
        _with(content=[{"type": "thinking", "thinking": "The person wants"}], stop_reason="max_tokens"),
        messages,
    )
    yield _served("messages: cut by the limit of tokens", SURELY_WELL, _with(stop_reason="max_tokens"), messages)
    yield _served("messages: the model declines", ILL, _with(content=[], stop_reason="refusal"), messages)
    yield _served("messages: an error inside a 200", ILL, _edited(lambda _body: _overloaded()), messages)


def _overloaded() -> Body:
    return {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}


def _of_streams() -> Iterator[World]:
    streamed = Where("generate", streamed=True)
    for client in ("ai-sdk-7", "openai", "openai-responses", "anthropic"):
        place = set_up(client, KEY, Token(parts.PAID))
        yield World(
            f"{client}: a stream without its last word",
            place,
            parts.one_team(parts.PAID, Rule(streamed, _but_the_last)),
            # The AI SDK and the chat door end with a word of their own after the finish; the two others end with it.
            NOT_ILL if client in {"ai-sdk-7", "openai"} else ILL,
        )
        yield World(
            f"{client}: a stream that stops after its first event",
            place,
            parts.one_team(parts.PAID, Rule(streamed, _the_first_alone)),
            ILL,
        )
        yield World(
            f"{client}: a stream with comments that keep it alive",
            place,
            parts.one_team(parts.PAID, Rule(streamed, _with_comments)),
            SURELY_WELL,
        )


def _but_the_last(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, body=ordinary.body[:-1])


def _the_first_alone(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, body=ordinary.body[:1])


def _with_comments(_request: Request, ordinary: Answer) -> Answer:
    content, kind = ordinary.encoded()
    told = b": OPENROUTER PROCESSING\n\n" + content.replace(b"\n\n", b"\n\n: keep-alive\n\n")
    return replace(ordinary, body=told, headers={**ordinary.headers, "content-type": kind})


WORLDS: tuple[World, ...] = (*_of_the_sdk(), *_of_other_doors(), *_of_streams())
