"""Worlds whose answers go by the number of the request: a balancer deals requests out in turn, an hour begins or ends."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
PLAIN_ALONE = PAYING.having({"GATEWAY_PROBE_STREAMING": "off"})
STREAM_ALONE = PAYING.having({"GATEWAY_PROBE_STREAMING": "on"})
BY_CHAT = on_laptop(KEY, GATEWAY_PROBE_CLIENT="openai")
LAST = 24
UNKNOWN = parts.refusal(403, "not_today", "Not today.")
DENIED = parts.refusal(403, "forbidden", "Request denied by routing rule")
SURE_OF_NOTHING = BLAMES | {
    "routing-rule-denied",
    "model-unknown-or-retired",
    "experiment-flips-while-served",
    "provider-route-down-for-model",
}
SEEN = May(NOT_HEALTHY, not_certain=SURE_OF_NOTHING, not_claimed=FACTORS | OTHER_TEAM)
PERHAPS_SEEN = replace(SEEN, status=("healthy", *NOT_HEALTHY))


def turned(answer: Answer, pattern: str, where: Where = parts.GENERATE) -> tuple[Rule, ...]:
    """Refused where the pattern has an x, over and over: a rule does not count what one before it has answered."""
    turns = [turn for turn in range(1, LAST + 1) if pattern[(turn - 1) % len(pattern)] == "x"]
    return tuple(Rule(where, answer, first=turn - at, last=turn - at) for at, turn in enumerate(turns))


def dealt(name: str, answer: Answer, pattern: str, may: May = SEEN, place: Place = PAYING) -> World:
    """A paid team, behind a balancer one of whose nodes refuses."""
    return World(name, place, parts.one_team(parts.PAID, *turned(answer, pattern)), may)


def _of_patterns() -> Iterator[World]:
    for how, place in (
        ("plain requests alone", PLAIN_ALONE),
        ("streams alone", STREAM_ALONE),
        ("a chat client", BY_CHAT),
    ):
        for said, pattern in (
            ("the first of every two", "x."),
            ("the first two of every four", "xx.."),
            ("the first two of every three", "xx."),
        ):
            yield dealt(
                f"a balancer's node refuses {said}, by a word nobody knows: {how}", UNKNOWN, pattern, SEEN, place
            )
    for said, pattern in (("second", ".x"), ("third", "..x")):
        yield dealt(
            f"a balancer's node lets the paid tier's word out for every {said} request",
            parts.BYOK_REFUSAL,
            pattern,
            PERHAPS_SEEN,
        )
    for what, answer in (
        ("the model is unknown", parts.unknown_model(ASKED)),
        ("a routing rule denies it", DENIED),
        ("the key is refused", unauthorized()),
        ("the gateway is down", parts.UNAVAILABLE),
        ("there are no funds", parts.NO_FUNDS),
    ):
        yield dealt(f"of every four requests the first two are told that {what}", answer, "xx..")
        yield dealt(
            f"of every two requests the first is told that {what}, plain requests alone",
            answer,
            "x.",
            SEEN,
            PLAIN_ALONE,
        )


def _of_ends() -> Iterator[World]:
    """A trouble that ends by itself after so many requests, and never comes again."""
    for what, answer in (
        ("a rule denies the model", DENIED),
        ("the model is not yet known", parts.unknown_model(ASKED)),
        ("the team is blocked", parts.ACCESS_DENIED),
        ("the paid tier is wanted", parts.BYOK_REFUSAL),
    ):
        for last in (3, 8):
            yield World(
                f"{what} for the first {last} generations, and never again",
                PAYING,
                parts.one_team(parts.PAID, Rule(parts.GENERATE, answer, last=last)),
                # That many alike are no proof of what stands; where all that was asked was refused it may be said.
                replace(SEEN, not_certain=FACTORS | KEY_IS_BAD | OTHER_TEAM),
            )


def _of_keys() -> Iterator[World]:
    known = Where(("credits", "generate"), "key")
    for last in (1, 3):
        yield World(
            f"a key made just now: it is refused {last} times, credits and generations alike, and known ever after",
            PAYING,
            parts.one_team(parts.PAID, Rule(known, unauthorized(), last=last)),
            replace(PERHAPS_SEEN, not_claimed=MONEY | FACTORS | OTHER_TEAM, not_certain=BLAMES),
        )
    yield World(
        "a key revoked just now: its credits were told, the plain answer was served, all later is refused",
        PAYING,
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", "key", streamed=True), unauthorized()),
            Rule(Where("generate", "key", streamed=False), unauthorized(), first=2),
            Rule(Where("credits", "key"), unauthorized(), first=2),
        ),
        May(NOT_HEALTHY, not_certain=FACTORS | MONEY | OTHER_TEAM, not_claimed=MONEY | OTHER_TEAM),
    )
    yield World(
        "a key is refused by every second node of its look-ups, and by none of the generations",
        PAYING,
        parts.one_team(parts.PAID, *turned(unauthorized(), "x.", Where("credits", "key"))),
        May(("healthy", "degraded"), not_certain=BLAMES, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    )


WORLDS = (*_of_patterns(), *_of_ends(), *_of_keys())
