"""What was changed between the last run that was served and the first one that was refused."""

from collections.abc import Iterator

from gateway_probe.account.causes.cause import Assessment, Indicated, Supported, cause, step
from gateway_probe.account.causes.reading import AccountReading, day
from gateway_probe.account.places import Place

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
def between_runs(seen: AccountReading) -> list[Assessment]:
    """One change inside the window is a suspect, several are as many; that it came between does not prove it."""
    found: list[Assessment] = []
    for good, bad in _turns(seen):
        if good.window is None or bad.window is None:
            continue
        team = seen.spending_team(bad) or seen.home_team
        inside = [
            (at, event)
            for at, event in seen.events(*SETTINGS, team=team)
            if good.window[1] <= event.at <= bad.window[0]
        ]
        if inside:
            what = "; ".join(f"{SETTINGS[event.type]} at {day(event.at)}" for _, event in inside[:4])
            more = f"; and {len(inside) - 4} more changes" if len(inside) > 4 else ""
            statement = (
                f"Served at {day(good.window[1])} ({good.name}), refused at {day(bad.window[0])} ({bad.name}). "
                f"Between them {what}{more}."
            )
            found.append(Supported(bad.name, statement, tuple(at for at, _ in inside[:4]), Indicated()))
    return found


def _turns(seen: AccountReading) -> Iterator[tuple[Place, Place]]:
    """The last served run before the first refused one, of each environment."""
    runs = sorted(
        (place for place in seen.places if place.window is not None and place.served is not None),
        key=lambda place: place.window[0] if place.window else seen.account.read_at,
    )
    for environment in dict.fromkeys(place.environment for place in runs):
        last_good: Place | None = None
        for place in (place for place in runs if place.environment == environment):
            if place.served:
                last_good = place
            elif last_good is not None:
                yield last_good, place
                last_good = None
