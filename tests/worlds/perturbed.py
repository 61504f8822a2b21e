"""Worlds that are decided, with exactly one answer taken away: the cause that needed it is not sure any more."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, Place, World, on_vercel

ANY = ("healthy", "degraded", "failing", "inconclusive")
TAKEN_AWAY: tuple[tuple[str, Answer], ...] = (
    ("429", parts.THROTTLED),
    ("503", parts.UNAVAILABLE),
    ("a page of HTML", parts.FOREIGN_PAGE),
    ("silence", parts.SILENCE),
)
BOTH = on_vercel(KEY, Token(parts.PAID))
SEED = parts.FREE_WITH_BYOK
ORIGIN = parts.REFUSES_DEPLOYMENTS
UNSURE_OF_TIER = May(("failing", "inconclusive"), not_certain=frozenset({"byok-needs-paid-tier"}))
UNSURE_OF_TEAM = replace(UNSURE_OF_TIER, names=(("byok-needs-paid-tier",), ("key-of-other-team",)))
NO_CARD = Team("team_FAKEfree", "free", "5.00", "0.00", card=False)

Decided = tuple[str, Place, Gateway, Where, int, May]


def _decided() -> Iterator[Decided]:
    """What is decided, where, by which gateway; which answer is taken away, from which time on; what may be said then."""
    seed = on_vercel(KEY, Token(SEED))
    yield (
        "the seed without the tier model",
        seed,
        parts.one_team(SEED),
        Where("generate", model=TIER),
        1,
        UNSURE_OF_TIER,
    )
    yield "the seed without credits by key", seed, parts.one_team(SEED), Where("credits", "key"), 1, UNSURE_OF_TEAM
    yield "the seed without credits by token", seed, parts.one_team(SEED), Where("credits", "token"), 1, UNSURE_OF_TEAM
    yield (
        "an origin rule whose variant is served once",
        BOTH,
        parts.one_team(parts.PAID, ORIGIN),
        Where("generate", protocol="ai-sdk", origin=False),
        2,
        May(("failing", "inconclusive"), not_certain=FACTORS),
    )
    yield (
        "an origin rule that refuses twice",
        BOTH,
        parts.one_team(parts.PAID, ORIGIN),
        Where("generate", origin=True, model=ASKED),
        3,
        May(("failing", "inconclusive"), not_certain=FACTORS),
    )
    yield (
        "health without the stream",
        BOTH,
        parts.one_team(parts.PAID),
        Where("generate", streamed=True),
        1,
        May(ANY[1:]),
    )
    yield (
        "health without the plain answer",
        BOTH,
        parts.one_team(parts.PAID),
        Where("generate", streamed=False),
        1,
        May(ANY[1:]),
    )
    yield (
        "a revoked key without its generation",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        Where("generate"),
        1,
        May(("failing", "inconclusive"), names=(("key-invalid-revoked-or-expired",),)),
    )
    yield (
        "a revoked key without its credits",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        Where("credits", "key"),
        1,
        May(("failing", "inconclusive"), names=(("key-invalid-revoked-or-expired",),)),
    )
    yield (
        "a key in quotes without the answer to the bare one",
        on_vercel(f'"{KEY}"'),
        parts.by_key_alone(parts.PAID),
        Where(("credits", "generate"), "key"),
        1,
        May(
            ("failing", "inconclusive"),
            names=(("key-quoted-or-prefixed",),),
            not_certain=frozenset({"key-quoted-or-prefixed"}),
        ),
    )
    yield (
        "a blocked team without its credits",
        on_vercel(KEY, Token(Team(blocked=True))),
        parts.one_team(Team(blocked=True)),
        Where("credits", ("key", "token")),
        1,
        May(("failing", "inconclusive"), names=(("team-blocked",),), not_certain=frozenset({"team-blocked"})),
    )
    yield (
        "no card, said once",
        on_vercel(KEY, Token(NO_CARD)),
        parts.one_team(NO_CARD),
        Where("generate"),
        2,
        May(("failing", "inconclusive"), names=(("no-card-on-file",),), not_certain=frozenset({"no-card-on-file"})),
    )
    yield (
        "a key of another team without credits by token",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(SEED, parts.OTHER_PAID),
        Where(("credits", "generate"), "token"),
        1,
        May(
            ("failing", "inconclusive"),
            names=(("key-of-other-team",),),
            not_certain=frozenset({"key-of-other-team", "byok-needs-paid-tier"}),
        ),
    )


def _without(decided: Decided, how: str, answer: Answer) -> World:
    name, place, gateway, where, first, may = decided
    taken = Rule(where, answer, first=first)
    patient = place.having({"GATEWAY_PROBE_TIME_BUDGET": "3"})
    return World(f"{name}: {how}", patient, replace(gateway, rules=(taken, *gateway.rules)), may)


WORLDS = tuple(_without(decided, how, answer) for decided in _decided() for how, answer in TAKEN_AWAY)
