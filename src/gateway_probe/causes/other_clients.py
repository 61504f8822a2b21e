"""Asked as each client that a place is set up for: what came of the others, and whether they leave a doubt."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.when import served
from gateway_probe.clients import CLIENT_NAMES, client_of
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.judgement import NextStep


@cause(
    "other-client-not-served",
    "Another client of this place is not served",
    severity="warning",
    when=served,
    next_steps=[step("Ask the app's developers which of the clients it uses.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis"],
)
def other_client_not_served(seen: Reading) -> Assessment:
    """Each client has a key variable and a door of its own. Where nobody names the app's, each is asked as; one is not served."""
    others = [item for item in _list_asked(seen) if item.answer not in {None, "served"}]
    if not others:
        return None
    first = others[0]
    kind = f" ({first.error.type})" if first.error and first.error.type else ""
    return Supported(
        f"Asked as {seen.client.title} the request is served, and asked as {_names(others)} it is not{kind}. Each reads its own variables.",
        *(seen.at(item.id, "answer") for item in others),
        basis=Indicated() if any(item.answer == "refused" and seen.by_gateway(item) for item in others) else Hinted(),
        explains=False,
        # Who asks as each wants each served; who named none asked for the app's, and which that is nobody said.
        remark=seen.probe.client is None or not seen.probe.client.each,
        decided_by="a run as that client alone",
        next_steps=[_alone(item) for item in others],
    )


@cause(
    "other-client-served",
    "Another client of this place is served",
    severity="info",
    next_steps=[step("Compare what the two read: their keys and base URLs are among the variables of this Document.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis"],
)
def other_client_served(seen: Reading) -> Assessment:
    """Where nobody names the app's client, each is asked as: one that is served shows that the gateway as a whole is well."""
    others = [item for item in _list_asked(seen) if item.answer == "served" and seen.by_gateway(item)]
    if seen.served or not others:
        return None
    return Supported(
        f"Asked as {_names(others)} the request is served from here, by that client's own key and door.",
        *(seen.at(item.id, "answer") for item in others),
        basis=Observed(),
        explains=False,
    )


def doubt(seen: Reading) -> tuple[str, NextStep] | None:
    """What leaves it open whether the verdict is about the app's client, and the step that settles it; None where
    nothing does."""
    others = seen.in_doubt
    if not others:
        return None
    told = " and ".join(f"{client.title} {_came_out(asking)}" for client, asking in others)
    first = others[0][0]
    ask = step(f"Say which client the app uses; or ask as {first.title}.", f"gateway-probe run --client {first.name}")
    return f"{told}: nobody said which client the app uses.", ask


def _came_out(asking: Experiment | None) -> str:
    if asking is None:
        return "would ask with another credential"
    return f"{'is' if asking.answer == 'served' else 'is not'} served with its own key"


def _list_asked(seen: Reading) -> list[Experiment]:
    """The askings as other clients that were carried through."""
    cut_short = {"time-budget", "probe-fault"}
    return [
        item
        for item in seen.evidence.experiments
        if item.factor == "client" and item.asked and (item.reason is None or item.reason.code not in cut_short)
    ]


def _alone(item: Experiment) -> NextStep:
    name = item.changed.get("client", "")
    if name not in CLIENT_NAMES:
        return step("Ask as that client alone: such a run names the cause.")
    return step("Ask as that client alone: such a run names the cause.", f"gateway-probe run --client {name}")


def _names(items: list[Experiment]) -> str:
    names = (item.changed.get("client", "") for item in items)
    return " and ".join(client_of(name).title if name in CLIENT_NAMES else "another client" for name in names)
