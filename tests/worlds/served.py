"""Worlds in which the app is served, and not as it should be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

STREAMED, WHOLE = Where("generate", streamed=True), Where("generate", streamed=False)
ILL = May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM)
STREAM_ILL = May(
    ("degraded", "failing"),
    names=(("stream-refused", "error-inside-200-stream", "experiment-flips-while-served"),),
    not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
)
NOT_SURELY_WELL = May(
    ("healthy", "degraded", "failing", "inconclusive"), not_silent=True, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM
)


def edited(edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Request, Answer], Answer]:
    """The ordinary JSON body, edited; streams stay as they are."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=edit(ordinary.body)) if isinstance(ordinary.body, dict) else ordinary

    return answer


def _shortened(_request: Request, ordinary: Answer) -> Answer:
    """A stream that ends after its first words, without a finish part and without [DONE]."""
    return replace(ordinary, body=ordinary.body[:4]) if isinstance(ordinary.body, tuple) else ordinary


def _late_error(request: Request, ordinary: Answer) -> Answer:
    """A stream that gives text and then an error in place of its end."""
    if not isinstance(ordinary.body, tuple):
        return ordinary
    error = {"type": "error", "error": {"message": "stream disconnected", "type": "internal_server_error"}}
    return replace(ordinary, body=(*ordinary.body[:4], error, "[DONE]"))


def served(name: str, may: May, *rules: Rule, **settings: str) -> World:
    """A paid team with BYOK for azure; the rules say what is amiss."""
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


WORLDS = (
    served(
        "a stream is refused with 403 where the plain call is served", STREAM_ILL, Rule(STREAMED, parts.ACCESS_DENIED)
    ),
    served("a stream is refused inside its 200, nothing else was asked for", STREAM_ILL, parts.STREAM_DENIED),
    served(
        "a plain call is refused where the stream is served",
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"team-blocked"})),
        Rule(WHOLE, parts.ACCESS_DENIED),
    ),
    served("a stream breaks off after its first words", ILL, Rule(STREAMED, _shortened)),
    served("a stream gives words and then an error", ILL, Rule(STREAMED, _late_error)),
    served(
        "a stream is cut in the middle of a line",
        ILL,
        Rule(STREAMED, lambda _request, ordinary: replace(ordinary, cut=True)),
    ),
    served("a stream holds nothing but its end", ILL, Rule(STREAMED, Answer(200, ("[DONE]",)))),
    served("a stream is answered with a page of HTML", ILL, Rule(STREAMED, parts.FOREIGN_PAGE)),
    served("a stream gets 503 and the plain call is served", ILL, Rule(STREAMED, parts.UNAVAILABLE)),
    served(
        "a stream never answers and the plain call is served",
        ILL,
        Rule(STREAMED, parts.SILENCE),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
    served("a 200 with an empty object", ILL, Rule(parts.GENERATE, Answer(200, {}))),
    served("a 200 with null", ILL, Rule(parts.GENERATE, Answer(200, b"null", {"content-type": "application/json"}))),
    served("a 200 with an empty body", ILL, Rule(parts.GENERATE, Answer(200))),
    served(
        "a 200 with an error inside, plain and streamed",
        ILL,
        Rule(WHOLE, Answer(200, {"error": {"message": "Forbidden.", "type": "access_denied"}})),
        parts.STREAM_DENIED,
    ),
    served("a plain answer without content, an ordinary stream", ILL, Rule(WHOLE, parts.emptied)),
    served(
        "a finish reason of content-filter",
        NOT_SURELY_WELL,
        Rule(
            WHOLE,
            edited(
                lambda body: {
                    **body,
                    "content": [],
                    "finishReason": {"unified": "content-filter", "raw": "content_filter"},
                }
            ),
        ),
    ),
    served("content of null", ILL, Rule(WHOLE, edited(lambda body: {**body, "content": None}))),
    served(
        "no usage, over which the AI SDK stumbles",
        May(("healthy", "degraded", "failing"), not_claimed=BLAMES),
        Rule(WHOLE, edited(lambda body: {key: value for key, value in body.items() if key != "usage"})),
    ),
    served(
        "a finish reason of length, as sixteen tokens give",
        May(("healthy",), certain=True, not_claimed=BLAMES),
        Rule(WHOLE, edited(lambda body: {**body, "finishReason": {"unified": "length", "raw": "length"}})),
    ),
    World(
        "every experiment is asked for, and the one without headers is refused",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, Rule(Where("generate", protocol="ai-sdk", origin=False), parts.BYOK_REFUSAL)),
        May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "every experiment is asked for, and chat completions are refused",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)),
        May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "every experiment is asked for, and the token is refused as BYOK on a free team",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), experiments="all"),
        parts.two_teams(parts.PAID, parts.FREE_WITH_BYOK),
        May(("degraded", "healthy"), names=(("key-of-other-team",),), not_silent=True),
    ),
    World(
        "chat completions: a stream with an error inside",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(
            parts.PAID,
            Rule(STREAMED, lambda request, _ordinary: refused_in_stream(request, "Forbidden.", "access_denied")),
        ),
        STREAM_ILL,
    ),
    World(
        "chat completions: nothing in the answer, finish reason error",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.emptied)),
        ILL,
    ),
    World(
        "no generation may be asked for",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MAX_GENERATIONS="0"),
        parts.one_team(parts.PAID),
        May(("inconclusive", "degraded"), certain=False, not_claimed=BLAMES, generations=(0, 0)),
    ),
    World(
        "an OpenAI client's door is asked, and the words do not speak of another",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES, never_said=("AI SDK",)),
    ),
)
