"""Runs that end early or ask little: nothing is certain that was not asked for, and the best cause is named all the same."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NETWORK, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.settled.turning import slowly
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
ANY = ("healthy", *NOT_HEALTHY)
PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
GATES = frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit", "purchase-not-effective-yet", "free-tier-model-restricted"})  # fmt: skip
"""What the word of the seed is taken for by whoever looks at it alone; the team of these worlds pays."""
BY_HEADERS = parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS)
NO_STREAMS = parts.one_team(parts.PAID, parts.STREAM_DENIED)
SORTED = parts.one_team(
    parts.PAID, Rule(Where("generate", option="sort"), parts.refusal(400, "sort_not_allowed", "No."))
)
TWO_TEAMS = parts.two_teams(parts.FREE_WITH_BYOK, parts.OTHER_PAID)
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),))
ORIGIN = May(
    ("failing",),
    names=(("refusal-depends-on-origin",),),
    not_certain=GATES | FACTORS,
    not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY - GATES,
)
STREAM = May(NOT_HEALTHY, names=(("stream-refused",),), certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM)


def within(number: int, place: Place = BOTH) -> Place:
    """So many generations may be asked for."""
    return place.having({"GATEWAY_PROBE_MAX_GENERATIONS": str(number)})


def ending(seconds: str, place: Place = BOTH) -> Place:
    """The run ends after so many seconds."""
    return place.having({"GATEWAY_PROBE_TIME_BUDGET": seconds})


def _of_limits() -> Iterator[World]:
    # Four answers of each arm that were not used to find a flip, and what found it, are ten at the least.
    for number in (1, 3, 8):
        may = replace(ORIGIN, generations=(1, number))
        yield World(
            f"deployments are refused by their headers, and {number} generations may be asked for",
            within(number),
            BY_HEADERS,
            may,
        )
    for seconds in ("1.1", "1.5"):
        yield World(
            f"deployments are refused by their headers, and the time ends after {seconds} s of slow answers",
            ending(seconds),
            slowly(BY_HEADERS, 0.3),
            ORIGIN,
        )


SILENT = May(ANY, certain=False, not_claimed=(BLAMES | NETWORK) - FACTORS, not_certain=FACTORS)
FREE_OF_CHARGE = May(("inconclusive",), certain=False, not_claimed=BLAMES, generations=(0, 0))
AMISS = replace(FREE_OF_CHARGE, status=NOT_HEALTHY, not_claimed=KEY_IS_BAD)


def free(gateway: Gateway, may: May, name: str, place: Place = BOTH) -> World:
    """Nothing but free checks is asked for."""
    return World(f"free checks: {name}", replace(place, checks="free"), gateway, may)


OTHERS = (
    World("two teams, and one generation may be asked for", within(1, on_vercel(KEY, Token(parts.OTHER_PAID))), TWO_TEAMS, May(("failing",), names=(("key-of-other-team",), ("byok-needs-paid-tier",)), certain=False, not_claimed=KEY_IS_BAD | FACTORS)),
    # One generation cannot show that streams are refused: the plain answer comes first.
    World("streams are refused, and two generations may be asked for", within(2), NO_STREAMS, STREAM),
    World("streams are refused, and no experiment may be made", replace(BOTH, experiments="none"), NO_STREAMS, STREAM),
    # Words of no known cause, and options that nobody took off: they are the next thing to look at.
    *(World(f"an option is refused, and {what}", place.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(sort="ttft")}), SORTED, May(("failing", "inconclusive"), names=(("options-refused",),), certain=False, not_claimed=BLAMES)) for what, place in (("no experiment may be made", replace(BOTH, experiments="none")), ("three generations may be asked for", within(3)))),
    World("a revoked key hides a good token, and no generation may be asked for", within(0, on_vercel(REVOKED_KEY, Token(parts.PAID))), REVOKED, May(("failing",), ("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"), certain=False, not_claimed=MONEY | FACTORS | OTHER_TEAM)),
    World("well, and no answer comes within the time", ending("2"), slowly(parts.one_team(parts.PAID), 2.5), replace(SILENT, status=NOT_HEALTHY)),
    World("the stream's end does not come within the time", ending("3"), parts.one_team(parts.PAID, Rule(STREAMED, passed_on(between_events_s=1.0))), SILENT),
    World("the plain answer does not come within the time, the stream does", ending("3"), parts.one_team(parts.PAID, Rule(PLAIN, passed_on(delay_s=9.0))), replace(SILENT, status=NOT_HEALTHY)),
    # What the person said that the app does is all that is asked; the other way is no part of it.
    World("streams are refused, and the app asks for plain answers alone", BOTH.having({"GATEWAY_PROBE_STREAMING": "off"}), NO_STREAMS, May(("healthy",), ("healthy",), not_claimed=BLAMES, generations=(1, 1))),
    free(parts.one_team(parts.PAID), replace(FREE_OF_CHARGE, verdict=("free-checks-passed",)), "all look-ups say what they should"),
    free(parts.one_team(parts.PAID, Rule(parts.CREDITS, parts.UNAVAILABLE)), replace(FREE_OF_CHARGE, not_named=frozenset({"free-checks-passed"})), "no credits are told"),
    # Two doors of the gateway, the list and the endpoints, do not know it.
    free(parts.one_team(parts.PAID), replace(FREE_OF_CHARGE, names=(("model-unknown-or-retired",),)), "the model is not listed", replace(BOTH, model="openai/gpt-3.9-nano")),
    free(parts.one_team(parts.PAID), replace(FREE_OF_CHARGE, names=(("model-id-without-creator",),)), "the model has no creator", replace(BOTH, model="gpt-5.4-mini")),
    # A made-up key gets 401, the key and the token 403 access_denied: the team is blocked, or its card is not taken.
    free(parts.one_team(parts.BLOCKED), replace(AMISS, status=("failing",), verdict=("team-blocked",), names=(("card-not-accepted",),)), "the team is blocked", on_vercel(KEY, Token(parts.BLOCKED))),
    # Without a positive balance a generation gets 402, but of a team that pays by invoice nobody knows what is shown.
    free(parts.one_team(parts.NO_MONEY), replace(FREE_OF_CHARGE, names=(("byok-blocked-at-zero-balance",),)), "the balance is nought", on_vercel(KEY, Token(parts.NO_MONEY))),
    # Two sums of two totals: what is paid and set up in the one team does not count for the other.
    free(parts.two_teams(parts.PAID, parts.OTHER_PAID), replace(AMISS, names=(("key-of-other-team",),)), "the key's team is not the token's", on_vercel(KEY, Token(parts.OTHER_PAID))),
    free(Gateway(), May(("failing",), ("key-absent",), generations=(0, 0)), "there is no key", on_laptop(GATEWAY_PROBE_CLIENT="ai-sdk-7")),
)  # fmt: skip
WORLDS: tuple[World, ...] = (*_of_limits(), *OTHERS)
