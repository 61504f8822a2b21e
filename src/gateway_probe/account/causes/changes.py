"""What was changed between the last run that was served and the first one that was refused."""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import day
from gateway_probe.account.event_types import CHANGES
from gateway_probe.account.places import Place
from gateway_probe.causes.cause import Assessment, Indicated, Supported
from gateway_probe.register import step


@cause(
    "setting-changed-between-runs",
    "A setting of the gateway was changed between the last good run and the first bad one",
    next_steps=[
        step("Look at who changed what.", "vercel activity --all --since 30d"),
        step("Undo the change for one run, or run the probe again after it."),
    ],
    sources=["https://vercel.com/docs/cli/activity", "https://vercel.com/docs/rest-api/user/list-user-events"],
)
def between_runs(seen: PlaceReading) -> Assessment:
    """One change inside the window is a suspect, several are as many; that it came between does not prove it."""
    good = _last_good_before(seen)
    if good is None or good.window is None or seen.ran is None:
        return None
    inside = [
        (at, event)
        for at, event in seen.whole.events(*CHANGES, team=seen.spending_team or seen.home_team)
        if good.window[1] <= event.at <= seen.ran[0]
    ]
    if not inside:
        return None
    what = "; ".join(f"{CHANGES[event.type]} at {day(event.at)}" for _, event in inside[:4])
    more = f"; and {len(inside) - 4} more changes" if len(inside) > 4 else ""
    return Supported(
        f"Served at {day(good.window[1])} ({good.name}), refused at {day(seen.ran[0])}. Between them {what}{more}.",
        *(at for at, _ in inside[:4]),
        basis=Indicated(),
        explains=False,
    )


def _last_good_before(seen: PlaceReading) -> Place | None:
    """The served run right before this refused one, in its environment; none where another was refused in between."""
    if seen.place.served is not False or seen.ran is None:
        return None
    before = [
        (place.window, place)
        for place in seen.whole.places
        if place.window is not None
        and place.served is not None
        and place.environment == seen.place.environment
        and place.window[0] < seen.ran[0]
    ]
    last = max(before, key=lambda each: each[0], default=None)
    return last[1] if last is not None and last[1].served else None
