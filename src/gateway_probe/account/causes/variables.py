"""Variables: whether the key reaches this environment, and whether this deployment can hold it."""

from datetime import datetime

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import day
from gateway_probe.causes.cause import Assessment, Excluded, Observed, Open, Supported
from gateway_probe.register import step

_ENVIRONMENT_VARIABLES = "https://vercel.com/docs/environment-variables"
_OF_WHICH_BRANCH = (
    "of which branch this deployment is: for one the key is set by itself (`vercel env ls preview BRANCH`)"
)
_LIST = step("See in which environments it is set (names only).", "vercel env ls")


@cause(
    "env-changed-not-redeployed",
    "The key was changed after this deployment was made",
    next_steps=[
        step(
            "Deploy it again, by its address as HOST: a changed variable reaches the next deployment only.",
            "vercel redeploy HOST",
        )
    ],
    sources=[_ENVIRONMENT_VARIABLES, "https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url"],
)
def changed_after_deployment(seen: PlaceReading) -> Assessment:
    """Variables are fixed when a deployment is made; a change reaches only those made after it."""
    deployment, setting = seen.deployment, seen.key_setting
    if deployment is None or seen.place.served is True:
        return None
    if seen.depends_on_branch:
        return Open(_OF_WHICH_BRANCH)
    if setting is None:
        return None
    at, fact = setting
    changed, made, ready = fact.updated_at, deployment.created_at, deployment.ready_at
    if changed is None or made is None:
        return Open("when the variable was last changed, and when the deployment was made")
    pointers = (f"{at}/updated_at", seen.deployment_at(deployment))
    if ready is not None and changed > ready:
        return Supported(
            f"This deployment was ready at {day(ready)}, and {fact.name} was changed at {day(changed)}: "
            f"it still holds what was set before.{_of_an_older_run(seen, changed)}",
            *pointers,
            basis=Observed(),
            explains=False,
        )
    if changed < made:
        because = f"{fact.name} was last changed at {day(changed)}, before this deployment was made at {day(made)}"
        return Excluded(because, *pointers)
    return Open("a new deployment: the variable was changed while this one was built")


def _of_an_older_run(seen: PlaceReading, changed: datetime) -> str:
    """What was changed after a run is no reason for how that run ended."""
    older = seen.ran is not None and changed > seen.ran[1]
    return " This run was made before the change, so it says nothing of the new value." if older else ""


@cause(
    "env-scope-mismatch",
    "The key is not set for this environment",
    next_steps=[
        _LIST,
        step(
            "Set it for that environment (its name as ENVIRONMENT), and deploy again.",
            "vercel env add AI_GATEWAY_API_KEY ENVIRONMENT",
        ),
    ],
    sources=[_ENVIRONMENT_VARIABLES],
)
def not_set_for_environment(seen: PlaceReading) -> Assessment:
    """Each variable is set for production, preview, development or environments of one's own, each by itself."""
    environment = seen.environment
    if environment is None or not seen.variables_are_known:
        return None
    setting = seen.key_setting
    if setting is not None:
        return Excluded(f"{setting[1].name} is set for {environment}", setting[0])
    if seen.depends_on_branch:
        return Open(_OF_WHICH_BRANCH)
    settings = seen.key_settings
    if seen.place.uses_key or (seen.place.document is None and not settings):
        # It has a key from somewhere: set at build time, by another name, or removed since. `agreement` says so.
        return None
    elsewhere = sorted({name for _, fact in settings for name in fact.environments})
    where = f"it is set for {' and '.join(elsewhere)}" if elsewhere else "the project has none at all"
    where = "it is set there for other branches alone" if seen.is_set_for_a_branch else where
    return Supported(
        f"{seen.key_name} is not set for {environment}; {where}.",
        *([at for at, _ in settings] or ["/account/variables/state"]),
        basis=Observed(),
        explains=False,
    )
