"""Look-ups whose fields are there and odd: balances that are no sums, dates that are none, lists that hold nonsense."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
SEEDS = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)


def _of_credits() -> Iterator[World]:
    for name, balance in (
        ("not a number, as decimals know it", "NaN"),
        ("without an end", "Infinity"),
        ("in powers of ten", "1e400"),
        ("with a sign of a currency", "$3.80"),
        ("with a comma", "3,80"),
        ("with blanks around it", " 3.80 "),
        ("true", True),
        ("a list", ["3.80"]),
        ("a minus zero", "-0.00"),
        ("of a thousandth of a cent", "0.00001"),
    ):
        told = Answer(200, {"balance": balance, "total_used": "1.20"})
        yield World(
            f"the seed, and its balance is {name}",
            SEED,
            parts.one_team(parts.FREE_WITH_BYOK, parts.always(Where("credits", credential=("key", "token")), told)),
            SEEDS,
        )
        yield World(
            f"served, and the balance is {name}",
            PAYING,
            parts.one_team(parts.PAID, parts.always(Where("credits", credential=("key", "token")), told)),
            May(("healthy", "degraded"), not_claimed=BLAMES),
        )
    yield World(
        "out of funds beside a thousandth of a cent",
        PAYING,
        parts.one_team(
            parts.PAID,
            parts.always(parts.GENERATE, parts.NO_FUNDS),
            parts.always(
                Where("credits", credential=("key", "token")), Answer(200, {"balance": "0.00001", "total_used": "20"})
            ),
        ),
        May(BAD, names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),), not_claimed=KEY_IS_BAD | FACTORS),
    )


def _of_headers() -> Iterator[World]:
    for name, value in (
        ("words", "soon"),
        ("a minus", "-5"),
        ("a very long time", "9" * 40),
        ("a date", "Wed, 21 Oct 2099 07:28:00 GMT"),
    ):
        yield World(
            f"429 of the free tier, to be asked again after {name}",
            on_vercel(KEY, Token(parts.FREE)),
            parts.one_team(
                parts.FREE,
                parts.always(
                    Where("generate", model=ASKED),
                    parts.refusal(
                        429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."
                    ).with_headers(retry_after=value),
                ),
            ),
            May(("failing",), names=(("free-tier-rate-limit",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )
    for name, value in (
        ("no date at all", ""),
        ("a date that is none", "yesterday"),
        ("a date of 1970", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ):
        yield World(
            f"served, and every answer has {name}",
            PAYING,
            parts.one_team(parts.PAID, _dated(value)),
            May(("healthy", "degraded"), not_claimed=BLAMES),
        )


def _of_models() -> Iterator[World]:
    for name, data in (
        ("null", None),
        ("an entry of null", [None, {"id": ASKED, "type": "language"}]),
        ("the asked model without a type", [{"id": ASKED}]),
        ("the asked model with a type nobody knows", [{"id": ASKED, "type": "omni"}]),
        ("the asked model twice, of two types", [{"id": ASKED, "type": "language"}, {"id": ASKED, "type": "image"}]),
        ("ids that are numbers", [{"id": 7}, {"id": 8}]),
    ):
        yield World(
            f"served, and the list of models has {name}",
            PAYING,
            parts.one_team(parts.PAID, parts.always(parts.MODELS, Answer(200, {"object": "list", "data": data}))),
            May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired", "model-of-wrong-kind"}),
        )


def _dated(value: str) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return ordinary.with_headers(date=value)

    return Rule(parts.EVERYTHING, answer)


WORLDS: tuple[World, ...] = (*_of_credits(), *_of_headers(), *_of_models())
