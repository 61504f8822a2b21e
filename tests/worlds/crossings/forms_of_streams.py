"""Streams in every legal form, and streams that fail in ways that look like another cause's."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
LAPTOP = on_laptop(KEY)
STREAMED = Where("generate", streamed=True)
PLAIN = Where("generate", streamed=False)


def _as(write: Callable[[str], str]) -> Rule:
    return changes.served(changes.written(lambda text: write(text).encode()), STREAMED)


def _commented(text: str) -> str:
    return ": welcome\n\n" + text.replace("\n\n", "\n\n: ping\n\n")


def _over_lines(text: str) -> str:
    # One event's data over two lines: a reader joins them with a newline, which JSON takes as a blank.
    return text.replace('data: {"type"', 'data: {\ndata: "type"')


def _legal() -> Iterator[World]:
    forms: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("comments between its events", _commented),
        ("carriage returns", lambda text: text.replace("\n", "\r\n")),
        ("no blank behind its colons", lambda text: text.replace("data: ", "data:")),
        ("ids and times to wait", lambda text: "retry: 3000\nid: 1\n" + text.replace("\n\ndata", "\n\nid: 2\ndata")),
        ("data over several lines", _over_lines),
        ("a byte order mark before it", lambda text: "\ufeff" + text),
        ("names of events", lambda text: text.replace("data: ", "event: message\ndata: ")),
    )
    for name, write in forms:
        yield World(
            f"served, and the stream has {name}",
            PLACE,
            parts.one_team(parts.PAID, _as(write)),
            May(("healthy",), ("healthy",), certain=True, generations=(2, 2)),
        )
    yield World(
        "served, and the stream lets each event wait a second",
        PLACE,
        parts.one_team(parts.PAID, changes.served(lambda a: replace(a, between_events_s=0.5), STREAMED)),
        May(("healthy",), ("healthy",), certain=True, generations=(2, 2)),
    )
    yield World(
        "served, and the stream lacks the mark of its end",
        PLACE,
        parts.one_team(parts.PAID, _as(lambda text: text.replace("data: [DONE]\n\n", ""))),
        # The AI SDK reads its `finish` and needs no mark; whether a gateway may leave it out is not written.
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )


def _failing() -> Iterator[World]:
    for name, answer in (
        ("the BYOK words", parts.BYOK_REFUSAL),
        ("a missing card", changes.NO_CARD),
        ("a used-up budget", changes.OVER_BUDGET),
        ("a block", parts.ACCESS_DENIED),
        ("401", changes.UNAUTHORIZED),
        ("a rate limit", parts.THROTTLED),
        ("an overloaded provider", parts.refusal(529, "overloaded_error", "Overloaded")),
    ):
        yield World(
            f"plain answers are served, streams tell {name} behind 200",
            PLACE,
            parts.one_team(parts.PAID, Rule(STREAMED, changes.in_stream(answer))),
            # The same team is served in the other way: neither money nor key can be the reason.
            May(
                NOT_HEALTHY,
                names=(("stream-refused", "error-inside-200-stream", "stream-broken"),),
                not_certain=MONEY | KEY_IS_BAD | {"refusal-depends-on-origin"},
                generations=(2, 14),
            ),
        )
    for name, answer in (
        ("the BYOK words", parts.BYOK_REFUSAL),
        ("a block", parts.ACCESS_DENIED),
        ("a word of tomorrow", changes.UNKNOWN_KIND),
        ("a missing card", changes.NO_CARD),
    ):
        yield World(
            f"streams are served, plain answers refused with {name}",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(PLAIN, answer)),
            May(("failing",), ("plain-answer-refused",), certain=True, not_claimed=KEY_IS_BAD | MONEY),
        )
    for name, change in (
        ("is cut in its middle", lambda a: replace(a, cut=True)),
        ("ends before its first word", lambda a: replace(a, body=a.body[:2])),
        (
            "holds a word and then an error",
            lambda a: replace(
                a,
                body=(
                    *a.body[:4],
                    {"type": "error", "error": {"message": "x", "type": "internal_server_error"}},
                    "[DONE]",
                ),
            ),
        ),
        ("holds a word and no end", lambda a: replace(a, body=a.body[:4])),
        ("is called JSON and is a stream", changes.headed(content_type="application/json")),
    ):
        yield World(
            f"plain answers are served, each stream {name}",
            LAPTOP,
            parts.by_key_alone(parts.PAID, changes.served(change, STREAMED)),
            May(
                ("healthy", *NOT_HEALTHY) if "called JSON" in name else NOT_HEALTHY,
                not_claimed=MONEY | KEY_IS_BAD,
                not_certain=FACTORS - {"stream-refused"},
            ),
        )


def _endings() -> Iterator[World]:
    def ending(reason: str, text: str = "pong") -> Rule:
        def change(answer: Answer) -> Answer:
            told = {"unified": reason, "raw": reason}
            content = [{"type": "text", "text": text}] if text else [{"type": "reasoning", "text": "let me think"}]
            return replace(answer, body={**answer.body, "finishReason": told, "content": content})

        return changes.served(change, PLAIN)

    yield World(
        "a plain answer that ends at its limit",
        PLACE,
        parts.one_team(parts.PAID, ending("length")),
        May(("healthy",), ("healthy",), certain=True, generations=(2, 2)),
    )
    for name, rule in (
        ("that is all thought and ends at its limit", ending("length", "")),
        ("that a filter ended", ending("content-filter")),
        ("that ends for another reason", ending("other")),
        ("that ends for a reason of tomorrow", ending("budget-of-thought")),
    ):
        yield World(
            f"a plain answer {name}",
            PLACE,
            parts.one_team(parts.PAID, rule),
            May(
                ("healthy", "degraded"),
                not_claimed=BLAMES,
                not_certain=frozenset({"served-empty"}) if "thought" in name else frozenset(),
            ),
        )
    yield World(
        "plain answers come too late, streams at once",
        LAPTOP,
        parts.by_key_alone(parts.PAID, Rule(PLAIN, parts.SILENCE)),
        May(NOT_HEALTHY, not_certain=FACTORS | {"plain-answer-refused"}, not_claimed=MONEY | KEY_IS_BAD),
    )


WORLDS = (*_legal(), *_failing(), *_endings())
