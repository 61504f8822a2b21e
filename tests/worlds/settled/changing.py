"""The gateway, a team, a key or a provider becomes another in mid-run: what was so at the start is not so at the end.

Whoever saw both states knows that neither holds throughout: no cause is certain, no factor of the request is to blame.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.settled.turning import after, at
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
PASSING = ("comes-and-goes", "inconclusive", "purchase-not-effective-yet")


@dataclass(frozen=True)
class Turn:
    """What becomes another, and which cause the bad side has."""

    place: Place
    bad: Gateway
    good: Gateway
    codes: tuple[str, ...]

    @property
    def unjust(self) -> frozenset[str]:
        """What nobody may be sent after."""
        return (KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM) - set(self.codes)


def team(bad: Team, good: Team, *codes: str) -> Turn:
    """The key's and the token's one team changes."""
    return Turn(on_vercel(KEY, Token(bad)), parts.one_team(bad), parts.one_team(good), codes)


def scripted(answer: Answer, code: str) -> Turn:
    """Every generation of a paying team gets this answer."""
    return Turn(BOTH, parts.one_team(parts.PAID, Rule(parts.GENERATE, answer)), parts.one_team(parts.PAID), (code,))


BOUGHT = replace(parts.FREE_WITH_BYOK, tier="paid", balance="23.80")
REVOKED = Gateway((Key(KEY, parts.PAID, revoked=True),), (Token(parts.PAID),))
BAD_KEY = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
PORTAL = Gateway((Key(KEY, parts.PAID),), rules=(Rule(parts.EVERYTHING, parts.FOREIGN_PAGE),))
DOWN = parts.one_team(Team(), system={"openai": "down", "azure": "down"})
REFUSALS = {
    "the key is known": Turn(BOTH, REVOKED, parts.one_team(parts.PAID), BAD_KEY),
    "a card is there": team(parts.NO_CARD, replace(parts.NO_CARD, card=True), "no-card-on-file"),
    "the team pays": team(
        parts.FREE_WITH_BYOK,
        BOUGHT,
        "byok-needs-paid-tier",
        "purchase-not-effective-yet",
        "positive-balance-is-free-credit",
    ),
}
FAILURES = {
    "the provider is up": Turn(BOTH, DOWN, parts.one_team(Team()), ("provider-overloaded-or-slow", "provider-route-down-for-model")),
    "the gateway is up": scripted(parts.UNAVAILABLE, "gateway-5xx"),
    "no firewall stands before it": scripted(parts.MITIGATED, "firewall-blocks-gateway"),
    "no portal stands between": Turn(on_laptop(KEY), PORTAL, parts.by_key_alone(parts.PAID), ("not-the-gateway", "proxy-or-egress-filter")),
}  # fmt: skip


def _worlds() -> Iterator[World]:
    for what, turn in REFUSALS.items():
        seen = May(NOT_HEALTHY, not_certain=BLAMES | set(turn.codes), not_claimed=turn.unjust)
        yield World(
            f"{what} after two generations, and was not before",
            turn.place,
            after(2, turn.bad, turn.good),
            replace(seen, names=((*turn.codes, *PASSING),)),
        )
    for what, turn in FAILURES.items():
        # The plain answer was served once and never again: whoever asks for plain answers alone is not helped.
        yield World(
            f"{what} for the first generation alone",
            turn.place,
            after(1, turn.good, turn.bad),
            May(
                NOT_HEALTHY,
                ("comes-and-goes",),
                certain=False,
                not_claimed=turn.unjust | {"stream-broken"},
                never=("Ask for plain answers",),
            ),
        )
    turn = REFUSALS["a card is there"]
    # Everything turns at once, look-ups too, between the first answers and those that are asked beside and after them.
    yield World(
        "a card is there two tenths of a second into the run",
        turn.place,
        at(0.2, turn.bad, turn.good),
        May(("healthy", *NOT_HEALTHY), not_claimed=turn.unjust - {"stream-refused", "plain-answer-refused"}),
    )


CARD = parts.NO_CARD
AFTERWARDS = KEY_IS_BAD | OTHER_TEAM | FACTORS
SEED = parts.FREE_WITH_BYOK
THEN_WORSE = (
    # What the gateway said twice was said, whatever broke down afterwards: an outage contradicts no card.
    World("no card is said twice, then the gateway is down", on_vercel(KEY, Token(CARD)), after(2, parts.one_team(CARD), parts.one_team(CARD, Rule(parts.EVERYTHING, parts.UNAVAILABLE))), May(("failing",), ("no-card-on-file",), not_claimed=AFTERWARDS)),
    World("no card is said twice, then a card and no money", on_vercel(KEY, Token(CARD)), after(2, parts.one_team(CARD), parts.one_team(replace(CARD, card=True, balance="0.00"))), May(("failing",), certain=False, names=(("no-card-on-file",),), not_claimed=AFTERWARDS)),
    World("the gate refuses twice, then the key is revoked", on_vercel(KEY, Token(SEED)), after(2, parts.one_team(SEED), Gateway((Key(KEY, SEED, revoked=True),), (Token(SEED),))), May(("failing",), certain=False, names=(("byok-needs-paid-tier",),), not_claimed=OTHER_TEAM)),
    World("deployments are refused until eight generations were answered", BOTH, after(8, parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS), parts.one_team(parts.PAID)), May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=OTHER_TEAM | KEY_IS_BAD)),
    World("the gate moves from the key to the token in mid-run", BOTH, after(3, parts.two_teams(SEED, parts.PAID), parts.two_teams(parts.PAID, SEED)), May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=KEY_IS_BAD)),
)  # fmt: skip
WORLDS = (*_worlds(), *THEN_WORSE)
