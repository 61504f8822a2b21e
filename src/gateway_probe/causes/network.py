"""Whether the gateway is reached at all."""

from typing import TypedDict

from gateway_probe.causes.cause import Assessment, Excluded, Hinted, Indicated, Observed, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import CheckId, ReasonCode

REACH: tuple[CheckId, ...] = ("models", "credits-control", "baseline")
NEED_NO_CREDENTIAL: tuple[CheckId, ...] = ("models", "credits-control")

PATIENCE_S = 8.0
"""As long as a look-up is waited for."""


def broke_with(seen: Reading, *codes: ReasonCode) -> tuple[str, ...]:
    """Pointers of the reachability checks that broke with one of these reasons."""
    return tuple(
        seen.at(name, "reason/code")
        for name in REACH
        if (check := seen.check(name)) is not None and check.reason is not None and check.reason.code in codes
    )


def gateway_answered(seen: Reading) -> tuple[str, Check] | None:
    """A check that did get an answer of the gateway."""
    for name in REACH:
        check = seen.check(name)
        if check is not None and check.answer not in {None, "foreign", "none"} and seen.by_gateway(check):
            return seen.at(name, "response/status"), check
    return None


def look_ups_are_answered(seen: Reading) -> bool:
    """The gateway itself answers each look-up that needs no credential."""
    checks = [seen.check(name) for name in NEED_NO_CREDENTIAL]
    return all(check is not None and check.status is not None and seen.by_gateway(check) for check in checks)


def baseline_did_not_pass(seen: Reading) -> tuple[str, ...] | None:
    baseline = seen.baseline
    if baseline is None or seen.served:
        return None
    return (seen.at("baseline", "outcome"),)


def nothing_was_sent(seen: Reading) -> bool:
    """There was no credential to ask with: what the look-ups met is told beside that, and accounts for nothing yet."""
    if seen.baseline is None or seen.left_out_by_choice:
        return False
    return not seen.baseline.asked or seen.evidence.credential.state == "unsendable"


class Weight(TypedDict):
    """What a supported cause is to the app's failure."""

    explains: bool
    remark: bool
    also_stops: bool


def of_the_way(seen: Reading, *, explains: bool = True) -> Weight:
    """What the way there did: it accounts for the failure, or would stop the app as well where nothing could be sent."""
    unsent = nothing_was_sent(seen)
    return {"explains": explains and not unsent, "remark": unsent, "also_stops": unsent}


def _breaks_always(seen: Reading, pointers: tuple[str, ...]) -> bool:
    """Each check that was asked broke like this; of one whose reason is not known nothing is certain."""
    asked = seen.baseline is not None and seen.baseline.asked
    return len(pointers) >= len(REACH if asked else NEED_NO_CREDENTIAL)


def _goes_by_no_proxy(seen: Reading) -> bool:
    """No proxy is set here, for which this was looked: an app that goes by one need not look up or reach anything."""
    looked_for = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
    return not seen.proxies and all(seen.variable(name) is not None for name in looked_for)


def _was_patient(seen: Reading) -> bool:
    """Whether the run had more time than any connection takes: what ends with its budget was perhaps only slow."""
    return seen.probe.time_budget_s >= PATIENCE_S


@cause(
    "dns-failure",
    "The gateway's name is not resolved",
    when=baseline_did_not_pass,
    beside=["proxy-or-egress-filter"],
    next_steps=[RETRY, step("Look the name up.", "curl -sv https://ai-gateway.vercel.sh/v1/models -o /dev/null")],
    sources=["projectdiscovery/httpx #2273"],
)
def dns_failure(seen: Reading) -> Assessment:
    """Python on Lambda-like hosts reports errno 16 for a failed look-up."""
    answered = gateway_answered(seen)
    pointers = broke_with(seen, "resolve-not-found", "resolve-timeout")
    if answered is not None:
        return Excluded("the gateway was reached and answered", answered[0])
    if not pointers:
        return None
    silent = broke_with(seen, "resolve-timeout")
    told = _was_patient(seen) or not silent
    return Supported(
        "The name of the gateway is not resolved from here"
        + (", since the name server is silent" if silent == pointers else "")
        + ", so nothing was sent and no key was tried.",
        *pointers,
        basis=Observed() if told and _breaks_always(seen, pointers) and _goes_by_no_proxy(seen) else Indicated(),
        **of_the_way(seen),
        decided_by="the same look-up again, from here and from another network",
    )


@cause(
    "connect-timeout",
    "No connection to the gateway",
    next_steps=[
        RETRY,
        step(
            "Measure each phase from here.",
            "curl -so /dev/null -w '%{time_connect} %{time_appconnect}' https://ai-gateway.vercel.sh/v1/models",
        ),
    ],
    sources=["vercel/vercel #11692"],
)
def connect_timeout(seen: Reading) -> Assessment:
    """Connections from functions have been seen to time out now and again."""
    pointers = broke_with(seen, "connect-timeout", "tls-timeout")
    if not pointers:
        return None
    others = gateway_answered(seen)
    return Supported(
        "No connection to the gateway could be made from here in time"
        + ("." if others is None else " for some of the requests, while others got through."),
        *pointers,
        basis=Observed()
        if others is None and _breaks_always(seen, pointers) and _was_patient(seen) and _goes_by_no_proxy(seen)
        else Indicated(),
        **of_the_way(seen, explains=not seen.served),
        decided_by="the same checks repeated",
    )


@cause(
    "gateway-unreachable",
    "The gateway does not give a whole answer",
    when=baseline_did_not_pass,
    next_steps=[RETRY],
    sources=["vercel/vercel #12877"],
)
def gateway_unreachable(seen: Reading) -> Assessment:
    """Connected, then cut off or silent; or not connected at all."""
    never = broke_with(seen, "connect-refused", "connect-unreachable")
    broken = broke_with(
        seen, "read-reset", "write-reset", "read-timeout", "write-timeout", "tls-reset", "connect-reset"
    )
    every = gateway_answered(seen) is None
    in_vain = (
        every
        if seen.left_out_by_choice or nothing_was_sent(seen)
        else seen.baseline is not None and seen.baseline.answer == "none"
    )
    if not (never or broken) or not in_vain:
        return None
    what = (
        "No connection to the gateway can be made: it is refused, or there is no route"
        if never
        else "The connection is made, and then no whole answer comes"
    )
    return Supported(
        what + (", for any request." if every else " for the generation, while other requests are answered."),
        *(never or broken),
        basis=Observed()
        if every and _breaks_always(seen, never) and _goes_by_no_proxy(seen)
        else Indicated()
        if every
        else Hinted(),
        **of_the_way(seen),
        decided_by="the same checks repeated, from here and from another network",
    )
