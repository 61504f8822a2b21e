"""Group G of the failure catalogue: answers of the gateway that are not refusals."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Rule, Supported, step
from gateway_probe.findings.wire import RETRY, gateway_answered


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
    if (
        baseline is None
        or baseline.reason is None
        or baseline.reason.code not in codes
        or gateway_answered(reading) is None
    ):
        return None
    return Supported(
        "possible",
        (reading.at("baseline", "reason"),),
        f"The answer to the generation is not one that the gateway's protocol knows: {baseline.reason.text}. The AI SDK calls this "
        '"Invalid error response format".',
        decided_by="the same request again, with its x-vercel-id given to support",
    )


RULES = (
    Rule(
        "gateway-5xx",
        "The gateway has a fault of its own",
        "error",
        "wire",
        "500 and 503 without any provider attempt come from the gateway.",
        (RETRY, step("Look at https://www.vercel-status.com.")),
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
        (RETRY,),
        ("vercel/ai #9579",),
        _unparseable,
    ),
)
