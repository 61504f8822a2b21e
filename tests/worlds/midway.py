"""Worlds that change while the run looks at them: what was so at its start is not so at its end."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
UNSURE = May(
    NOT_HEALTHY,
    not_certain=BLAMES,
    not_claimed=FACTORS | OTHER_TEAM | {"provider-route-down-for-model", "experiment-flips-while-served"},
)
QUOTA = parts.refusal(402, "quota_for_entity_exceeded", 'Quota limit exceeded for "api_key_id_fake".')
CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
FREE_LIMIT = parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited.")
NOT_OTHERWISE = FACTORS | KEY_IS_BAD | OTHER_TEAM


def _later(answer: Answer, first: int, where: Where = parts.GENERATE) -> Rule:
    return Rule(where, answer, first=first)


PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
"""The baseline is asked both ways at once, so which of the two comes first is nobody's to say: worlds of one request name it."""

MONEY_ENDS = (
    ("the budget is reached", QUOTA, "budget-reached", parts.PAID),
    ("the card is taken away", CARD, "no-card-on-file", parts.PAID),
    ("the funds are gone", parts.NO_FUNDS, "byok-blocked-at-zero-balance", parts.PAID),
    ("the free tier's limit is reached", FREE_LIMIT, "free-tier-rate-limit", parts.FREE),
    ("the team is blocked", parts.ACCESS_DENIED, "team-blocked", parts.PAID),
)


def _of_ends() -> Iterator[World]:
    for name, answer, code, team in MONEY_ENDS:
        may = May(NOT_HEALTHY, not_claimed=NOT_OTHERWISE | (MONEY - {code, "free-credit-used-up"}))
        place = on_vercel(KEY, Token(team))
        yield World(
            f"{name} before the stream and after the plain answer",
            place,
            parts.one_team(team, Rule(STREAMED, answer), _later(answer, 2, PLAIN)),
            # Nothing is asked again once the plain answer is served: that both ways differ is what was seen.
            replace(may, not_claimed=may.not_claimed - {"stream-refused"}, not_certain=frozenset({"stream-refused"})),
        )
        yield World(
            f"{name} once both ways of answering were served",
            place,
            parts.one_team(team, _later(answer, 3)),
            replace(may, status=("healthy", *NOT_HEALTHY)),
        )


def _of_beginnings() -> Iterator[World]:
    for what, answer, may in (
        ("a purchase takes effect", parts.BYOK_REFUSAL, UNSURE),
        (
            "the gateway is up again",
            parts.UNAVAILABLE,
            May(NOT_HEALTHY, not_claimed=BLAMES | {"provider-route-down-for-model", "experiment-flips-while-served"}),
        ),
    ):
        for last in (2, 3, 4, 6):
            yield World(
                f"{what} after {last} requests",
                PAYING,
                parts.one_team(parts.PAID, Rule(parts.GENERATE, answer, last=last)),
                may,
            )
        for name, where in (("plain", PLAIN), ("streamed", STREAMED)):
            yield World(
                f"{what} after the first {name} request",
                PAYING,
                parts.one_team(parts.PAID, Rule(where, answer, last=1)),
                may,
            )


def _of_credentials() -> Iterator[World]:
    yield World(
        "the key is revoked after its first look-up: credits knew it, generations and credits then do not",
        PAYING,
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", credential="key"), unauthorized()),
            Rule(Where("credits", credential="key"), unauthorized(), first=2),
        ),
        May(("failing", "inconclusive"), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    )
    yield World(
        "the key becomes known after its first look-up: credits refuse it once, everything later is served",
        PAYING,
        parts.one_team(parts.PAID, Rule(Where("credits", credential="key"), unauthorized(), last=1)),
        May(("healthy", "degraded"), certain=None, not_claimed=BLAMES, not_certain=KEY_IS_BAD),
    )
    yield World(
        "the token runs out during the run: its credits were told, its generations are refused",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", credential="token"), unauthorized())),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
    )
    for n in (1, 2):
        yield World(
            f"the key's credits move by a top-up between reads {n} and {n + 1}, the seed's refusal stays",
            on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
            parts.one_team(
                parts.FREE_WITH_BYOK,
                Rule(Where("credits"), Answer(200, {"balance": "8.80", "total_used": "1.20"}), first=n + 1),
            ),
            May(
                ("failing",), names=(("byok-needs-paid-tier", "purchase-not-effective-yet"),), not_claimed=NOT_OTHERWISE
            ),
        )


WORLDS: tuple[World, ...] = (*_of_ends(), *_of_beginnings(), *_of_credentials())
