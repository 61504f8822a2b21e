"""Deployments: whether the one that answers is the one that was looked at."""

from gateway_probe.account.causes.cause import Assessment, Excluded, Observed, Open, Supported, cause, step
from gateway_probe.account.causes.reading import AccountReading, day
from gateway_probe.account.joins import deployment_of
from gateway_probe.account.places import Place, differs, matches


@cause(
    "alias-serves-other-deployment",
    "Another deployment answers behind this address",
    severity="warning",
    next_steps=[
        step("See which deployment the address serves now.", "vercel inspect HOST"),
        step("Run the probe at that address again, or promote the deployment that is meant."),
    ],
    sources=["https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url"],
)
def other_deployment(seen: AccountReading) -> list[Assessment]:
    """An address points to one deployment at a time; after a rollback or a failed build it is not the newest."""
    return [found for place in seen.places if (found := _other_deployment(seen, place)) is not None]


def _other_deployment(seen: AccountReading, place: Place) -> Assessment | None:
    answers = seen.serving(place)
    if answers is None or place.deployment is None:
        return None
    own = deployment_of(seen.account, place, seen.salt)
    pointers = ("/account/deployments", "/joins")
    if own is not None and own[0].id == answers.id:
        return Excluded(place.name, "the address serves the deployment of this Document", pointers, Observed())
    if matches(place.deployment, answers.id, seen.salt) is not None:
        return Excluded(place.name, "the address serves the deployment of this Document", pointers, Observed())
    if not differs(place.deployment, answers.id, seen.salt):
        return Open(place.name, "the Document at the private level, or the salt with which it was made")
    if place.window is not None and answers.created_at is not None and answers.created_at > place.window[1]:
        return Open(place.name, "a run of today: the address was deployed again after this Document was made")
    made = f" of {day(answers.created_at)}" if answers.created_at else ""
    substate = f" ({answers.substate.lower()})" if answers.substate else ""
    statement = (
        f"{place.name}: the address serves a deployment{made}{substate}, and this Document was made in another one."
    )
    return Supported(place.name, statement, pointers, Observed())
