"""What a provider's own answer means."""

from gateway_probe.causes.cause import Assessment, Excluded, Hinted, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import MODELS, OTHER_REGION, RATE_LIMITS, RETRY
from gateway_probe.causes.when import answered, either, provider_was_tried_in_vain
from gateway_probe.document.answer import ProviderAttempt

DOWN = {500, 502, 503, 504}
"""Statuses of a server that fails."""
_SLOW_TYPES = {"overloaded_error", "timeout_error"}


def last_failed(seen: Reading) -> tuple[str, ProviderAttempt] | None:
    """The attempt that ended the request, and its pointer."""
    return next(((at, a) for at, a in reversed(seen.attempts) if a.success is False), None)


def _whose(seen: Reading, attempt: ProviderAttempt) -> str:
    """Whose account it was, or whose they were that were answered alike."""
    alike = {a.credential_type for _, a in seen.attempts if a.success is False and a.status == attempt.status}
    if alike == {"byok", "system"}:
        return " The accounts are the team's own and the gateway's."
    whose = {"byok": " The account is the team's own.", "system": " The account is the gateway's."}
    return whose.get(attempt.credential_type or "", "")


def _every_attempt(seen: Reading, *statuses: int) -> bool:
    return bool(seen.attempts) and all(a.status in statuses for _, a in seen.attempts)


def _speaks_of_funds(seen: Reading, attempt: ProviderAttempt) -> bool:
    """By its words or, of the attempt that ended the request, by its type: OpenAI's `insufficient_quota` means money."""
    last, error = last_failed(seen), seen.error
    by_type = error is not None and error.provider_type == "insufficient_quota"
    return "out-of-funds" in attempt.says or (by_type and last is not None and last[1] is attempt)


def _find_limit(seen: Reading) -> tuple[str, ProviderAttempt] | None:
    """The last attempt that was refused for a rate or a quota. Bedrock and Azure say so with 400 and 403 too."""
    failed = [(at, a) for at, a in reversed(seen.attempts) if a.success is False]
    by_status = next((found for found in failed if found[1].status == 429), None)
    return by_status or next(((at, a) for at, a in failed if a.status in {400, 403} and "rate" in a.says), None)


def _throttled(seen: Reading) -> tuple[str, ...] | None:
    baseline = seen.baseline
    if baseline is None or seen.served or baseline.is_answered_before_the_gateway:
        return None
    limited = _find_limit(seen)
    if limited:
        return (limited[0],)
    return (seen.at("baseline", "response"),) if baseline.answer == "throttled" else None


@cause(
    "provider-rate-limit",
    "The provider limits the rate",
    when=_throttled,
    beside=["byok-failed-silent-system-fallback"],
    next_steps=[step("Wait a minute and run the probe again."), step("Then raise the provider's quota, or slow down.")],
    sources=[RATE_LIMITS],
)
def provider_rate_limit(seen: Reading) -> Assessment:
    """The provider's own quota, seen through the gateway."""
    hit = _find_limit(seen)
    if hit is None:
        if seen.error is not None and "free-tier" in seen.error.says:
            return Excluded("the gateway names the free tier", seen.at("baseline", "response/error"))
        return Open("the attempts of the same request a minute later")
    attempt = hit[1]
    if _speaks_of_funds(seen, attempt):
        return Open("the provider's console: its words speak of funds")
    # OpenAI has the same words for an empty account as Google for an ordinary limit: a quota, and plan and billing beside it.
    by_rate = "rate" in attempt.says and not {"billing", "quota"} & set(attempt.says)
    said = seen.every_attempt_is_told and _every_attempt(seen, 429) and by_rate
    return Supported(
        "The provider, not the gateway, limits the rate." + _whose(seen, attempt),
        hit[0],
        basis=Observed() if said and seen.failed_again(attempt) else Indicated(),
        decided_by="the same request a minute later, and the provider's console",
    )


@cause(
    "upstream-account-out-of-funds",
    "The provider's account is out of funds",
    when=provider_was_tried_in_vain,
    # The own account is tried first: what stops the fallback behind it is true beside it.
    beside=["free-tier-rate-limit"],
    next_steps=[
        step(
            "Look at the provider's billing page. An account of the gateway's is not yours to fill: name another provider in `only`."
        )
    ],
    sources=["vercel/ai #9290"],
)
def upstream_account_out_of_funds(seen: Reading) -> Assessment:
    """The gateway passes the provider's words on."""
    hit = next(
        (
            (at, a)
            for at, a in reversed(seen.attempts)
            if a.status == 402 or {"out-of-funds", "billing", "quota"} & set(a.says)
        ),
        None,
    )
    if hit is None:
        return None
    at, attempt = hit
    if attempt.status != 402 and not _speaks_of_funds(seen, attempt):
        # Google's ordinary rate limit advises to check plan and billing details: a hint, and no more.
        return Open(
            "the provider's console: its words speak of a quota, or of plan and billing", rival=attempt.status != 429
        )
    return Supported(
        "The provider says that its account is out of funds." + _whose(seen, attempt),
        at,
        basis=Indicated(),
        decided_by="the provider's console",
    )


