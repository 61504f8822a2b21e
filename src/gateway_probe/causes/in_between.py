"""What answers in place of the gateway: a proxy, a firewall, Vercel's edge, or something that lets everybody in."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.causes.network import (
    REACH,
    baseline_did_not_pass,
    broke_with,
    gateway_answered,
    nothing_was_sent,
    of_the_way,
)
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY
from gateway_probe.causes.when import refused_with, unknown_to_look_ups
from gateway_probe.document.vocabulary import CheckId, ReasonCode

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


@cause(
    "proxy-or-egress-filter",
    "Something between here and the gateway answers",
    when=baseline_did_not_pass,
    beside=["not-the-gateway"],
    next_steps=[_WHO, step("Ask whoever runs this network to let ai-gateway.vercel.sh through.")],
    sources=["google-gemini/gemini-cli #1549"],
)
def proxy_or_egress_filter(seen: Reading) -> Assessment:
    """Corporate proxies and egress filters present their own certificates and pages; some take credentials out of a request."""
    baseline = seen.baseline
    broken = broke_with(seen, "tls-certificate", "tls-malformed", "tls-reset")
    foreign = broke_with(seen, *_FOREIGN)
    marked = baseline is not None and baseline.answered_by == "intermediary"
    named = seen.proxies[:3]
    unsent = nothing_was_sent(seen)
    asked = [name for name in REACH if (check := seen.check(name)) is not None and check.asked]
    everything = len(foreign) == len([name for name in asked if not (unsent and name == "baseline")]) > 0
    # One that is foreign for want of parts says of nobody else that he answers.
    again = any(other.answer == "foreign" and other.reason is not None for other in seen.asked_again)
    once = not (broken or everything or again)
    if broken or everything or marked:
        signs = (
            ("no connection comes about that can be trusted", broken),
            ("what comes is not in the gateway's form", foreign),
            ("the answer names another server", marked),
        )
        return Supported(
            f"What answers{'' if broken or everything else ' the generation'} is not the gateway: "
            f"{', and '.join(sign for sign, found in signs if found)}.",
            *broken,
            *foreign,
            *named,
            basis=Hinted() if once else Indicated(),
            **of_the_way(seen),
            decided_by="the same request from a network without a proxy or filter",
        )
    if lost := _credential_is_lost(seen):
        return lost
    if seen.lacks_the_marks(baseline):
        return Open("whoever gave this answer: it lacks the gateway's marks, which other answers of this run carry")
    answered = gateway_answered(seen)
    if named and answered is None and baseline is not None and baseline.answer in {"none", "foreign", "failed"}:
        return Open("the same request without the proxy that is set here")
    return None


def _credential_is_lost(seen: Reading) -> Assessment:
    """Whoever can change a request may have taken its credential out: the gateway's refusal is then the same 401."""
    unknown = seen.method != "none" and seen.accepts(seen.method) is False
    told = unknown or refused_with("authentication_error")(seen) or unknown_to_look_ups(seen)
    if not told or seen.gets_through:
        return None
    if seen.credential_never_came:
        return Supported(
            "A credential was sent, and the gateway answers that none came: something between here and the gateway takes it out.",
            seen.credential_never_came,
            *seen.read_on_the_way[:3],
            basis=Indicated(),
            decided_by="the same request from a network without a proxy or filter",
        )
    if seen.read_on_the_way:
        return Open("the same request on a way where nothing in between can take its credential out")
    return None


