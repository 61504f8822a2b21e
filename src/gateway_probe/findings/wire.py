"""Group G of the failure catalogue: the wire between the function and the gateway."""

from gateway_probe.document.exchange import Check
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step

_REACH = ("models", "credits-control", "baseline")


def _stage(reading: Reading, *codes: str) -> tuple[str, ...]:
    """Pointers of the checks that broke with one of these reasons, where the baseline or the model list is among them."""
    broken = [
        name
        for name in _REACH
        if (c := reading.check(name)) is not None and c.reason is not None and c.reason.code in codes
    ]
    return tuple(reading.at(name, "reason/code") for name in broken) if reading.baseline is not None and broken else ()


def _answered(reading: Reading) -> Check | None:
    """A check that did get an answer of the gateway."""
    checks = (reading.check(name) for name in _REACH)
    return next((check for check in checks if check is not None and check.outcome in {"passed", "refused"}), None)


def _dns(reading: Reading) -> Assessment:
    pointers = _stage(reading, "resolve-not-found", "resolve-timeout")
    if not pointers or _answered(reading):
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
    others = _answered(reading)
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


def _gateway_5xx(reading: Reading) -> Assessment:
    baseline = reading.baseline
    if baseline is None or baseline.reason is None or baseline.reason.code != "server-error" or reading.attempts:
        return None
    control = reading.experiment("model-control")
    every = control is not None and control.outcome == "failed"
    pointers = [reading.at("baseline", "response/status")]
    if control is not None:
        pointers.append(reading.at("model-control", "outcome"))
    repeat = reading.experiment("baseline-repeat")
    healed = repeat is not None and repeat.outcome == "passed"
    if repeat is not None:
        pointers.append(reading.at("baseline-repeat", "outcome"))
    what = (
        "once; the same request was served a moment later"
        if healed
        else "for every model that was tried"
        if every
        else "and no provider was tried"
    )
    return Supported(
        "likely",
        tuple(pointers),
        f"The gateway itself answers with a server error {what}.",
        decided_by="the same request a few minutes later, and the status page",
    )


def _unparseable(reading: Reading) -> Assessment:
    baseline = reading.baseline
    codes = {
        "not-gateway-json",
        "unexpected-body",
        "answer-html",
        "answer-text",
        "answer-empty",
        "answer-binary",
        "too-large",
        "redirected",
        "read-malformed",
    }
    if baseline is None or baseline.reason is None or baseline.reason.code not in codes or _answered(reading) is None:
        return None
    return Supported(
        "possible",
        (reading.at("baseline", "reason"),),
        f"The answer to the generation is not one that the gateway's protocol knows: {baseline.reason.text}. The AI SDK calls this "
        '"Invalid error response format".',
        decided_by="the same request again, with its x-vercel-id given to support",
    )


def _error_inside_200(reading: Reading) -> Assessment:
    baseline = reading.baseline
    if (
        baseline is None
        or baseline.reason is None
        or baseline.reason.code not in {"error-inside-200", "error-in-stream"}
    ):
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "reason/code"), reading.at("baseline", "response/error")),
        "The status says success, and the body holds an error. Clients show an empty answer.",
    )


def _cut_off(reading: Reading) -> Assessment:
    never = _stage(reading, "connect-refused", "connect-unreachable")
    broken = _stage(reading, "read-reset", "write-reset", "read-timeout", "write-timeout", "tls-reset")
    if not (never or broken) or reading.baseline is None or reading.baseline.outcome not in {"errored", "timed-out"}:
        return None
    every = _answered(reading) is None
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


def _base_url_host(reading: Reading) -> Assessment:
    odd = [
        v.name
        for v in reading.evidence.variables
        if v.role == "base-url"
        and v.name.startswith("AI_GATEWAY")
        and v.present
        and v.endpoint_kind in {"other", "malformed", "provider"}
    ]
    if not odd:
        return None
    return Supported(
        "possible",
        (f"{reading.variable_at(odd[0])}/endpoint_kind",),
        f"{odd[0]} names another host than ai-gateway.vercel.sh. An app that uses it talks to something else; this probe does not use it.",
        explains=False,
        decided_by="the app's code: whether it passes this variable as baseURL",
    )


