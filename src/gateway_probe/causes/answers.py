"""Answers of the gateway that are neither served nor refused, and answers that do not hold still."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.causes.network import (
    NEED_NO_CREDENTIAL,
    gateway_answered,
    look_ups_are_answered,
    nothing_was_sent,
    of_the_way,
)
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY, STATUS_PAGE
from gateway_probe.causes.when import answered, either
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import GATEWAY_TYPES, ExperimentId


@cause(
    "comes-and-goes",
    "The same request is sometimes served and sometimes not",
    names_no_cause=True,
    next_steps=[
        step("Watch it: run the probe every few minutes and keep the Documents.",
             "gateway-probe run --history runs"),
        step("Give Vercel support the generation ids of one request that was served and one that was not, with their times.",
             "gateway-probe run --disclosure private --format text"),
    ],
    sources=["vercel/ai #15481", "https://community.vercel.com/t/41127"],
)  # fmt: skip
def comes_and_goes(seen: Reading) -> Assessment:
    """One and the same request got both answers in one run, so no factor of the request can be blamed for either."""
    answers = [answer for _, answer in seen.same_request_answers]
    served, asked_for, refused = answers.count("served"), len(answers), answers.count("refused")
    of_baseline = bool(served and {"refused", "failed"} & set(answers)) or bool(seen.stops_being_served)
    decided_by = "the same request over some minutes, and what support sees for both generation ids"
    if not of_baseline and not seen.comes_and_goes:
        return Open(decided_by, rival=False) if _fails_in_one_form(seen) else None
    return Supported(
        (
            f"The very same request was served {served} of {asked_for} times"
            + (f" and refused {refused}. " if refused else " and not the other times. ")
            if of_baseline
            else "One changed request was sometimes served and sometimes refused. "
        )
        + "No factor is blamed: an answer that changes by itself would make any of them look guilty.",
        *(seen.comes_and_goes or seen.stops_being_served or (at for at, _ in seen.same_request_answers)),
        basis=Observed(),
        explains=of_baseline and not seen.served,
        decided_by=decided_by,
    )


def _fails_in_one_form(seen: Reading) -> list[ExperimentId]:
    """The experiments that were served, in one respect another request than the one that gets a server error."""
    baseline = seen.baseline
    if baseline is None or (baseline.status or 0) < 500 or seen.attempts:
        return []
    changed = (item for item in seen.evidence.experiments if item.asked and item.answer == "served")
    return sorted(item.id for item in changed if item.factor not in {"model", "client"})


def _fails_look_ups(seen: Reading) -> tuple[str, ...] | None:
    """Nothing could be sent, and the free look-ups that need no credential get a server error each."""
    if not nothing_was_sent(seen):
        return None
    looked = [(name, seen.check(name)) for name in NEED_NO_CREDENTIAL]
    failed = [seen.at(name, "response/status") for name, check in looked if check and (check.status or 0) >= 500]
    return tuple(failed) if len(failed) == len(looked) else None


@cause(
    "gateway-5xx",
    "The gateway has a fault of its own",
    when=either(answered("failed"), _fails_look_ups),
    next_steps=[RETRY, step(f"Look at {STATUS_PAGE}.")],
    sources=["vercel/ai #10016, #15481"],
)
def gateway_5xx(seen: Reading) -> Assessment:
    """500 and 503 without any provider attempt come from the gateway."""
    if _fails_look_ups(seen) and look_ups_are_answered(seen):
        return Supported(
            "The gateway itself answers look-ups with a server error: requests would fail, had one been sent.",
            basis=Hinted(),
            **of_the_way(seen),
            decided_by="the same look-ups a few minutes later, and the status page",
        )
    baseline = seen.baseline
    if baseline is None or baseline.status is None or baseline.status < 500 or seen.attempts:
        return None
    repeat, control = seen.experiment("baseline-repeat"), seen.experiment("model-control")
    asked = [item for item in seen.evidence.experiments if item.asked]
    changed = _fails_in_one_form(seen)
    if repeat is not None and repeat.answer == "served":
        what = "once; the same request was served a moment later"
    elif changed:
        what = "now and again, or in one form of the request: changed in one respect it was served"
    elif control is not None and control.answer == "failed":
        what = "for every model that was tried"
    elif control is not None and control.answer == "served":
        what = "and no provider was told of, while another model is served"
    else:
        what = "and no provider was tried"
    again = repeat is not None and (repeat.status or 0) >= 500 and seen.by_gateway(repeat)
    # A fault of the gateway's own is rarely one for a single model: another one must be known not to be served.
    alike = control is not None and control.answer in {"failed", "refused"}
    nowhere = seen.is_whole and not seen.disagrees and all(item.answer not in {"served", None} for item in asked)
    return Supported(
        f"The gateway itself answers with a server error {what}.",
        seen.at("baseline", "response/status"),
        *((seen.at("baseline-repeat", "answer"),) if repeat is not None else ()),
        *((seen.at("model-control", "answer"),) if control is not None else ()),
        *(seen.at(name, "answer") for name in changed[:1]),
        basis=Indicated() if again and alike and nowhere else Hinted(),
        decided_by="the same request a few minutes later, by another provider, and the status page",
    )


@cause(
    "dependency-not-available",
    "A feature that the request needs is not available on the credentials used",
    when=answered("failed"),
    next_steps=[
        step("Read the gateway's message: it names the feature."),
        step("Ask without the app's options, or with a credential that has the feature."),
    ],
    sources=["https://github.com/vercel/ai/tree/main/packages/gateway"],
)
def dependency_not_available(seen: Reading) -> Assessment:
    """424 failed_dependency: the newer client calls it not worth a retry."""
    baseline = seen.baseline
    if baseline is None or not _lacks_a_dependency(baseline):
        return None
    repeat = seen.experiment("baseline-repeat")
    healed = repeat is not None and repeat.answer == "served"
    return Supported(
        f"The gateway answers {baseline.status}: something that the request depends on is not available on the credentials used."
        + (" Asked again it was served." if healed else ""),
        seen.at("baseline", "response"),
        basis=Indicated() if repeat is not None and _lacks_a_dependency(repeat) else Hinted(),
        decided_by="the gateway's message, and the same request without options",
    )


def _lacks_a_dependency(asked: Check) -> bool:
    return asked.status == 424 or asked.error_type == "failed_dependency"


_ERRORS_INSIDE = {"error-inside-200", "error-in-stream"}


@cause(
    "error-inside-200-stream",
    "An error inside a successful answer",
    when=answered("failed", "refused", "throttled"),
    beside=["gateway-5xx"],
    next_steps=[
        step("Ask the same without streaming to see the real status.", "GATEWAY_PROBE_STREAMING=off gateway-probe run")
    ],
    sources=["vercel/ai #18303"],
)
def error_inside_200_stream(seen: Reading) -> Assessment:
    """An error may travel in a body or stream whose status is 200; clients show nothing."""
    baseline = seen.baseline
    if baseline is None or baseline.reason is None:
        return None
    if baseline.reason.code not in _ERRORS_INSIDE:
        return None
    where = "response/error" if baseline.reason.code == "error-inside-200" else "stream/error"
    again = any(other.reason is not None and other.reason.code in _ERRORS_INSIDE for other in seen.asked_again)
    return Supported(
        "The status says success, and the answer holds an error. Clients show an empty answer.",
        seen.at("baseline", "reason/code"),
        seen.at("baseline", where),
        basis=Observed() if again and baseline.error is not None and baseline.error.type is not None else Indicated(),
        decided_by="the same request again",
    )


_NOT_OF_THE_PROTOCOL = {
    "not-gateway-json",
    "unexpected-body",
    "answer-html",
    "answer-text",
    "answer-empty",
    "answer-binary",
    "too-large",
    "redirected",
    "read-malformed",
    "read-undecodable",
    "stream-cut",
}


@cause(
    "unparseable-error-body",
    "The answer is not in the gateway's form",
    when=answered("failed", "foreign", "none"),
    next_steps=[RETRY, step("Give the x-vercel-id of the answer to support; the private level shows it.",
                            "gateway-probe run --disclosure private --format text")],
    sources=["vercel/ai #9579"],
)  # fmt: skip
def unparseable_error_body(seen: Reading) -> Assessment:
    """The AI SDK reports GatewayResponseError for bodies that it cannot read."""
    baseline = seen.baseline
    if baseline is None or baseline.reason is None or baseline.reason.code not in _NOT_OF_THE_PROTOCOL:
        return None
    if gateway_answered(seen) is None:
        return None
    # Node follows a redirect by itself: what the AI SDK makes of the answer behind it is not known. On JSON of another
    # kind under a status of 200 it breaks in words of its own.
    called = seen.client.specification and baseline.reason.code not in {"redirected", "unexpected-body"}
    return Supported(
        f"The answer to the generation is not one that the gateway's protocol knows: {baseline.reason.text}."
        + (' The AI SDK calls this "Invalid error response format".' if called else ""),
        seen.at("baseline", "reason"),
        basis=Hinted(),
        decided_by="the same request again, with its x-vercel-id given to support",
    )


@cause(
    "refusal-of-unknown-kind",
    "The gateway refuses with words that this probe does not know",
    when=answered("refused"),
    severity="info",
    next_steps=[step("Look the error up by its type, and give both request ids to support.",
                     "gateway-probe run --disclosure private --format text")],
    sources=["https://vercel.com/docs/ai-gateway"],
)  # fmt: skip
def refusal_of_unknown_kind(seen: Reading) -> Assessment:
    """A type that is newer than this probe, or one that no report has explained."""
    error = seen.error
    if not seen.refused or error is None or error.type is None or error.type in KNOWN_TYPES:
        return None
    return Supported(
        f"The gateway answers {seen.baseline.status if seen.baseline else ''} with a type that this probe has no explanation for.",
        seen.at("baseline", "response/error"),
        basis=Hinted(),
        explains=False,
        decided_by="the words of the error, and the experiments of this Document",
    )


KNOWN_TYPES = GATEWAY_TYPES | {"access_denied", "authentication_error", "forbidden", "invalid_request_error"}
"""Error types that have causes of their own."""