@cause(
    "not-the-gateway",
    "What answers is not the gateway",
    when=baseline_did_not_pass,
    next_steps=[_WHO, step("Look at GATEWAY_PROBE_BASE_URL and at the proxies of this network.")],
    sources=["NousResearch/hermes-agent pull request 107479"],
)
def not_the_gateway(seen: Reading) -> Assessment:
    """The gateway serves its list of models to everybody; what refuses that list is something else, whatever it says."""
    models = seen.check("models")
    other = models is not None and models.reason is not None and models.reason.code == "unexpected-body"
    is_no_list = models is not None and models.answered_by == "unknown" and other
    if seen.list_is_refused:
        text = (
            "The public list of models, which needs no key, is refused. So whatever answers is not the gateway, and nothing that it "
            "says of a key, a team or money counts."
        )
        at = seen.at("models", "response/status")
    elif is_no_list:
        text = "What answers has none of the gateway's marks, and its public list of models is none."
        at = seen.at("models", "reason/code")
    elif seen.has_no_credits:
        text = "What answers has none of the gateway's marks, speaks in words of its own, and has no credits to be asked for."
        at = seen.at("credits-control", "response/status")
    else:
        return None
    return Supported(
        text,
        at,
        basis=Indicated() if seen.list_is_refused else Hinted(),
        **of_the_way(seen),
        decided_by="the same request from another network",
    )


_NOTE_ITS_ID = step("Give the x-vercel-id of the answer to Vercel support; the private level shows it.",
                    "gateway-probe run --disclosure private --format text")  # fmt: skip


def _platform_answered(seen: Reading, *, mitigated: bool) -> tuple[str, CheckId] | None:
    """What Vercel's firewall (mitigated) or edge answered: the generation, or the list of models where none could be sent."""
    what: tuple[str, CheckId] = (
        ("the public list of models", "models") if nothing_was_sent(seen) else ("the generation", "baseline")
    )
    check = seen.check(what[1])
    if check is None or check.answered_by != "platform":
        return None
    headers = check.response.headers if check.response else {}
    return what if ("x-vercel-mitigated" in headers) is mitigated else None


def _again(seen: Reading) -> bool:
    """Whether the edge or firewall answered the same request a second time."""
    return any(other.answered_by == "platform" for other in seen.asked_again)


@cause(
    "firewall-blocks-gateway",
    "A firewall in front of the gateway stops the request",
    next_steps=[_NOTE_ITS_ID, RETRY],
    sources=["mohamedhiba/smartmenu #45"],
)
def firewall_blocks_gateway(seen: Reading) -> Assessment:
    """An answer with x-vercel-mitigated is the firewall's; a 429 with it is no rate limit."""
    found = _platform_answered(seen, mitigated=True)
    if found is None:
        return None
    what, name = found
    return Supported(
        f"The answer to {what} carries x-vercel-mitigated: Vercel's firewall gave it, and the gateway never saw the request.",
        seen.at(name, "answered_by"),
        seen.at(name, "response"),
        basis=Indicated() if _again(seen) else Hinted(),
        **of_the_way(seen),
        decided_by="the same request from another address, and the answer's x-vercel-id at support",
    )


@cause(
    "edge-answers-with-error",
    "Vercel's edge answers with an error of its own",
    next_steps=[RETRY, _WHO, _NOTE_ITS_ID],
    sources=["https://vercel.com/docs/errors"],
)
def edge_answers_with_error(seen: Reading) -> Assessment:
    """An answer with x-vercel-error is the edge's: what stands behind it timed out, crashed, or is not there."""
    found = _platform_answered(seen, mitigated=False)
    if found is None:
        return None
    what, name = found
    models = seen.check("models")
    every = name != "models" and models is not None and models.answered_by == "platform"
    return Supported(
        f"The answer to {what} carries x-vercel-error: Vercel's edge gave it, in place of what stands behind it."
        + (
            " So it does to the public list of models: perhaps something else stands where the gateway should."
            if every
            else ""
        ),
        seen.at(name, "answered_by"),
        seen.at(name, "response"),
        *((seen.at("models", "answered_by"),) if every else ()),
        basis=Indicated() if _again(seen) else Hinted(),
        **of_the_way(seen),
        decided_by="the same request a few minutes later, and the answer's x-vercel-id at support",
    )


@cause(
    "control-key-accepted",
    "A made-up key is not refused as unknown",
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
        "A key that cannot exist was not answered with 401: what answers does not tell keys apart, so nothing is said here about any key.",
        at,
        basis=Observed(),
        explains=False,
    )
