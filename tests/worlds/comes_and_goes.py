"""Worlds in which trouble comes and goes: faults that heal, limits that are reached, answers that depend on luck."""

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.wire import generations
from tests.worlds.world import KEY, World, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
HEALS = May(NOT_HEALTHY, certain=False, not_claimed=BLAMES)
ONCE_AND_THEN_BY_LUCK = (
    Rule(parts.GENERATE, parts.UNAVAILABLE, last=1),
    Rule(parts.GENERATE, parts.UNAVAILABLE, p=0.5),
)
THROTTLED_BY_LUCK = (Rule(parts.GENERATE, parts.THROTTLED, last=1), Rule(parts.GENERATE, parts.THROTTLED, p=0.5))

BY_TURNS = May(NOT_HEALTHY, names=(("comes-and-goes",),), certain=False, not_claimed=BLAMES)


def every_second(answer: Answer) -> tuple[Rule, ...]:
    """The first of all generations gets this answer, the third, and so on: each rule counts what those before it left."""
    return tuple(Rule(parts.GENERATE, answer, first=number, last=number) for number in range(1, 9))


WORLDS: tuple[World, ...] = (
    generations("the first generation gets 503, and every second one", BY_TURNS, *every_second(parts.UNAVAILABLE)),
    generations(
        "every second generation gets 500, where the app streams",
        BY_TURNS,
        *every_second(parts.refusal(500, "internal_server_error", "Internal server error")),
        GATEWAY_PROBE_STREAMING="on",
    ),
    generations(
        "every second generation gets 503, and plain answers alone are asked for",
        BY_TURNS,
        *every_second(parts.UNAVAILABLE),
        GATEWAY_PROBE_STREAMING="off",
    ),
    generations(
        "the first generation gets 503, and no other", BY_TURNS, Rule(parts.GENERATE, parts.UNAVAILABLE, last=1)
    ),
    generations(
        "each generation gets 503, and no word of luck is said",
        May(("failing", "inconclusive"), not_named=frozenset({"comes-and-goes"}), not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.UNAVAILABLE),
    ),
    generations("two bad moments of 503, then all is well", HEALS, Rule(parts.GENERATE, parts.UNAVAILABLE, last=2)),
    generations(
        "two refusals in the seed's words, then all is well",
        May(
            ("failing",),
            ("comes-and-goes",),
            names=(("purchase-not-effective-yet",),),
            certain=False,
            not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM,
        ),
        Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=2),
    ),
    generations(
        "one 429 with a time to wait, then all is well",
        HEALS,
        Rule(parts.GENERATE, parts.THROTTLED.with_headers(retry_after="1"), last=1),
    ),
    generations(
        "one silence, then all is well",
        HEALS,
        Rule(parts.GENERATE, parts.SILENCE, last=1),
        GATEWAY_PROBE_TIME_BUDGET="3",
    ),
    generations("503 half of the time", HEALS, *ONCE_AND_THEN_BY_LUCK),
    generations("429 half of the time", HEALS, *THROTTLED_BY_LUCK, GATEWAY_PROBE_STREAMING="off"),
    World(
        "the fifth generation and all after it are throttled, behind an origin rule",
        BOTH,
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.THROTTLED, first=5), parts.REFUSES_DEPLOYMENTS),
        May(BAD, not_certain=FACTORS | {"byok-needs-paid-tier"}, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the variant without headers is throttled, the rest is refused",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", origin=False), parts.THROTTLED)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the variant by token is down, the rest is refused",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", "token"), parts.UNAVAILABLE)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=FACTORS | KEY_IS_BAD),
    ),
    generations(
        "the seed's refusal and a service that serves take turns by luck",
        May(NOT_HEALTHY, not_certain=FACTORS | {"byok-needs-paid-tier"}, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=1),
        Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.BYOK_REFUSAL, p=0.5),
    ),
    generations(
        "access is denied once, and never again",
        May(NOT_HEALTHY, certain=False, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        Rule(parts.GENERATE, parts.ACCESS_DENIED, last=1),
    ),
    World(
        "served twice, and refused in every experiment after that",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, first=3)),
        May(("degraded", "failing", "inconclusive"), not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "the key is unknown for one moment, and the token is not",
        BOTH,
        parts.one_team(
            parts.PAID, Rule(Where(("generate", "credits"), "key"), parts.refusal(401, "authentication_error"), last=2)
        ),
        May(NOT_HEALTHY, not_certain=KEY_IS_BAD | FACTORS),
    ),
    World(
        "a key that is deleted in the middle of the run",
        BOTH,
        Gateway(
            (Key(KEY, parts.PAID),),
            (Token(parts.PAID),),
            rules=(Rule(Where(("generate", "credits"), "key"), parts.refusal(401, "authentication_error"), first=2),),
        ),
        May(NOT_HEALTHY, not_certain=FACTORS | OTHER_TEAM),
    ),
)
