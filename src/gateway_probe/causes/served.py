"""Served, and not as it should be: what was said must hold here, and what a good answer has to have."""

from gateway_probe.causes.cause import (
    Assessment,
    Flipped,
    Hinted,
    Observed,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import CREDENTIALS, KEYS, REDEPLOY, RETRY, WHICH_TEAM, set_key
from gateway_probe.causes.team import said_of
from gateway_probe.causes.when import served

ORDINARY_ENDS = {"stop", "length", "end_turn", "max_tokens", "tool-calls", "tool_calls", "tool_use", "stop_sequence",
                 "completed", "incomplete", "content-filter", "content_filter", "other", "unknown"}  # fmt: skip
"""Finish reasons of a generation that went its way. `other` and `unknown` are what adapters say for a provider's own word."""


@cause(
    "served-empty",
    "Served, with nothing in it",
    severity="warning",
    when=served,
    next_steps=[RETRY, step("Ask another provider for the model, and look at the finish reason.")],
    sources=["vercel/ai #18303", "Portkey-AI/gateway #722"],
)
def served_empty(seen: Reading) -> Assessment:
    """Status 200 and no word: the app shows an empty answer. A finish reason of `error` says that it went wrong."""
    for name, check in (("baseline", seen.baseline), ("streaming", seen.experiment("streaming"))):
        if check is None or check.answer != "served":
            continue
        odd = check.finish_reason is not None and check.finish_reason not in ORDINARY_ENDS
        if check.content is False or odd:
            at = seen.at("baseline" if name == "baseline" else "streaming", "content" if not odd else "finish_reason")
            return Supported(
                "The gateway says that it served the request, and the answer is "
                + ("empty" if check.content is False else "cut short")
                + (f", with the finish reason {check.finish_reason}." if odd else "."),
                at,
                basis=Observed(),
                explains=False,
            )
    return None


@cause(
    "stream-refused",
    "Refused as a stream, served as a plain answer",
    severity="warning",
    when=served,
    next_steps=[
        step("If the app streams, ask for plain answers until this is settled."),
        step("Make a ticket with both generation ids.", "gateway-probe run --disclosure private --format text"),
    ],
    sources=["vercel/ai #18303", "https://community.vercel.com/t/41127"],
)
def stream_refused(seen: Reading) -> Assessment:
    """Most apps stream; a plain answer that is served says nothing about a stream that is refused."""
    streaming = seen.flip("streaming")
    if streaming is None:
        return None
    kind = f" ({streaming.error.type})" if streaming.error and streaming.error.type else ""
    return Supported(
        f"The same request is served as a plain answer and refused as a stream{kind}.{said_of(streaming)}",
        seen.at("streaming", "effect"),
        basis=Flipped("streaming"),
        explains=False,
        decided_by="both ways of answering repeated until each has four answers",
    )


@cause(
    "plain-answer-refused",
    "Refused as a plain answer, served as a stream",
    next_steps=[
        step("Let the app stream until this is settled."),
        step("Make a ticket with both generation ids.", "gateway-probe run --disclosure private --format text"),
    ],
    sources=["vercel/ai #18303"],
)
def plain_answer_refused(seen: Reading) -> Assessment:
    """The refusal belongs to one way of answering."""
    streaming = seen.flip("streaming")
    if not seen.refused or streaming is None or streaming.answer != "served":
        return None
    return Supported(
        "The same request is refused as a plain answer and served as a stream." + said_of(streaming),
        seen.at("streaming", "effect"),
        basis=Flipped("streaming"),
        decided_by="both ways of answering repeated until each has four answers",
    )


@cause(
    "stream-broken",
    "The streamed answer fails while the plain one is served",
    severity="warning",
    when=served,
    next_steps=[RETRY, step("Ask for plain answers meanwhile.")],
    sources=["vercel/ai #18303"],
)
def stream_broken(seen: Reading) -> Assessment:
    """A stream that is cut, ends in an error of the server, or is no stream at all."""
    streaming = seen.experiment("streaming")
    if streaming is None or streaming.answer not in {"failed", "foreign", "none", "throttled"}:
        return None
    if streaming.reason is not None and streaming.reason.code in {"time-budget", "probe-fault"}:
        return None
    why = f": {streaming.reason.text}" if streaming.reason else ""
    return Supported(
        f"The plain answer was served, and the streamed one was not{why}.",
        seen.at("streaming", "answer"),
        basis=Hinted(),
        explains=False,
        decided_by="the streamed request again",
    )


@cause(
    "experiment-flips-while-served",
    "Served, but a changed request is refused",
    severity="warning",
    when=served,
    next_steps=[step("Look whether the app sends the variant that is refused (see the experiments).")],
    sources=["cloudflare/ai #548"],
)
def experiment_flips_while_served(seen: Reading) -> Assessment:
    """The baseline is served here; the same request in another form is not, and the app may send that form."""
    controls = {"baseline-repeat", "streaming", "model-control", "model-tier"}
    flips = [item for item in seen.evidence.experiments if item.id not in controls and seen.flip(item.id)]
    if not flips:
        return None
    return Supported(
        f"The baseline is served, and the experiment {flips[0].id} is refused.{said_of(flips[0])}",
        *(seen.at(item.id, "effect") for item in flips),
        basis=Flipped(flips[0].id),
        explains=False,
        decided_by="both requests repeated until each has four answers",
    )


@cause(
    "different-key-same-length",
    "Another key than expected",
    severity="warning",
    next_steps=[set_key("Set the right key."), REDEPLOY],
    sources=["https://community.vercel.com/t/44229"],
)
def different_key_same_length(seen: Reading) -> Assessment:
    """Presence and length are the same for any two gateway keys; only a fingerprint tells them apart."""
    if seen.probe.expected_key != "differs":
        return None
    return Supported(
        "The key in this runtime is not the one that GATEWAY_PROBE_EXPECT_KEY names. Length alone cannot show that: gateway keys are all of one length.",
        "/probe/expected_key",
        seen.key_at("fingerprint"),
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-key-absent",
    "The key that is expected here is not there",
    severity="warning",
    next_steps=[set_key("Set it for this environment."), REDEPLOY],
    sources=["https://vercel.com/docs/environment-variables"],
)
def expected_key_absent(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_KEY says which key this place has; there is none, and requests run by other means."""
    if seen.probe.expected_key != "no-key":
        return None
    return Supported(
        "GATEWAY_PROBE_EXPECT_KEY names a key, and no key is in this runtime"
        + (": requests run by the deployment's OIDC token." if seen.method == "oidc" else "."),
        "/probe/expected_key",
        "/credential/method",
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-credential-not-used",
    "Another provider credential served than expected",
    severity="warning",
    when=served,
    beside=["byok-credential-missing-or-disabled"],
    next_steps=[CREDENTIALS, KEYS],
    sources=["https://community.vercel.com/t/22065"],
)
def expected_credential_not_used(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_CREDENTIAL says whose provider account is to pay."""
    wanted, serving = seen.probe.expected_credential, seen.serving
    record = seen.check("generation-record")
    by_record = record.record.is_byok if record is not None and record.record is not None else None
    if wanted == "not-set":
        return None
    if serving is not None and serving[1].credential_type in {"byok", "system"}:
        used, at = serving[1].credential_type, serving[0]
    elif by_record is not None:
        used, at = ("byok" if by_record else "system"), seen.at("generation-record", "record/is_byok")
    else:
        return None
    if used == wanted:
        return None
    whose = {"byok": "the team's own", "system": "the gateway's"}
    return Supported(
        f"The request was served with {whose[str(used)]} provider credential, and GATEWAY_PROBE_EXPECT_CREDENTIAL asks for {whose[wanted]}.",
        at,
        "/probe/expected_credential",
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-provider-not-used",
    "Another provider served than expected",
    severity="warning",
    when=served,
    next_steps=[step("Restrict the request with the provider option `only`.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-filtering-and-ordering"],
)
def expected_provider_not_used(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_PROVIDER says which provider is to serve."""
    wanted = seen.probe.expected_provider
    routing = seen.baseline.routing if seen.baseline else None
    used = seen.serving[1].provider if seen.serving else routing.final_provider if routing else None
    if wanted is None or used is None or used == wanted:
        return None
    return Supported(
        f"{used} served the request, and GATEWAY_PROBE_EXPECT_PROVIDER asks for {wanted}.",
        seen.at("baseline", "routing"),
        "/probe/expected_provider",
        basis=Observed(),
        explains=False,
    )


@cause(
    "expected-team-differs",
    "The deployment is of another team than expected",
    severity="warning",
    next_steps=[WHICH_TEAM, step("Check which project this folder is linked to.", "vercel project inspect")],
    sources=["https://vercel.com/docs/oidc/reference"],
)
def expected_team_differs(seen: Reading) -> Assessment:
    """GATEWAY_PROBE_EXPECT_TEAM names the team; the OIDC token of this deployment names another one."""
    if seen.probe.expected_team != "differs":
        return None
    return Supported(
        "The OIDC token of this deployment names another team than GATEWAY_PROBE_EXPECT_TEAM.",
        "/probe/expected_team",
        basis=Observed(),
        explains=False,
    )
