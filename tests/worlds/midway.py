"""Worlds that change while the run looks at them: what was so at its start is not so at its end."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
BY_KEY = ("generate", "credits")
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


def _of_changes() -> Iterator[World]:
    for first in (2, 3):
        for name, answer, code in (
            ("the budget is reached", QUOTA, "budget-reached"),
            ("the card is taken away", CARD, "no-card-on-file"),
            ("the funds are gone", parts.NO_FUNDS, "byok-blocked-at-zero-balance"),
            ("the free tier's limit is reached", FREE_LIMIT, "free-tier-rate-limit"),
        ):
            yield World(
                f"{name} from generation {first} on, those before are served",
                PAYING if code != "free-tier-rate-limit" else on_vercel(KEY, Token(parts.FREE)),
                parts.one_team(parts.PAID if code != "free-tier-rate-limit" else parts.FREE, _later(answer, first)),
                # One question was asked plain and streamed: with two answers of three nothing is refused yet.
                May(
                    NOT_HEALTHY if first == 2 else ("healthy", *NOT_HEALTHY),
                    not_claimed=NOT_OTHERWISE | (MONEY - {code, "free-credit-used-up"}),
                ),
            )
        yield World(
            f"the team is blocked from generation {first} on, credits a moment later",
            PAYING,
            parts.one_team(
                parts.PAID, _later(parts.ACCESS_DENIED, first), _later(parts.ACCESS_DENIED, 2, parts.CREDITS)
            ),
            May(NOT_HEALTHY if first == 2 else ("healthy", *NOT_HEALTHY), not_claimed=NOT_OTHERWISE),
        )
    for last in (1, 2, 3, 4, 6):
        yield World(
            f"a purchase takes effect after {last} refusals",
            PAYING,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, last=last)),
            UNSURE,
        )
        yield World(
            f"the gateway is down for {last} generations and then up",
            PAYING,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.UNAVAILABLE, last=last)),
            May(
                NOT_HEALTHY,
                not_claimed=BLAMES | {"provider-route-down-for-model", "experiment-flips-while-served"},
            ),
        )
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
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS,
        ),
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


WORLDS: tuple[World, ...] = tuple(_of_changes())
