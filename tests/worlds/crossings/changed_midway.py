"""States that change while the probe asks: a budget ends, a key is revoked, a purchase arrives, a balance moves."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
ONE_WAY = frozenset({"stream-refused", "plain-answer-refused", "stream-broken"})
KEYED = Where("generate", credential="key")


def _begins() -> Iterator[World]:
    """The first generation is served, none after it."""
    for name, answer, codes in (
        ("a budget is used up", changes.OVER_BUDGET, ("budget-reached", "comes-and-goes")),
        ("the funds end", parts.NO_FUNDS, ("byok-blocked-at-zero-balance", "free-credit-used-up", "comes-and-goes")),
        ("the team is blocked", parts.ACCESS_DENIED, ("team-blocked", "comes-and-goes", "refusal-of-unknown-kind")),
        ("the card is taken away", changes.NO_CARD, ("no-card-on-file", "comes-and-goes")),
        ("the tier falls back", parts.BYOK_REFUSAL, ("byok-needs-paid-tier", "comes-and-goes")),
        ("the gateway fails", parts.UNAVAILABLE, ("gateway-5xx", "comes-and-goes", "stream-broken")),
    ):
        for first in (2, 3):
            if first == 3:
                # Both ways of the healthy run were served before it began: nothing of it is seen.
                may = May(("healthy",), ("healthy",), certain=True, generations=(2, 2))
            else:
                may = May(NOT_HEALTHY, names=(codes,), not_certain=FACTORS | ONE_WAY | KEY_IS_BAD, generations=(2, 14))
            yield World(
                f"{name} after generation {first - 1}",
                PLACE,
                parts.one_team(parts.PAID, Rule(parts.GENERATE, answer, first=first)),
                may,
            )


def _ends() -> Iterator[World]:
    """The first generations are refused, all after them served: no factor of the request did that."""
    for last in (1, 2, 3, 4, 5, 6, 7):
        yield World(
            f"a purchase takes effect after generation {last}",
            PLACE,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=last)),
            # Whatever was changed in the request at that moment is innocent; so is the tier by then.
            May(NOT_HEALTHY, not_certain=BLAMES | {"stream-refused"}, not_claimed=OTHER_TEAM),
        )
    for last in (3, 5):
        yield World(
            f"a block is lifted after generation {last}",
            on_laptop(KEY),
            parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.ACCESS_DENIED, last=last)),
            May(NOT_HEALTHY, not_certain=BLAMES | {"stream-refused"}),
        )


def _keys() -> Iterator[World]:
    for first in (2, 3):
        yield World(
            f"the key is revoked after generation {first - 1}, its balance was told before",
            on_laptop(KEY),
            parts.by_key_alone(
                parts.PAID,
                Rule(KEYED, changes.UNAUTHORIZED, first=first),
                Rule(Where("credits", "key"), changes.UNAUTHORIZED, first=2),
            ),
            May(("healthy",) if first == 3 else NOT_HEALTHY, not_certain=FACTORS | ONE_WAY | MONEY),
        )
    yield World(
        "the key is revoked between its balance and its first generation",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID, Rule(KEYED, changes.UNAUTHORIZED), Rule(Where("credits", "key"), changes.UNAUTHORIZED, first=2)
        ),
        # It was taken once and never again: revoked now, or a gateway whose nodes disagree.
        May(BAD, names=(("key-invalid-revoked-or-expired", "comes-and-goes"),), not_certain=MONEY | FACTORS),
    )
    yield World(
        "the token is replaced while the probe asks, and the old one is refused then",
        on_vercel(None, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", "token"), changes.UNAUTHORIZED, first=2)),
        May(NOT_HEALTHY, not_certain=ONE_WAY | FACTORS | OIDC),
    )


def _balances() -> Iterator[World]:
    def told(balance: str, used: str) -> Answer:
        return Answer(200, {"balance": balance, "total_used": used})

    by_key, by_token = Where("credits", "key"), Where("credits", "token")
    free = replace(parts.FREE_WITH_BYOK)
    moving = (
        Rule(by_key, told("3.80", "1.20"), last=1),
        Rule(by_key, told("3.78", "1.22"), first=1),
        Rule(by_token, told("3.79", "1.21"), last=1),
        Rule(by_token, told("3.77", "1.23"), first=1),
    )
    yield World(
        "one team whose balance moves with its traffic, refused by its tier",
        on_vercel(KEY, Token(free)),
        parts.one_team(free, *moving),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=OTHER_TEAM, not_certain=FACTORS),
    )
    topped = (
        Rule(by_key, told("2.00", "48.00"), last=1),
        Rule(by_key, told("22.00", "48.00")),
        Rule(by_token, told("22.00", "48.00")),
    )
    yield World(
        "one team that is topped up between the two balances, refused by an unknown word",
        PLACE,
        parts.one_team(parts.PAID, *topped, parts.always(parts.GENERATE, changes.UNKNOWN_KIND)),
        May(BAD, not_certain=OTHER_TEAM | MONEY, not_claimed=OTHER_TEAM),
    )
    yield World(
        "one team that is topped up between the two balances, and is served",
        PLACE,
        parts.one_team(parts.PAID, *topped),
        May(("healthy", "degraded"), not_claimed=OTHER_TEAM, generations=(2, 4)),
    )
    drained = (Rule(by_key, told("95.50", "4.50"), last=1), Rule(by_key, told("0.00", "100.00")))
    yield World(
        "the balance ends between its first reading and the generation",
        on_laptop(KEY),
        Gateway((Key(KEY, parts.PAID),), rules=(*drained, parts.always(parts.GENERATE, parts.NO_FUNDS))),
        May(("failing",), names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),), not_certain=FACTORS),
    )


def _limits() -> Iterator[World]:
    for allowed in (0, 1, 2, 3):
        team = replace(parts.FREE, free_requests=allowed)
        may = (
            May(("healthy",), certain=True, generations=(2, 2))
            if allowed >= 2
            else May(NOT_HEALTHY, names=(("free-tier-rate-limit",),), not_certain=FACTORS | ONE_WAY)
        )
        yield World(
            f"a free tier that lets {allowed} generations through", on_laptop(KEY), parts.by_key_alone(team), may
        )


WORLDS = (*_begins(), *_ends(), *_keys(), *_balances(), *_limits())
