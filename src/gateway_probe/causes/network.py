"""Whether the gateway is reached at all, and whether what answers is the gateway."""

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Hinted,
    Indicated,
    Observed,
    Open,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import CheckId, ReasonCode

_REACH: tuple[CheckId, ...] = ("models", "credits-control", "baseline")
_WHO = step("Look at who answers.", "curl -svo /dev/null https://ai-gateway.vercel.sh/v1/models")
_FOREIGN: set[ReasonCode] = {
    "not-gateway-json",
    "answer-html",
    "answer-text",
    "answer-empty",
    "answer-binary",
    "redirected",
    "answered-by-intermediary",
}


def _broke_with(seen: Reading, *codes: ReasonCode) -> tuple[str, ...]:
    """Pointers of the reachability checks that broke with one of these reasons."""
    return tuple(
        seen.at(name, "reason/code")
        for name in _REACH
        if (check := seen.check(name)) is not None and check.reason is not None and check.reason.code in codes
    )


def gateway_answered(seen: Reading) -> tuple[str, Check] | None:
    """A check that did get an answer of the gateway."""
    for name in _REACH:
        check = seen.check(name)
        if check is not None and check.answer not in {None, "foreign", "none"} and seen.by_gateway(check):
            return seen.at(name, "response/status"), check
    return None


def _baseline_did_not_pass(seen: Reading) -> tuple[str, ...] | None:
    baseline = seen.baseline
    if baseline is None or seen.served or not (baseline.asked or seen.left_out_by_choice):
        return None
    return (seen.at("baseline", "outcome"),)


