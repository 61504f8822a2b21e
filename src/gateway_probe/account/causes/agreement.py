"""Configuration and live results side by side: where they disagree, that is a finding of its own."""

from gateway_probe.account.causes.cause import Assessment, Indicated, Observed, Supported, cause, step
from gateway_probe.account.causes.reading import BYOK_GATE, KEY_NAME, PURCHASED, AccountReading, day
from gateway_probe.account.places import Place


@cause(
    "account-and-run-disagree",
    "The account says one thing and the live run another",
    severity="warning",
    next_steps=[
        step("Run the probe and this command again, one right after the other."),
        step("If they still disagree, give both to support: neither explains the other."),
    ],
    sources=["https://vercel.com/docs/ai-gateway/pricing", "https://vercel.com/docs/environment-variables"],
)
def disagree(seen: AccountReading) -> list[Assessment]:
    """Neither is put right by the other: what is configured and what happened are kept apart and shown together."""
    looks = (_purchase, _key, _byok)
    found = [look(seen, place) for place in seen.places for look in looks]
    return [item for item in found if item is not None]


def _purchase(seen: AccountReading, place: Place) -> Assessment | None:
    """Paid credits are bought, and the gateway asks for them."""
    if seen.error_type(place) != BYOK_GATE or place.window is None:
        return None
    team = seen.spending_team(place)
    bought = [item for item in seen.events(PURCHASED, team=team) if item[1].at <= place.window[0]]
    if team is None or not bought or (place.window[0] - bought[-1][1].at).days > 365:
        return None
    statement = (
        f"{place.name}: the team of this key bought credits at {day(bought[-1][1].at)}, and at {day(place.window[0])} "
        "the gateway still asked for paid credits."
    )
    return Supported(place.name, statement, (bought[-1][0],), Indicated())


def _key(seen: AccountReading, place: Place) -> Assessment | None:
    """The runtime holds a key that the project does not set, or lacks one that it does."""
    environment = seen.environment(place)
    if place.document is None or environment is None or not seen.variables_are_known or place.environment is None:
        return None
    setting = seen.setting_for(KEY_NAME, place)
    present = next((item.present for item in place.document.variables if item.name == KEY_NAME), None)
    on_vercel = place.document.runtime.platform == "vercel"
    if not on_vercel or present is None or present == (setting is not None):
        return None
    if setting is None:
        if any(fact.branch is not None for _, fact in seen.settings(KEY_NAME)):
            return None
        statement = (
            f"{place.name}: the runtime holds {KEY_NAME}, and the project does not set it for {environment} now."
        )
        return Supported(place.name, statement, ("/account/variables",), Observed())
    deployment, changed = seen.deployment(place), setting[1].updated_at
    if changed is None or deployment is None or deployment.created_at is None or changed >= deployment.created_at:
        return None  # set since, or it cannot be told: that is no disagreement
    statement = f"{place.name}: {KEY_NAME} is set for {environment}, and the runtime did not have it."
    return Supported(place.name, statement, (setting[0],), Observed())


def _byok(seen: AccountReading, place: Place) -> Assessment | None:
    """A credential is switched off, and the gateway says that it used one."""
    if not place.served_by_byok:
        return None
    team = seen.spending_team(place)
    own = [(at, item) for at, item in seen.byok() if item.team == team and not item.deleted]
    if team is None or not own or any(item.active is not False for _, item in own):
        return None
    statement = f"{place.name}: the team's credentials are all switched off, and the gateway says that it used one."
    return Supported(place.name, statement, tuple(f"{at}/active" for at, _ in own), Indicated())
