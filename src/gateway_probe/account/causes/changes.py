"""What was changed between the last run that was served and the first one that was refused."""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import day
from gateway_probe.account.places import Place
from gateway_probe.causes.cause import Assessment, Indicated, Supported
from gateway_probe.register import step

SETTINGS = {
    "ai-gateway-scope-budget-updated": "a budget was changed",
    "ai-gateway-budget-default-updated": "the default budget was changed",
    "ai-gateway-api-key-quota-updated": "the budget of a key was changed",
    "ai-gateway-rule-created": "a routing rule was added",
    "ai-gateway-rule-updated": "a routing rule was changed",
    "ai-gateway-rule-deleted": "a routing rule was removed",
    "ai-gateway-provider-allowlist-toggled": "the allow list of providers was switched",
    "ai-gateway-provider-allowlist-providers-updated": "the allow list of providers was changed",
    "ai-gateway-model-allowlist-toggled": "the allow list of models was switched",
    "ai-gateway-model-allowlist-models-updated": "the allow list of models was changed",
    "ai-gateway-zero-data-retention-toggled": "zero data retention was switched",
    "ai-gateway-hipaa-compliance-toggled": "HIPAA compliance was switched",
    "ai-gateway-prompt-training-opt-out-toggled": "the opt-out of prompt training was switched",
    "ai-gateway-guardrails-updated": "the guardrails were changed",
    "ai-gateway-inference-regions-updated": "the regions of inference were changed",
    "ai-gateway-byok-credential-updated": "a provider credential was changed",
    "ai-gateway-byok-credential-deleted": "a provider credential was deleted",
    "ai-gateway-byok-model-mappings-updated": "the model mappings of a provider credential were changed",
    "ai-gateway-api-key-deleted": "a key was deleted",
}
"""Event types that can turn a served request into a refused one, in plain words."""


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
        for at, event in seen.whole.events(*SETTINGS, team=seen.spending_team or seen.home_team)
        if good.window[1] <= event.at <= seen.ran[0]
    ]
    if not inside:
        return None
    what = "; ".join(f"{SETTINGS[event.type]} at {day(event.at)}" for _, event in inside[:4])
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
