"""Group G of the failure catalogue: whether the gateway is reached at all."""

from gateway_probe.document.exchange import Check
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step

_REACH = ("models", "credits-control", "baseline")


RETRY = step("Repeat the run; a single break may be chance.")


def _dns(reading: Reading) -> Assessment:
    pointers = _stage(reading, "resolve-not-found", "resolve-timeout")
    if not pointers or gateway_answered(reading):
        return _reached(reading)
    return Supported(
        "certain",
        pointers,
        "The name of the gateway is not resolved from here, so nothing was sent and no key was tried.",
    )


def _connect_timeout(reading: Reading) -> Assessment:
    pointers = _stage(reading, "connect-timeout", "tls-timeout")
    if not pointers:
        return None
    others = gateway_answered(reading)
    if others is not None and reading.baseline_passed:
        return Supported(
            "likely",
            pointers,
            "Some connections to the gateway were not made in time while others were.",
            explains=False,
            decided_by="the same checks repeated",
        )
    return Supported(
        "certain" if others is None else "likely",
        pointers,
        "No connection to the gateway could be made from here"
        + ("." if others is None else " for some of the requests, while others got through."),
        decided_by="the same checks repeated",
    )


_FOREIGN = {"not-gateway-json", "answer-html", "answer-text", "answer-empty", "answer-binary", "redirected"}


def _something_between(reading: Reading) -> Assessment:
    """G5: nobody who answers is the gateway. One odd answer among good ones is not this."""
    broken = _stage(reading, "tls-certificate", "tls-malformed", "tls-reset")
    foreign = [
        name
        for name in _REACH
        if (c := reading.check(name)) is not None and c.reason is not None and c.reason.code in _FOREIGN
    ]
    everything = {"models", "credits-control"} <= set(foreign)
    if not broken and not everything:
        return None
    proxies = [v.name for v in reading.evidence.variables if v.role in {"proxy", "trust"} and v.present]
    evidence = [
        *broken,
        *(reading.at(name, "reason/code") for name in foreign),
        *(reading.variable_at(name) for name in proxies[:3]),
    ]
    return Supported(
        "likely",
        tuple(evidence),
        "What answers is not the gateway: the certificate is not trusted here, or pages come where its JSON is expected.",
        decided_by="the same request from a network without a proxy or filter",
    )


def _control_accepted(reading: Reading) -> Assessment:
    """A made-up key that is not refused: no answer about any key means anything (failure catalogue, Q2)."""
    control = reading.check("credits-control")
    if control is None or control.reason is None or control.reason.code != "control-failed":
        return None
    return Supported(
        "certain",
        (reading.at("credits-control", "response/status"),),
        "A key that cannot exist was not answered with 401. Something answers for the gateway, so nothing is said here about any key.",
        explains=False,
    )


def _cut_off(reading: Reading) -> Assessment:
    never = _stage(reading, "connect-refused", "connect-unreachable")
    broken = _stage(reading, "read-reset", "write-reset", "read-timeout", "write-timeout", "tls-reset")
    if not (never or broken) or reading.baseline is None or reading.baseline.outcome not in {"errored", "timed-out"}:
        return None
    every = gateway_answered(reading) is None
    what = (
        "No connection to the gateway can be made: it is refused, or there is no route"
        if never
        else "The connection is made, and then no whole answer comes"
    )
    return Supported(
        "certain" if every and never else "likely" if every else "possible",
        never or broken,
        what + (", for any request." if every else " for the generation, while other requests are answered."),
        decided_by="the same checks repeated, from here and from another network",
    )


def _stage(reading: Reading, *codes: str) -> tuple[str, ...]:
    """Pointers of the checks that broke with one of these reasons, where the baseline or the model list is among them."""
    broken = [
        name
        for name in _REACH
        if (c := reading.check(name)) is not None and c.reason is not None and c.reason.code in codes
    ]
    return tuple(reading.at(name, "reason/code") for name in broken) if reading.baseline is not None and broken else ()


def gateway_answered(reading: Reading) -> Check | None:
    """A check that did get an answer of the gateway."""
    checks = (reading.check(name) for name in _REACH)
    return next((check for check in checks if check is not None and check.outcome in {"passed", "refused"}), None)


def _reached(reading: Reading) -> Assessment:
    """A failing baseline while the gateway was reached: the network is not the cause."""
    answered = gateway_answered(reading)
    baseline = reading.baseline
    if answered is None or baseline is None or baseline.outcome not in {"refused", "failed"}:
        return None
    return Excluded("the gateway was reached and answered", (reading.at(answered.id, "response/status"),))


RULES = (
    Rule(
        "dns-failure",
        "The gateway's name is not resolved",
        "error",
        "wire",
        "Python on Lambda-like hosts reports errno 16 for a failed look-up.",
        (RETRY, step("Look the name up.", "getent hosts ai-gateway.vercel.sh")),
        ("projectdiscovery/httpx #2273",),
        _dns,
    ),
    Rule(
        "connect-timeout",
        "No connection to the gateway",
        "error",
        "wire",
        "Connections from functions have been seen to time out now and again.",
        (
            RETRY,
            step(
                "Measure each phase from here.",
                "curl -so /dev/null -w '%{time_connect} %{time_appconnect}' https://ai-gateway.vercel.sh/v1/models",
            ),
        ),
        ("vercel/vercel #11692",),
        _connect_timeout,
    ),
    Rule(
        "proxy-or-egress-filter",
        "Something between here and the gateway answers",
        "error",
        "wire",
        "Corporate proxies and egress filters present their own certificates and pages.",
        (step("Look at who answers.", "curl -svo /dev/null https://ai-gateway.vercel.sh/v1/models"),),
        ("google-gemini/gemini-cli #1549",),
        _something_between,
    ),
    Rule(
        "control-key-accepted",
        "A made-up key is not refused",
        "warning",
        "wire",
        "The control of every statement about a key: only where a made-up one is refused does an accepted one mean anything.",
        (step("Look at who answers.", "curl -svo /dev/null https://ai-gateway.vercel.sh/v1/models"),),
        ("NousResearch/hermes-agent pull request 107479",),
        _control_accepted,
    ),
    Rule(
        "gateway-unreachable",
        "The gateway does not give a whole answer",
        "error",
        "wire",
        "Connected, then cut off or silent.",
        (RETRY,),
        ("vercel/vercel #12877",),
        _cut_off,
    ),
)
