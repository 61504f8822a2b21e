"""The paid tier: a purchase of credits that the activity log shows, and what follows where it shows none."""

from datetime import timedelta

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import BYOK_GATE, day
from gateway_probe.account.event_types import PURCHASED
from gateway_probe.causes.cause import Assessment, Excluded, Indicated, Observed, Open, Supported
from gateway_probe.causes.steps import BUY
from gateway_probe.register import step

_PRICING = "https://vercel.com/docs/ai-gateway/pricing"
_ACTIVITY = "https://vercel.com/docs/cli/activity"
_LOOK = step("See what the team has bought.", "vercel activity --all --type ai-gateway-credits-purchased --since 365d")
YEAR = timedelta(days=365)
"""Purchased credits expire after a year (pricing page)."""


@cause(
    "byok-needs-paid-tier",
    "The key's team is on the free tier, which has no BYOK",
    next_steps=[_LOOK, BUY],
    sources=[_PRICING, _ACTIVITY],
)
def on_free_tier(seen: PlaceReading) -> Assessment:
    """A team that has bought credits within a year is on the paid tier.

    Where the log shows no purchase that proves nothing: how long it is kept is not documented, and invoices and
    gifts may leave no entry.
    """
    if seen.error_type != BYOK_GATE or seen.ran is None:
        return None
    began, team = seen.ran[0], seen.spending_team
    bought = [(at, event) for at, event in seen.whole.events(PURCHASED, team=team) if event.at <= began]
    log = seen.whole.log_of(team)
    if team is None or (log is None and not bought):
        return Open("the activity log of the key's team: a purchase of credits")
    if bought and began - bought[-1][1].at <= YEAR:
        because = f"the key's team bought credits on {day(bought[-1][1].at)}, within the year for which they count"
        return Excluded(because, bought[-1][0], *seen.team_at)
    if log is None:
        return Open("the rest of the activity log of the key's team: a later purchase of credits")
    if bought:
        when = day(bought[-1][1].at)
        return Supported(
            f"The last purchase of the key's team, of {when}, is over a year old.", bought[-1][0], basis=Indicated()
        )
    if team != seen.home_team:
        return Open("whether the key's team has bought credits: its log shows no purchase, which proves nothing")
    return Supported(
        "The gateway refuses for want of paid credits, and the key is of the deployment's own team. Its activity log "
        f"shows no purchase since {day(seen.whole.account.since)}, which alone proves nothing.",
        f"{seen.live}/error",
        log,
        *seen.team_at,
        basis=Indicated(),
    )


@cause("credits-purchased", "The team has bought credits", severity="info", next_steps=[_LOOK], sources=[_ACTIVITY])
def purchased(seen: PlaceReading) -> Assessment:
    """An entry of the activity log says when credits were bought; it does not say how many are left."""
    team = seen.spending_team or seen.home_team
    bought = seen.whole.events(PURCHASED, team=team)
    if not bought:
        return None
    at, event = bought[-1]
    return Supported(f"Credits were bought at {day(event.at)}.", at, basis=Observed(), explains=False)
