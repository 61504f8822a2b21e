"""Configuration and live results side by side: where they disagree, that is a finding of its own.

Neither is put right by the other: what is configured and what happened are kept apart and shown together.
"""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import BYOK_GATE, day
from gateway_probe.account.causes.tier import YEAR
from gateway_probe.account.event_types import CREDENTIAL_UPDATED, PURCHASED
from gateway_probe.causes.cause import Assessment, Observed, Supported
from gateway_probe.register import step

_AGAIN = step("Run the probe and this command again, one right after the other.")
_SUPPORT = step("If they still disagree, give both to support: neither explains the other.")


@cause(
    "purchase-and-refusal-disagree",
    "Credits are bought, and the gateway asks for paid credits",
    severity="warning",
    next_steps=[_AGAIN, _SUPPORT],
    sources=["https://vercel.com/docs/ai-gateway/pricing"],
)
def purchase(seen: PlaceReading) -> Assessment:
    """A purchase counts for a year; the gateway refuses all the same, so one of the two is not what it seems."""
    if seen.error_type != BYOK_GATE or seen.ran is None:
        return None
    team, began = seen.spending_team, seen.ran[0]
    bought = [item for item in seen.whole.events(PURCHASED, team=team) if item[1].at <= began]
    if team is None or not bought or began - bought[-1][1].at > YEAR:
        return None
    at, event = bought[-1]
    return Supported(
        f"The team of this key bought credits at {day(event.at)}, and at {day(began)} the gateway still asked for "
        "paid credits.",
        at,
        f"{seen.live}/error",
        *seen.team_at,
        basis=Observed(),
        explains=False,
    )


@cause(
    "key-setting-and-runtime-disagree",
    "The project's settings and the runtime disagree about the key",
    severity="warning",
    next_steps=[_AGAIN, step("Deploy again: a runtime holds what was set when its deployment was made.")],
    sources=["https://vercel.com/docs/environment-variables"],
)
def key(seen: PlaceReading) -> Assessment:
    """The runtime holds a key that the project does not set, or lacks one that it does."""
    document, environment = seen.place.document, seen.environment
    if document is None or environment is None or document.runtime.platform != "vercel":
        return None
    setting, settings = seen.key_setting, seen.key_settings
    names = seen.place.key_variables
    held = [item.present for item in document.variables if item.name in names]
    present = any(held) if held else None
    if not seen.variables_are_known or present is None or present == (setting is not None):
        return None
    if setting is None:
        if seen.depends_on_branch:
            return None
        statement = f"The runtime holds {seen.key_name}, and the project does not set it for {environment} now."
        pointers = [at for at, _ in settings] or ["/account/variables/state"]
        return Supported(statement, *pointers, f"{seen.live}/credential", basis=Observed(), explains=False)
    deployment, changed = seen.deployment, setting[1].updated_at
    if changed is None or deployment is None or deployment.created_at is None or changed >= deployment.created_at:
        return None  # set since, or it cannot be told: that is no disagreement
    return Supported(
        f"{setting[1].name} is set for {environment}, and the runtime did not have it.",
        setting[0],
        seen.deployment_at(deployment),
        f"{seen.live}/credential",
        basis=Observed(),
        explains=False,
    )


@cause(
    "byok-setting-and-serving-disagree",
    "A provider credential that is switched off was used",
    severity="warning",
    next_steps=[_AGAIN, _SUPPORT],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"],
)
def byok(seen: PlaceReading) -> Assessment:
    """Every credential of the team is switched off, and the gateway says that it used one."""
    team = seen.spending_team
    if team is None or not seen.place.served_by_byok:
        return None
    own = [(at, item) for at, item in seen.whole.byok() if item.team == team and not item.deleted]
    if not own or any(item.active is not False for _, item in own):
        return None
    changes = [item.updated_at for _, item in own] + [
        event.at for _, event in seen.whole.events(CREDENTIAL_UPDATED, team=team)
    ]
    if any(at is not None and seen.ran is not None and at > seen.ran[1] for at in changes):
        return None  # switched off after the run, as far as can be told
    return Supported(
        "The team's credentials are all switched off, and the gateway says that it used one.",
        *(f"{at}/active" for at, _ in own),
        *seen.team_at,
        basis=Observed(),
        explains=False,
    )
