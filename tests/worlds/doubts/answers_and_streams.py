"""Answers with a status of 200 that are none, and streams that end otherwise than the plain answer."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token, Where, passed_on
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

STREAMED = Where("generate", streamed=True)
PLAIN = Where("generate", streamed=False)
BLAMES_NOBODY = KEY_IS_BAD | MONEY | STORED_CREDENTIAL


def _ended(reason: str, *, text: str | None = None) -> Any:
    """Served answers of the AI SDK's door end so; `text` is what they hold instead of the ordinary one."""

    def change(event: Any) -> Any:
        if not isinstance(event, dict):
            return event
        if text is not None and event.get("type") == "text-delta":
            event = {**event, "delta": text}
        if text is not None and "content" in event:
            event = {**event, "content": [{"type": "text", "text": text}] if text else []}
        if "finishReason" in event:
            event = {**event, "finishReason": {"unified": reason, "raw": reason}}
        return event

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200:
            return ordinary
        if isinstance(ordinary.body, tuple):
            kept = [event for event in ordinary.body if text != "" or not _is_text(event)]
            return replace(ordinary, body=tuple(change(event) for event in kept))
        return replace(ordinary, body=change(ordinary.body))

    return answer


def _is_text(event: Any) -> bool:
    return isinstance(event, dict) and str(event.get("type", "")).startswith("text-")


def _breaks_off(kind: str, words: str) -> Any:
    """The stream holds its text, and then an error in place of an end."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200 or not isinstance(ordinary.body, tuple):
            return ordinary
        error = {"type": "error", "error": {"message": words, "type": kind}}
        kept = [event for event in ordinary.body if not (isinstance(event, dict) and event.get("type") == "finish")]
        return replace(ordinary, body=(*kept[:-1], error, kept[-1]))

    return answer


def _more_events(request: Request, ordinary: Answer) -> Answer:
    """Parts of a stream that come with models that think, and one that nobody knows yet."""
    if ordinary.status != 200 or not isinstance(ordinary.body, tuple):
        return ordinary
    first, *rest = ordinary.body
    thought = ({"type": "reasoning-start", "id": "r"}, {"type": "reasoning-end", "id": "r"}, {"type": "raw-x"})
    return replace(ordinary, body=(first, *thought, *rest))


def _in_stream(words: str, kind: str) -> Rule:
    return Rule(STREAMED, lambda request, _ordinary: refused_in_stream(request, words, kind))


def _paid(name: str, may: May, *rules: Rule, **settings: str) -> World:
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


WORLDS = (
    _paid(
        "answers are cut at the length that was asked for",
        May(("healthy",), certain=True, generations=(2, 2)),
        Rule(parts.GENERATE, _ended("length")),
    ),
    _paid(
        "all sixteen tokens go into thinking, and none is left for words",
        # Tokens were spent up to the limit of this probe: that is how a model that thinks is served here.
        May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES_NOBODY),
        Rule(parts.GENERATE, _ended("length", text="")),
    ),
    _paid(
        "a filter ends each answer after some words",
        May(("healthy", "degraded", "inconclusive"), not_silent=True, not_claimed=BLAMES_NOBODY),
        Rule(parts.GENERATE, _ended("content-filter")),
    ),
    _paid(
        "a filter leaves nothing of each answer",
        May(NOT_HEALTHY, not_claimed=BLAMES_NOBODY | FACTORS),
        Rule(parts.GENERATE, _ended("content-filter", text="")),
    ),
    _paid(
        "the plain answer ends with an error after its words, the stream does not",
        May(NOT_HEALTHY, not_claimed=BLAMES_NOBODY),
        Rule(PLAIN, _ended("error")),
    ),
    _paid(
        "the stream is empty, the plain answer is not",
        May(NOT_HEALTHY, not_claimed=BLAMES_NOBODY),
        Rule(STREAMED, _ended("stop", text="")),
    ),
    _paid(
        "answers end for a reason called other",
        # Adapters say so for a word that the provider alone has.
        May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES_NOBODY),
        Rule(parts.GENERATE, _ended("other")),
    ),
    _paid(
        "streams break off after their words: the provider has too much to do",
        May(NOT_HEALTHY, not_claimed=BLAMES_NOBODY),
        Rule(STREAMED, _breaks_off("overloaded_error", "Overloaded")),
    ),
    _paid(
        "one stream breaks off, and none after it",
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES_NOBODY, not_certain=FACTORS),
        Rule(STREAMED, _breaks_off("overloaded_error", "Overloaded"), last=1),
    ),
    _paid(
        "streams are cut in the middle",
        May(NOT_HEALTHY, not_claimed=BLAMES_NOBODY),
        Rule(STREAMED, passed_on(cut=True)),
    ),
    _paid(
        "streams hold parts that nobody knows, and all of the text",
        May(("healthy",), certain=True),
        Rule(STREAMED, _more_events),
    ),
    _paid(
        "streams are refused inside a 200 as over a rate",
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES_NOBODY),
        _in_stream("Rate limit exceeded", "rate_limit_exceeded"),
    ),
    _paid(
        "streams are refused inside a 200, in the words of the tier, on a team that has paid",
        May(NOT_HEALTHY, not_certain=frozenset({"byok-needs-paid-tier"})),
        _in_stream("Bring Your Own Key (BYOK) is available only with paid credits.", "byok_requires_paid_credits"),
    ),
    World(
        "the tier's refusal, plain with a 403 and streamed inside a 200",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                Where("generate", streamed=True, model=ASKED),
                lambda request, _ordinary: refused_in_stream(
                    request,
                    "Bring Your Own Key (BYOK) is available only with paid credits.",
                    "byok_requires_paid_credits",
                ),
            ),
        ),
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=FACTORS),
    ),
    _paid(
        "plain answers take longer than the gateway waits, streams do not",
        May(("degraded", "failing"), certain=False, not_claimed=BLAMES_NOBODY),
        Rule(PLAIN, Answer(504, "An error occurred with your deployment", {"x-vercel-error": "GATEWAY_TIMEOUT"})),
    ),
    _paid(
        "streams begin later than the run waits",
        # How long the app waits is not seen here.
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES_NOBODY),
        Rule(STREAMED, passed_on(before_body_s=60)),
    ),
    _paid(
        "only streams are asked for, and they are served",
        # Plain answers were not seen.
        May(("healthy",), at_least="likely"),
        GATEWAY_PROBE_STREAMING="on",
    ),
    _paid(
        "only streams are asked for, and each holds a refusal",
        May(BAD, not_claimed=KEY_IS_BAD | STORED_CREDENTIAL),
        _in_stream("Forbidden.", "access_denied"),
        GATEWAY_PROBE_STREAMING="on",
    ),
)
