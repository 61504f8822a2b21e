"""The paid tier: a purchase of credits that the activity log shows, and what follows where it shows none."""

from datetime import timedelta

from gateway_probe.account.causes.cause import Assessment, Excluded, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.account.causes.reading import BYOK_GATE, PURCHASED, AccountReading, day
from gateway_probe.account.places import Place

_PRICING = "https://vercel.com/docs/ai-gateway/pricing"
_ACTIVITY = "https://vercel.com/docs/cli/activity"
_LOOK = step("See what the team has bought.", "vercel activity --all --type ai-gateway-credits-purchased --since 365d")
_YEAR = timedelta(days=365)
"""Purchased credits expire after a year (pricing page)."""


@cause(
    "byok-needs-paid-tier",
    "The key's team is on the free tier, which has no BYOK",
    next_steps=[
        _LOOK,
        step("Buy credits for the team that owns the key (this spends money).", "vercel buy credits gateway AMOUNT"),
    ],
    sources=[_PRICING, _ACTIVITY],
)
def on_free_tier(seen: AccountReading) -> list[Assessment]:
    """A team that has bought credits within a year is on the paid tier.

    Where the log shows no purchase that proves nothing: how long it is kept is not documented, and invoices and
    gifts may leave no entry.
    """
    return [found for place in seen.places if (found := _on_free_tier(seen, place)) is not None]


def _on_free_tier(seen: AccountReading, place: Place) -> Assessment | None:
    if seen.error_type(place) != BYOK_GATE or place.window is None:
        return None
    team = seen.spending_team(place)
    bought = [(at, event) for at, event in seen.events(PURCHASED, team=team) if event.at <= place.window[0]]
    if team is None or not seen.events_are_known(team):
        return Open(place.name, "the activity log of the key's team: a purchase of credits")
    if bought and place.window[0] - bought[-1][1].at <= _YEAR:
        because = f"the key's team bought credits on {day(bought[-1][1].at)}, within the year for which they count"
        # The log is documented; that the team is the key's may rest on a list that is not.
        return Excluded(place.name, because, (bought[-1][0],), Indicated() if place.uses_key else Observed())
    if bought:
        statement = (
            f"{place.name}: the last purchase of the key's team, of {day(bought[-1][1].at)}, is over a year old."
        )
        return Supported(place.name, statement, (bought[-1][0],), Indicated())
    if team != (seen.deployment_team(place) or seen.home_team):
        return Open(
            place.name, "whether the key's team has bought credits: its log shows no purchase, which proves nothing"
        )
    statement = (
        f"{place.name}: the gateway refuses for want of paid credits, and the key is of the deployment's own team. Its "
        f"activity log shows no purchase since {day(seen.account.since)}, which alone proves nothing."
    )
    return Supported(place.name, statement, ("/account/events", "/joins"), Indicated())


@cause(
    "credits-purchased",
    "The team has bought credits",
    severity="info",
    next_steps=[_LOOK],
    sources=[_ACTIVITY],
)
def purchased(seen: AccountReading) -> list[Assessment]:
    """An entry of the activity log says when credits were bought; it does not say how many are left."""
    return [
        Supported(None, f"Credits were bought at {day(event.at)}.", (at,), Observed())
        for at, event in seen.events(PURCHASED)[-1:]
    ]
