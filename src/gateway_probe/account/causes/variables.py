"""Variables: whether the key reaches this environment, and whether this deployment can hold it."""

from gateway_probe.account.causes.cause import Assessment, Excluded, Observed, Open, Supported, cause, step
from gateway_probe.account.causes.reading import KEY_NAME, AccountReading, day
from gateway_probe.account.places import Place

_ENVIRONMENT_VARIABLES = "https://vercel.com/docs/environment-variables"
_LIST = step("See in which environments it is set (names only).", "vercel env ls")


@cause(
    "env-changed-not-redeployed",
    "The key was changed after this deployment was made",
    next_steps=[step("Deploy again: a changed variable reaches the next deployment only.", "vercel redeploy URL")],
    sources=[_ENVIRONMENT_VARIABLES, "https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url"],
)
def changed_after_deployment(seen: AccountReading) -> list[Assessment]:
    """Variables are fixed when a deployment is made; a change reaches only those made after it."""
    return [found for place in seen.places if (found := _changed_after(seen, place)) is not None]


def _changed_after(seen: AccountReading, place: Place) -> Assessment | None:
    deployment, setting = seen.deployment(place), seen.setting_for(KEY_NAME, place)
    if deployment is None or setting is None or place.served is True:
        return None
    at, fact = setting
    changed, made, ready = fact.updated_at, deployment.created_at, deployment.ready_at
    pointers = (f"{at}/updated_at", _pointer(seen, deployment.id))
    if changed is None or made is None:
        return Open(place.name, "when the variable was last changed, and when the deployment was made")
    if ready is not None and changed > ready:
        statement = (
            f"{place.name}: this deployment was ready at {day(ready)}, and {KEY_NAME} was changed at {day(changed)}: "
            "it still holds what was set before."
        )
        return Supported(place.name, statement, pointers, Observed())
    if changed < made:
        because = f"{KEY_NAME} was last changed at {day(changed)}, before this deployment was made at {day(made)}"
        return Excluded(place.name, because, pointers, Observed())
    return Open(place.name, "a new deployment: the variable was changed while this one was built")


@cause(
    "env-scope-mismatch",
    "The key is not set for this environment",
    next_steps=[
        _LIST,
        step("Set it for that environment, and deploy again.", "vercel env add AI_GATEWAY_API_KEY ENVIRONMENT"),
    ],
    sources=[_ENVIRONMENT_VARIABLES],
)
def not_set_for_environment(seen: AccountReading) -> list[Assessment]:
    """Each variable is set for production, preview, development or environments of one's own, each by itself."""
    return [found for place in seen.places if (found := _not_set(seen, place)) is not None]


def _not_set(seen: AccountReading, place: Place) -> Assessment | None:
    environment = seen.environment(place)
    if environment is None or not seen.variables_are_known:
        return None
    setting = seen.setting_for(KEY_NAME, place)
    if setting is not None:
        return Excluded(place.name, f"{KEY_NAME} is set for {environment}", (setting[0],), Observed())
    settings = seen.settings(KEY_NAME)
    branches = [fact for _, fact in settings if fact.branch is not None and environment in fact.environments]
    if branches:
        return Open(place.name, f"whether this deployment is of a branch for which {KEY_NAME} is set")
    if place.uses_key or (place.document is None and not settings):
        # It has a key from somewhere: set at build time, by another name, or removed since. `agreement` says so.
        return None
    elsewhere = sorted({name for _, fact in settings for name in fact.environments})
    where = f"it is set for {' and '.join(elsewhere)}" if elsewhere else "the project has none at all"
    pointers = tuple(at for at, _ in settings) or ("/account/variables/state",)
    return Supported(
        place.name, f"{place.name}: {KEY_NAME} is not set for {environment}; {where}.", pointers, Observed()
    )


def _pointer(seen: AccountReading, deployment: str) -> str:
    for at, asked in enumerate(seen.account.deployments):
        for inside, fact in enumerate(asked.facts):
            if fact.id == deployment:
                return f"/account/deployments/{at}/facts/{inside}"
    return "/account/deployments"
