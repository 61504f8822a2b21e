"""Sums of credits that are told oddly, told to some, or that belong to no one team; behind served and refused requests."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_vercel

WELL = ("healthy", "degraded")
BOTH = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
BY_KEY = Where("credits", "key")
BY_TOKEN = Where("credits", "token")
BY_EITHER = Where("credits", ("key", "token"))
PAGE = Answer(200, html_page("Vercel"))
NO_FUNDS = ("byok-blocked-at-zero-balance", "free-credit-used-up")
SEEDS = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)
UNSEEN = May(
    ("failing",),
    names=(("byok-needs-paid-tier",), ("key-of-other-team",)),
    not_ruled_out=frozenset({"key-of-other-team"}),
    # The token is served the same request, so to say that the credential decides is no more than what is seen.
    not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
)
SERVED = May(WELL, not_claimed=BLAMES)

ODD = (
    ("no total", {"balance": "3.80"}),
    ("a total below nothing", {"balance": "3.80", "total_used": "-1.20"}),
    ("digits of another script", {"balance": "\u0663.\u0668\u0660", "total_used": "1.20"}),
    ("a bar between its digits", {"balance": "3_80", "total_used": "1.20"}),
    ("a plus before it", {"balance": "+3.80", "total_used": "1.20"}),
    ("a currency behind it", {"balance": "3.80 USD", "total_used": "1.20"}),
    ("a whole number for text", {"balance": 4, "total_used": 1}),
    ("a thousand digits", {"balance": "3." + "8" * 1000, "total_used": "1.20"}),
    ("all of it one level deeper", {"data": {"balance": "3.80", "total_used": "1.20"}}),
    ("the tier beside it, which nobody has documented", {"balance": "3.80", "total_used": "1.20", "tier": "free"}),
)

BY_KEY_ALONE = (
    ("a page of HTML", PAGE),
    ("500", parts.refusal(500, "internal_server_error")),
    ("404", parts.refusal(404, "not_found", "Not found")),
    ("a redirect to a login", Answer(302, "", {"location": "https://vercel.com/login"})),
    ("204 and nothing", Answer(204)),
    ("402", parts.refusal(402, "payment_required", "Payment required")),
    ("silence", parts.SILENCE),
)


def _odd() -> Iterator[World]:
    for name, body in ODD:
        told = parts.always(BY_EITHER, Answer(200, body))
        yield World(f"the seed, and its sum has {name}", SEED, parts.one_team(parts.FREE_WITH_BYOK, told), SEEDS)
        yield World(f"served, and the sum has {name}", BOTH, parts.one_team(parts.PAID, told), SERVED)


def _by_key_alone() -> Iterator[World]:
    for name, answer in BY_KEY_ALONE:
        told = parts.always(BY_KEY, answer)
        yield World(
            f"the sum by the key is {name}, and the key's team may not use BYOK",
            BOTH,
            parts.two_teams(parts.FREE_WITH_BYOK, parts.PAID, told),
            UNSEEN,
        )
        yield World(
            f"the sum by the key is {name}, and the key is served", BOTH, parts.one_team(parts.PAID, told), SERVED
        )
        yield World(
            f"the sum by the key is {name}, and its generations say that it is unknown",
            on_vercel(REVOKED_KEY, Token(parts.PAID)),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),), rules=(told,)),
            May(
                ("failing",),
                names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),),
                not_claimed=MONEY | OTHER_TEAM,
            ),
        )


def sums(balance: str, used: str) -> Answer:
    """An answer of `GET /v1/credits`."""
    return Answer(200, {"balance": balance, "total_used": used})


def _once(where: Where, answer: Answer) -> Rule:
    return Rule(where, answer, last=1)


_FLEETING = (
    ("the sum by the key is down once", _once(BY_KEY, parts.UNAVAILABLE)),
    ("the sum by the token is refused once with 401", _once(BY_TOKEN, parts.refusal(401, "authentication_error"))),
    ("the sum by the key is denied once as of a blocked team", _once(BY_KEY, parts.ACCESS_DENIED)),
    ("the sum by the key is nothing once", _once(BY_KEY, sums("0.00", "0.00"))),
    ("the sum by the token is another team's once", _once(BY_TOKEN, sums("7.00", "3.00"))),
    ("a made-up key is let in once", _once(Where("credits", "made-up"), sums("95.50", "4.50"))),
    ("the list of models is refused once with 401", _once(parts.MODELS, parts.refusal(401, "authentication_error"))),
    ("the list of models is a portal's page once", _once(parts.MODELS, parts.FOREIGN_PAGE)),
)


def _fleeting() -> Iterator[World]:
    for name, rule in _FLEETING:
        yield World(f"served, and {name}", BOTH, parts.one_team(parts.PAID, rule), SERVED)
        yield World(f"the seed, and {name}", SEED, parts.one_team(parts.FREE_WITH_BYOK, rule), SEEDS)


def granted(balance: str, used: str = "0.00") -> Team:
    """A free team with a stored credential."""
    return Team("team_FAKEfree", "free", balance, used, stored=parts.AZURE)


WORLDS: tuple[World, ...] = (
    *_odd(),
    *_by_key_alone(),
    *_fleeting(),
    World(
        "the seed with one cent",
        on_vercel(KEY, Token(granted("0.01", "4.99"))),
        parts.one_team(granted("0.01", "4.99")),
        May(("failing",), ("byok-needs-paid-tier",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "the seed with an untouched month",
        on_vercel(KEY, Token(granted("5.00"))),
        parts.one_team(granted("5.00")),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_ruled_out=frozenset({"key-of-other-team"}),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "BYOK is refused beside a balance of nothing, which funds should have stopped before",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, parts.always(BY_EITHER, sums("0.00", "5.00"))),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "five dollars become thirty while they are read: bought in this very run, and refused still",
        SEED,
        parts.one_team(replace(parts.FREE_WITH_BYOK, balance="28.80"), Rule(BY_EITHER, sums("3.80", "1.20"), last=2)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            not_certain=frozenset({"positive-balance-is-free-credit"}),
            not_claimed=KEY_IS_BAD | FACTORS,
            first_never=("buy",),
        ),
    ),
    World(
        "no funds, and no sum can be read",
        BOTH,
        parts.one_team(
            parts.PAID, parts.always(parts.GENERATE, parts.NO_FUNDS), parts.always(parts.CREDITS, parts.UNAVAILABLE)
        ),
        May(("failing",), names=(NO_FUNDS,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "no funds, and look-ups say 402 as well",
        on_vercel(KEY, Token(Team(balance="0"))),
        parts.one_team(Team(balance="0"), parts.always(BY_EITHER, parts.NO_FUNDS)),
        May(("failing",), names=(NO_FUNDS,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "no funds by the key beside nothing, the token's sum is a page",
        on_vercel(KEY, Token(parts.PAID)),
        parts.two_teams(Team("team_FAKEpoor", balance="0", used="20"), parts.PAID, parts.always(BY_TOKEN, PAGE)),
        May(("failing",), names=(NO_FUNDS, ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "no funds, and the sum is a number with a bar in it",
        BOTH,
        parts.one_team(
            parts.PAID,
            parts.always(parts.GENERATE, parts.NO_FUNDS),
            parts.always(BY_EITHER, Answer(200, {"balance": "1_000", "total_used": "2"})),
        ),
        May(BAD, names=(NO_FUNDS,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "every look-up of the key is denied as of a blocked team, and its generations are the seed's",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, parts.always(BY_KEY, parts.ACCESS_DENIED)),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_certain=frozenset({"team-blocked"}),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "zero beside zero, by invoice, two teams, all is served",
        on_vercel(KEY, Token(Team("team_FAKEb"))),
        parts.two_teams(Team("team_FAKEa"), Team("team_FAKEb"), parts.always(BY_EITHER, sums("0", "0"))),
        May(WELL, not_ruled_out=frozenset({"key-of-other-team"}), not_claimed=BLAMES),
    ),
)