@cause(
    "provider-route-down-for-model",
    "The provider fails for this model",
    when=either(provider_was_tried_in_vain, answered("failed")),
    next_steps=[step("Let another provider serve until it is back: `only` names it."), RETRY],
    sources=["vercel/ai #19866, #13963"],
)
def provider_route_down_for_model(seen: Reading) -> Assessment:
    """One provider's route may be down while others serve the model."""
    hit = next(((at, a) for at, a in reversed(seen.attempts) if a.success is False and a.status in DOWN), None)
    if hit is None:
        return _not_reached(seen) or _of_one_model(seen)
    other = seen.experiment("route-other")
    elsewhere = other is not None and other.answer == "served"
    repeat = seen.experiment("baseline-repeat")
    again = (
        repeat is not None
        and repeat.routing is not None
        and any(a.status in DOWN for _, a in repeat.routing.attempts())
    )
    return Supported(
        "The provider fails for this model" + (", while another provider serves it." if elsewhere else ".")
        + (" Asked again it failed again." if again else ""),
        hit[0],
        *((seen.at("route-other", "answer"),) if elsewhere else ()),
        basis=(Observed() if _every_attempt(seen, *DOWN) and again and elsewhere else Indicated()),
        decided_by="the same request again, and by another provider (the experiment route-other)",
    )  # fmt: skip


def _of_one_model(seen: Reading) -> Assessment:
    """A server error that tells of no attempt, for this model and not for another: a provider may be behind it."""
    repeat, control = seen.experiment("baseline-repeat"), seen.experiment("model-control")
    lasts = repeat is not None and repeat.answer == "failed"
    other_model = control is not None and control.answer == "served"
    if seen.attempts or not (lasts and other_model) or seen.baseline is None or (seen.baseline.status or 0) < 500:
        return None
    return Open("the same model by another provider (the experiment route-other)")


def _not_reached(seen: Reading) -> Assessment:
    """An attempt without a status may never have had an answer; Azure's host and a key that cannot be read are told elsewhere."""
    hit = next(((at, a) for at, a in reversed(seen.attempts) if a.success is False and a.status is None), None)
    if hit is None or "credential-unreadable" in hit[1].says:
        return None
    no_host = "host-not-resolved" in hit[1].says
    if no_host and hit[1].provider == "azure":
        return None
    own = no_host and hit[1].credential_type == "byok"
    return Supported(
        f"The attempt at {hit[1].provider or 'the provider'} has no status: the gateway may not have reached it."
        + (
            " Its host does not exist, and a region or address in the team's own credential may make it." if own else ""
        ),
        hit[0],
        basis=Indicated() if no_host else Hinted(),
        decided_by="the same request again, and by another provider (the experiment route-other)",
    )


def _slow(seen: Reading) -> tuple[str, ...] | None:
    baseline = seen.baseline
    if baseline is None or seen.served or baseline.is_answered_before_the_gateway:
        return None
    attempted = any(a.status in {408, 529} or "overloaded" in a.says for _, a in seen.attempts)
    error = baseline.error
    typed = error is not None and {error.type, error.provider_type} & _SLOW_TYPES
    if not (attempted or typed or baseline.status in {408, 529}):
        return None
    return (seen.at("baseline", "response"),)


@cause(
    "provider-overloaded-or-slow",
    "The provider is overloaded or too slow",
    when=_slow,
    next_steps=[RETRY, step("Name another provider for the model, or raise the provider time-out.")],
    sources=[MODELS],
)
def provider_overloaded_or_slow(seen: Reading) -> Assessment:
    """408, 529 and the types overloaded_error and timeout_error: the answer did not come in time. It passes."""
    return Supported(
        "The answer says that the provider was overloaded or did not answer in time."
        + (_whose(seen, hit[1]) if (hit := last_failed(seen)) else ""),
        basis=Indicated(),
        decided_by="the same request a few minutes later, and by another provider",
    )


def _region_refused(seen: Reading) -> tuple[str, ...] | None:
    if seen.refused_with("model_unavailable_in_region"):
        return (seen.at("baseline", "response/error/type"),)
    hit = next(
        (at for at, a in seen.attempts if a.success is False and a.status in {400, 403, 451} and "region" in a.says),
        None,
    )
    return (hit,) if hit and not seen.served else None


@cause(
    "region-refused-by-provider",
    "The provider refuses this region",
    when=_region_refused,
    next_steps=[OTHER_REGION],
    sources=["lobehub/lobehub #3203"],
)
def region_refused_by_provider(seen: Reading) -> Assessment:
    """Some providers refuse requests from some countries, or offer the model in some regions only."""
    return Supported(
        "The provider refuses requests from the region that this one came from.",
        *(("/runtime/region",) if seen.evidence.runtime.region else ()),
        basis=Indicated(),
        decided_by="the same deployment in another region",
    )
