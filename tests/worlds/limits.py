"""Runs that are cut short: rate limits from the nth request on, few generations, little time, other settings."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Gateway, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, Experiments, Place, World, on_laptop, on_vercel

SEED, PAID = parts.FREE_WITH_BYOK, parts.PAID
OF_THE_SEED = on_vercel(KEY, Token(SEED))
PAYING = on_vercel(KEY, Token(PAID))
TWO_TEAMS = on_vercel(KEY, Token(parts.OTHER_PAID))
_MODES: tuple[Experiments, ...] = ("auto", "all")
ORIGIN = frozenset({"refusal-depends-on-origin"})
ALL_BUT_ORIGIN = (FACTORS | KEY_IS_BAD | OTHER_TEAM) - ORIGIN

FREE_TIER = May(BAD, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM)
BY_ORIGIN = May(BAD, not_claimed=ALL_BUT_ORIGIN, not_certain=MONEY)
BY_TEAM = May(BAD, not_claimed=KEY_IS_BAD | ORIGIN, not_certain=frozenset({"byok-needs-paid-tier"}))
"""The key's team is free and the token's pays: which of the two is meant, only a person knows."""
TEAMS_UNASKED = replace(BY_TEAM, status=NOT_HEALTHY, names=(("key-of-other-team",),))
"""Look-ups alone show that there are two, and not whether either is served: no word for that says that all is well."""
UNSTEADY = May(NOT_HEALTHY, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM, certain=False)


def throttled_from(number: int) -> Rule:
    """Every generation from this one on is throttled."""
    return Rule(parts.GENERATE, parts.THROTTLED, first=number)


def _throttled() -> Iterator[World]:
    for number in range(1, 15):
        limit = throttled_from(number)
        yield World(
            f"the seed, throttled from request {number} on", OF_THE_SEED, parts.one_team(SEED, limit), FREE_TIER
        )
        yield World(
            f"an origin rule, throttled from request {number} on",
            PAYING,
            parts.one_team(PAID, limit, parts.REFUSES_DEPLOYMENTS),
            BY_ORIGIN,
        )
    for number in (1, 3, 4, 6, 8, 10):
        yield World(
            f"two teams, down from request {number} on",
            TWO_TEAMS,
            parts.two_teams(SEED, parts.OTHER_PAID, Rule(parts.GENERATE, parts.UNAVAILABLE, first=number)),
            BY_TEAM,
        )


def _once_the_other_way() -> Iterator[World]:
    """Refused always but once, served always but once: which request it strikes is chance."""
    for number in range(1, 9):
        refused = (
            Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=number - 1),
            Rule(parts.GENERATE, parts.BYOK_REFUSAL, first=2),
        )
        yield World(
            f"refused always, but request {number} is served",
            PAYING,
            parts.one_team(PAID, *refused),
            May(NOT_HEALTHY, not_claimed=FACTORS | KEY_IS_BAD, not_certain=OTHER_TEAM),
        )
    for number in (1, 2):
        for name, answer in (("refused", parts.BYOK_REFUSAL), ("silent", parts.SILENCE), ("503", parts.UNAVAILABLE)):
            yield World(
                f"served always, but request {number} is {name}",
                PAYING.having({"GATEWAY_PROBE_TIME_BUDGET": "4"}),
                parts.one_team(PAID, Rule(parts.GENERATE, answer, first=number, last=number)),
                UNSTEADY,
            )


def _healing() -> Iterator[World]:
    """A rule that is taken back while the run goes on. Seven refusals are too few for four of each arm and the finding."""
    for number in range(2, 8):
        rule = Rule(Where("generate", origin=True), parts.BYOK_REFUSAL, last=number)
        yield World(
            f"an origin rule that is taken back after {number} refusals",
            PAYING,
            parts.one_team(PAID, rule),
            May(NOT_HEALTHY, not_claimed=ALL_BUT_ORIGIN, not_certain=ORIGIN | MONEY),
        )


def _few_generations() -> Iterator[World]:
    for limit in (0, 1, 2, 3, 4, 5, 20):
        settings = {"GATEWAY_PROBE_MAX_GENERATIONS": str(limit)}
        # Of the five headers four requests tell which decides, be it one or more; they come beside 13 others.
        asked = (0, min(limit, 17))
        worlds: tuple[tuple[str, Place, Gateway, May], ...] = (
            ("the seed", OF_THE_SEED, parts.one_team(SEED), FREE_TIER),
            ("an origin rule", PAYING, parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS), BY_ORIGIN),
            ("two teams", TWO_TEAMS, parts.two_teams(SEED, parts.OTHER_PAID), BY_TEAM if limit else TEAMS_UNASKED),
            (
                "all well",
                PAYING,
                parts.one_team(PAID),
                May(("healthy",) if limit else ("inconclusive",), certain=limit >= 2, not_claimed=BLAMES),
            ),
        )
        for name, place, gateway, may in worlds:
            spent = replace(may, generations=asked)
            yield World(f"{name}, {limit} generations at most", place.having(settings), gateway, spent)


def _little_time() -> Iterator[World]:
    """Each answer takes 0.6 s: the budget ends in the first round, the second, the third."""
    for budget in ("1", "1.5", "2.5"):
        slow = Rule(parts.GENERATE, passed_on(delay_s=0.6))
        settings = {"GATEWAY_PROBE_TIME_BUDGET": budget}
        yield World(
            f"the seed, slow, {budget} s of time", OF_THE_SEED.having(settings), parts.one_team(SEED, slow), FREE_TIER
        )
        refuses = Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=0.6))
        yield World(
            f"an origin rule, slow, {budget} s of time",
            PAYING.having(settings),
            parts.one_team(PAID, refuses, slow),
            BY_ORIGIN,
        )


def _settings() -> Iterator[World]:
    experiments: tuple[Experiments, ...] = ("none", "all")
    for streaming in ("on", "off"):
        for mode in experiments:
            place = on_vercel(KEY, Token(PAID), experiments=mode, GATEWAY_PROBE_STREAMING=streaming)
            seed = on_vercel(KEY, Token(SEED), experiments=mode, GATEWAY_PROBE_STREAMING=streaming)
            how = f"streaming {streaming}, experiments {mode}"
            yield World(f"all well, {how}", place, parts.one_team(PAID), May(("healthy",), not_claimed=BLAMES))
            yield World(f"the seed, {how}", seed, parts.one_team(SEED), FREE_TIER)
            yield World(f"an origin rule, {how}", place, parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS), BY_ORIGIN)
            yield World(
                f"streams denied, {how}",
                place,
                parts.one_team(PAID, parts.STREAM_DENIED),
                May(
                    BAD if streaming == "on" else ("healthy",) if mode == "none" else NOT_HEALTHY,
                    certain=None if streaming == "on" else False,
                    not_claimed=KEY_IS_BAD | OTHER_TEAM,
                ),
            )


def _by_token_alone() -> Iterator[World]:
    """No key anywhere: what runs by OIDC."""
    for mode in _MODES:
        place = on_vercel(None, Token(PAID), experiments=mode)
        by_token = Gateway(tokens=(Token(PAID),))
        seed = Gateway(tokens=(Token(SEED),))
        never = FACTORS | KEY_IS_BAD | OTHER_TEAM
        yield World(f"by token alone, all well ({mode})", place, by_token, May(("healthy",), not_claimed=BLAMES))
        yield World(
            f"by token alone, a free team ({mode})",
            on_vercel(None, Token(SEED), experiments=mode),
            seed,
            May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=never),
        )
        yield World(
            f"by token alone, an origin rule ({mode})",
            place,
            Gateway(tokens=(Token(PAID),), rules=(parts.REFUSES_DEPLOYMENTS,)),
            BY_ORIGIN,
        )
        yield World(
            f"by token alone, throttled from request 3 on ({mode})",
            place,
            Gateway(tokens=(Token(PAID),), rules=(parts.REFUSES_DEPLOYMENTS, throttled_from(1))),
            BY_ORIGIN,
        )


def _chat_completions() -> Iterator[World]:
    chat: dict[str, Any] = {"GATEWAY_PROBE_PROTOCOL": "chat-completions"}
    for mode in _MODES:
        place = on_vercel(KEY, Token(PAID), experiments=mode, **chat)
        yield World(
            f"chat completions, all well ({mode})", place, parts.one_team(PAID), May(("healthy",), not_claimed=BLAMES)
        )
        yield World(
            f"chat completions, the seed ({mode})",
            on_vercel(KEY, Token(SEED), experiments=mode, **chat),
            parts.one_team(SEED),
            FREE_TIER,
        )
        yield World(
            f"chat completions is refused, the AI SDK's path is served ({mode})",
            place,
            parts.one_team(PAID, Rule(Where("generate", protocol="chat-completions"), parts.BYOK_REFUSAL)),
            May(("failing",), verdict=("refusal-depends-on-protocol",), not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY),
        )
        yield World(
            f"chat completions, streams denied ({mode})",
            place,
            parts.one_team(PAID, parts.STREAM_DENIED),
            May(("degraded",), names=(("stream-refused",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )
        yield World(
            f"chat completions, nothing in the answer ({mode})",
            place,
            parts.one_team(PAID, Rule(parts.GENERATE, parts.emptied)),
            May(NOT_HEALTHY, not_claimed=BLAMES),
        )
    yield World(
        "chat completions from a laptop, an origin rule that it cannot meet",
        on_laptop(KEY, **chat),
        parts.by_key_alone(PAID, parts.REFUSES_DEPLOYMENTS),
        May(("healthy",), not_claimed=BLAMES),
    )


WORLDS: tuple[World, ...] = (
    *_throttled(),
    *_once_the_other_way(),
    *_healing(),
    *_few_generations(),
    *_little_time(),
    *_settings(),
    *_by_token_alone(),
    *_chat_completions(),
)