@cause(
    "dns-failure",
    "The gateway's name is not resolved",
    when=_baseline_did_not_pass,
    beside=["proxy-or-egress-filter"],
    next_steps=[RETRY, step("Look the name up.", "curl -sv https://ai-gateway.vercel.sh/v1/models -o /dev/null")],
    sources=["projectdiscovery/httpx #2273"],
)
def dns_failure(seen: Reading) -> Assessment:
    """Python on Lambda-like hosts reports errno 16 for a failed look-up."""
    answered = gateway_answered(seen)
    pointers = _broke_with(seen, "resolve-not-found", "resolve-timeout")
    if answered is not None:
        return Excluded("the gateway was reached and answered", answered[0])
    if not pointers:
        return None
    return Supported(
        "The name of the gateway is not resolved from here, so nothing was sent and no key was tried.",
        *pointers,
        basis=Observed() if len(pointers) > 1 else Indicated(),
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
    pointers = _broke_with(seen, "connect-timeout", "tls-timeout")
    if not pointers:
        return None
    others = gateway_answered(seen)
    return Supported(
        "No connection to the gateway could be made from here in time"
        + ("." if others is None else " for some of the requests, while others got through."),
        *pointers,
        basis=Observed() if others is None and len(pointers) > 1 else Indicated(),
        explains=not seen.served,
        decided_by="the same checks repeated",
    )


@cause(
    "proxy-or-egress-filter",
    "Something between here and the gateway answers",
    when=_baseline_did_not_pass,
    beside=["not-the-gateway"],
    next_steps=[_WHO, step("Ask whoever runs this network to let ai-gateway.vercel.sh through.")],
    sources=["google-gemini/gemini-cli #1549"],
)
def proxy_or_egress_filter(seen: Reading) -> Assessment:
    """Corporate proxies and egress filters present their own certificates and pages."""
    baseline = seen.baseline
    broken = _broke_with(seen, "tls-certificate", "tls-malformed", "tls-reset")
    foreign = _broke_with(seen, *_FOREIGN)
    marked = baseline is not None and baseline.answered_by == "intermediary"
    proxies = [v.name for v in seen.evidence.variables if v.role in {"proxy", "trust"} and v.present]
    named = tuple(seen.variable_at(name) for name in proxies[:3])
    everything = len(foreign) == len(
        [name for name in _REACH if (check := seen.check(name)) is not None and check.asked]
    )
    again = seen.experiment("baseline-repeat") or seen.experiment("streaming")
    once = not (broken or everything or (again is not None and again.answer == "foreign"))
    if broken or everything or marked:
        return Supported(
            "What answers is not the gateway: the certificate is not trusted here, or pages come where its JSON is expected.",
            *broken,
            *foreign,
            *named,
            basis=Hinted() if once else Indicated(),
            decided_by="the same request from a network without a proxy or filter",
        )
    if seen.lacks_the_marks(baseline):
        return Open("whoever gave this answer: it lacks the gateway's marks, which other answers of this run carry")
    answered = gateway_answered(seen)
    if named and answered is None and baseline is not None and baseline.answer in {"none", "foreign", "failed"}:
        return Open("the same request without the proxy that is set here")
    return None


@cause(
    "not-the-gateway",
    "What answers is not the gateway",
    when=_baseline_did_not_pass,
    next_steps=[_WHO, step("Look at GATEWAY_PROBE_BASE_URL and at the proxies of this network.")],
    sources=["NousResearch/hermes-agent pull request 107479"],
)
def not_the_gateway(seen: Reading) -> Assessment:
    """The gateway serves its list of models to everybody; what refuses that list is something else, whatever it says."""
    if not seen.list_is_refused:
        return None
    return Supported(
        "The public list of models, which needs no key, is refused. So whatever answers is not the gateway, and nothing that it says of a "
        "key, a team or money counts.",
        seen.at("models", "response/status"),
        basis=Indicated(),
        decided_by="the same request from another network",
    )


def _platform_answered(seen: Reading) -> tuple[str, ...] | None:
    baseline = seen.baseline
    if baseline is None or baseline.answered_by != "platform":
        return None
    return (seen.at("baseline", "answered_by"),)


@cause(
    "firewall-blocks-gateway",
    "A firewall in front of the gateway stops the request",
    when=_platform_answered,
    next_steps=[
        step("Give the x-vercel-id of the answer to Vercel support; the private level shows it.",
             "gateway-probe run --disclosure private --format text"),
        RETRY,
    ],
    sources=["mohamedhiba/smartmenu #45"],
)  # fmt: skip
def firewall_blocks_gateway(seen: Reading) -> Assessment:
    """An answer with x-vercel-mitigated or x-vercel-error is the edge's; a 429 with it is no rate limit."""
    baseline = seen.baseline
    headers = baseline.response.headers if baseline and baseline.response else {}
    which = "x-vercel-mitigated" if "x-vercel-mitigated" in headers else "x-vercel-error"
    return Supported(
        f"The answer to the generation carries {which}: Vercel's edge or firewall gave it, and the gateway never saw the request.",
        seen.at("baseline", "response"),
        basis=Indicated(),
        decided_by="the same request from another address, and the answer's x-vercel-id at support",
    )


@cause(
    "control-key-accepted",
    "A made-up key is not refused",
    severity="warning",
    next_steps=[_WHO],
    sources=["NousResearch/hermes-agent pull request 107479"],
)
def control_key_accepted(seen: Reading) -> Assessment:
    """Only where a made-up key is refused does an accepted one mean anything."""
    at = seen.control_failed
    if at is None:
        return None
    return Supported(
        "A key that cannot exist was not answered with 401. Something answers for everybody, so nothing is said here about any key.",
        at,
        basis=Observed(),
        explains=False,
    )


@cause(
    "gateway-unreachable",
    "The gateway does not give a whole answer",
    when=_baseline_did_not_pass,
    next_steps=[RETRY],
    sources=["vercel/vercel #12877"],
)
def gateway_unreachable(seen: Reading) -> Assessment:
    """Connected, then cut off or silent; or not connected at all."""
    never = _broke_with(seen, "connect-refused", "connect-unreachable")
    broken = _broke_with(
        seen, "read-reset", "write-reset", "read-timeout", "write-timeout", "tls-reset", "connect-reset"
    )
    every = gateway_answered(seen) is None
    in_vain = every if seen.left_out_by_choice else seen.baseline is not None and seen.baseline.answer == "none"
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
        basis=Observed() if every and len(never) > 1 else Indicated() if every else Hinted(),
        decided_by="the same checks repeated, from here and from another network",
    )
