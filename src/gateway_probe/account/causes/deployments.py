"""Deployments: whether the one that answers is the one that was looked at."""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import day
from gateway_probe.account.places import differs, matches
from gateway_probe.causes.cause import Assessment, Excluded, Observed, Open, Supported
from gateway_probe.register import step


@cause(
    "alias-serves-other-deployment",
    "Another deployment answers behind this address",
    severity="warning",
    next_steps=[
        step("See which deployment the address serves now; HOST is that address.", "vercel inspect HOST"),
        step("Run the probe at that address again, or promote the deployment that is meant."),
    ],
    sources=["https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url"],
)
def other_deployment(seen: PlaceReading) -> Assessment:
    """An address points to one deployment at a time; after a rollback or a failed build it is not the newest."""
    answers, shown, salt = seen.serving, seen.place.deployment, seen.whole.salt
    if answers is None or shown is None:
        return None
    pointers = (f"{seen.deployment_at(answers)}/id", *seen.join_at("serving"))
    if matches(shown, answers.id, salt) is not None:
        return Excluded("the address serves the deployment of this Document", *pointers)
    if not differs(shown, answers.id, salt):
        return Open("the Document at the private level, or the salt with which it was made")
    if seen.ran is not None and answers.created_at is not None and answers.created_at > seen.ran[1]:
        return Open("a run of today: the address was deployed again after this Document was made")
    made = f" of {day(answers.created_at)}" if answers.created_at else ""
    substate = f" ({answers.substate.lower()})" if answers.substate else ""
    return Supported(
        f"The address serves a deployment{made}{substate}, and this Document was made in another one.",
        *pointers,
        basis=Observed(),
        explains=False,
    )