_GATEWAY_HOST = "ai-gateway.vercel.sh"
# Which path each client adds its own to (failure catalogue, G1): OpenAI's wants /v1, Anthropic's the bare origin.
_FITTING_PATHS = {"OPENAI_BASE_URL": {"/v1"}, "OPENAI_API_BASE": {"/v1"}, "ANTHROPIC_BASE_URL": {""}}


def _base_url_path(reading: Reading) -> Assessment:
    for name, fitting in _FITTING_PATHS.items():
        variable = reading.variable(name)
        endpoint = variable.endpoint if variable is not None and variable.endpoint_kind == "gateway" else None
        if endpoint is not None and endpoint.removeprefix(_GATEWAY_HOST).rstrip("/") not in fitting:
            return Supported(
                "likely",
                (f"{reading.variable_at(name)}/endpoint",),
                f"{name} names the gateway with a path that this client does not expect: it adds its own, and the sum is a 404 or 405. "
                f"It should end in {_GATEWAY_HOST}{next(iter(fitting))}.",
                explains=False,
                decided_by="a request of that client: 404 or 405 without the gateway's JSON",
            )
    return None


def _reached(reading: Reading) -> Assessment:
    """A failing baseline while the gateway was reached: the network is not the cause."""
    answered = _answered(reading)
    baseline = reading.baseline
    if answered is None or baseline is None or baseline.outcome not in {"refused", "failed"}:
        return None
    return Excluded("the gateway was reached and answered", (reading.at(answered.id, "response/status"),))


_RETRY = step("Repeat the run; a single break may be chance.")

RULES = (
    Rule(
        "dns-failure",
        "The gateway's name is not resolved",
        "error",
        "wire",
        "Python on Lambda-like hosts reports errno 16 for a failed look-up.",
        (_RETRY, step("Look the name up.", "getent hosts ai-gateway.vercel.sh")),
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
            _RETRY,
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
        "gateway-5xx",
        "The gateway has a fault of its own",
        "error",
        "wire",
        "500 and 503 without any provider attempt come from the gateway.",
        (_RETRY, step("Look at https://www.vercel-status.com.")),
        ("vercel/ai #10016, #15481",),
        _gateway_5xx,
    ),
    Rule(
        "error-inside-200-stream",
        "An error inside a successful answer",
        "error",
        "wire",
        "An error may travel in a body or stream whose status is 200; clients show nothing.",
        (step("Ask the same without streaming to see the real status."),),
        ("vercel/ai #18303",),
        _error_inside_200,
    ),
    Rule(
        "unparseable-error-body",
        "The answer is not in the gateway's form",
        "error",
        "wire",
        "The AI SDK reports GatewayResponseError for bodies that it cannot read.",
        (_RETRY,),
        ("vercel/ai #9579",),
        _unparseable,
    ),
    Rule(
        "gateway-unreachable",
        "The gateway does not give a whole answer",
        "error",
        "wire",
        "Connected, then cut off or silent.",
        (_RETRY,),
        ("vercel/vercel #12877",),
        _cut_off,
    ),
    Rule(
        "base-url-wrong-path",
        "A base-URL variable has the wrong path for its client",
        "warning",
        "wire",
        "OpenAI clients want the gateway's origin with /v1, Anthropic's the origin alone, the AI SDK nothing at all.",
        (step("Correct the path of the variable."),),
        ("vercel/ai #10325", "danny-avila/LibreChat #9743"),
        _base_url_path,
    ),
    Rule(
        "base-url-wrong-host",
        "A base-URL variable names another host",
        "warning",
        "wire",
        "The right host is ai-gateway.vercel.sh; other names resolve and fail.",
        (step("Remove the variable, or correct its host."),),
        ("vercel/ai #11515",),
        _base_url_host,
    ),
)
