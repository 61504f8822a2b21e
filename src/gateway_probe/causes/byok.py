"""What became of the team's own provider credential."""

from gateway_probe.causes.cause import (
    Assessment,
    Basis,
    Excluded,
    Flipped,
    Hinted,
    Indicated,
    Observed,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.expectations import THE_OTHER_WAY
from gateway_probe.causes.options import zero_data_retention
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import BYOK, BYOK_PAGE, CREDENTIALS, TEST_KEY, at_page
from gateway_probe.causes.when import served
from gateway_probe.document.answer import ProviderAttempt

REFUSALS_OF_A_CREDENTIAL = {401, 403}


def own_credential_failed(seen: Reading) -> tuple[str, ...] | None:
    return (seen.failed_byok[0],) if seen.failed_byok else None


def of_the_credential(
    seen: Reading, text: str, *evidence: str, basis: Basis | list[Basis], decided_by: str
) -> Supported:
    """Why the own credential failed; where another one served all the same, it is told beside that and no more."""
    return Supported(text, *evidence, basis=basis, decided_by=decided_by, explains=not seen.served, remark=seen.served)


def own_credential(seen: Reading) -> str:
    """Which one it is: what a request brings keeps the gateway from all that the team has stored."""
    brought = seen.probe.provider_options.request_byok
    return "the credential that the request brings" if brought else "the team's stored credential"


def _own_credential_may_have_failed(seen: Reading) -> tuple[str, ...] | None:
    """It failed; or the refusal came before any provider was tried, which clears the first thing that people suspect."""
    return own_credential_failed(seen) or _nobody_was_tried(seen)


def _nobody_was_tried(seen: Reading) -> tuple[str, ...] | None:
    routing = seen.baseline.routing if seen.baseline else None
    if not seen.refused or routing is None or routing.total_provider_attempts != 0:
        return None
    return (seen.at("baseline", "routing/total_provider_attempts"),)


@cause(
    "byok-failed-silent-system-fallback",
    "The team's own credential failed, and another one served",
    severity="warning",
    when=served,
    next_steps=[CREDENTIALS, at_page("Repair the credential on the BYOK page", BYOK_PAGE), TEST_KEY],
    sources=["https://community.vercel.com/t/22065", BYOK],
)
def byok_failed_silent_system_fallback(seen: Reading) -> Assessment:
    """The fallback is by design and silent; where the gateway's credentials serve, credits are charged."""
    of_stream = seen.failed_byok is None
    failed = seen.failed_byok_of_the_stream if of_stream else seen.failed_byok
    serving = seen.serving_the_stream if of_stream else seen.serving
    if failed is None:
        return None
    whose = "that the request brings" if seen.probe.provider_options.request_byok else "of the team"
    by = {
        "system": "the gateway's credentials, charged to credits",
        "byok": f"another credential {whose} ({serving[1].provider})" if serving else "",
    }.get((serving[1].credential_type or "") if serving else "", "another attempt")
    answered = f" The provider answered {failed[1].status}." if failed[1].status else ""
    return Supported(
        f"{own_credential(seen).capitalize()} was tried first and failed{THE_OTHER_WAY if of_stream else ''}; the answer came from {by}. The app sees success.{answered}",
        failed[0],
        *((serving[0],) if serving else ()),
        basis=Observed() if serving else Indicated(),
        explains=False,
        decided_by="which attempt served, in the gateway's log of the team",
    )


@cause(
    "byok-credential-missing-or-disabled",
    "BYOK was meant and not used",
    severity="warning",
    when=served,
    next_steps=[CREDENTIALS, TEST_KEY],
    sources=["https://community.vercel.com/t/22065", BYOK],
)
def byok_credential_missing_or_disabled(seen: Reading) -> Assessment:
    """Without an enabled credential the gateway uses its own and charges credits, without an error."""
    serving = seen.serving
    if serving is None or serving[1].credential_type != "system" or seen.failed_byok is not None:
        return None
    routing = seen.baseline.routing if seen.baseline else None
    if routing is not None and "byok" in routing.planned and not seen.every_attempt_is_told:
        return None
    if zero_data_retention(seen) or seen.probe.provider_options.order:
        return None
    wanted = _byok_is_wanted(seen)
    if wanted is None:
        return None
    at, outright = wanted
    why = (
        "it brings none for that provider, and what the team has stored does not count for it."
        if seen.probe.provider_options.request_byok
        else "the team has no enabled credential for that provider, or it is not this team's."
    )
    return Supported(
        f"The request names a provider, yet the gateway's own credentials served it and no BYOK attempt was made: {why}",
        serving[0],
        at,
        basis=Indicated() if outright else Hinted(),
        explains=False,
        decided_by="the BYOK page of the credential's team: whether a credential for the provider is there and enabled",
    )


def _byok_is_wanted(seen: Reading) -> tuple[str, bool] | None:
    """Where somebody said that BYOK is wanted, and whether outright or only by naming a provider before the model.

    A name that differs as well is no provider's prefix: a rule of the team may have sent the request to another model.
    """
    if seen.probe.expected_credential == "system":
        return None
    if seen.probe.expected_credential == "byok":
        return "/probe/expected_credential", True
    if seen.probe.provider_options.request_byok:
        return "/probe/provider_options/request_byok", True
    routing = seen.baseline.routing if seen.baseline else None
    creator, slash, name = seen.probe.model.partition("/")
    canonical = routing.canonical_slug if routing and not routing.served_model else None
    models = seen.check("models")
    listing = models.listing if models else None
    listed_as = listing.as_id if listing else None
    # azure/gpt-5.4-mini resolves to openai/gpt-5.4-mini: the prefix names a provider, not the model's creator.
    for known in (canonical, listed_as):
        other, _, known_name = known.partition("/") if known else ("", "", "")
        if slash and known_name == name and other != creator:
            return "/probe/model", False
    return None


@cause(
    "byok-credential-refused",
    "The provider refuses the team's own credential",
    when=_own_credential_may_have_failed,
    beside=["byok-azure-wrong-key-or-resource"],
    next_steps=[CREDENTIALS, step("Enter the credential again from the provider's console."), TEST_KEY],
    sources=[BYOK],
)
def byok_credential_refused(seen: Reading) -> Assessment:
    """Providers word it each in their own way and with whatever status: 400, 401 or 403."""
    nobody = _nobody_was_tried(seen)
    if nobody:
        return Excluded("no provider attempt was made, so no provider saw a credential", *nobody)
    # Azure's refusals have a cause of their own.
    failed = next(((at, a) for at, a in seen.own_failures if a.provider != "azure" and is_refused_credential(a)), None)
    if failed is None:
        return None
    attempt = failed[1]
    text = f"{_name_provider(attempt)} refuses {own_credential(seen)} with {attempt.status or 'its own words'}."
    return refused_credential(seen, text, failed)


def is_refused_credential(attempt: ProviderAttempt) -> bool:
    """Whether the provider refuses the credential, by its words or its status, and speaks of nothing else."""
    of_something_else = {"out-of-funds", "region", "credential-unreadable", "host-not-resolved"} & set(attempt.says)
    if of_something_else or attempt.status == 429:
        return False
    return "credential-invalid" in attempt.says or attempt.status in REFUSALS_OF_A_CREDENTIAL


def refused_credential(seen: Reading, text: str, failed: tuple[str, ProviderAttempt]) -> Supported:
    at, attempt = failed
    # A 401 alone may be about an account that is not active: that stands in the words beside it.
    told = seen.every_failure_is_told and "credential-invalid" in attempt.says and not _refuses_everybody(seen, attempt)
    request = seen.flip("byok-request")
    basis: list[Basis] = [Observed() if told and seen.failed_again(attempt) else Indicated()]
    evidence = [at]
    if request is not None:
        evidence.append(seen.at("byok-request", "effect"))
        text += " With the credential that you supplied the same request is served: the stored one is at fault."
    return of_the_credential(
        seen, text, *evidence, basis=basis, decided_by="the provider's console, or Test Key on the BYOK page"
    )


def _refuses_everybody(seen: Reading, attempt: ProviderAttempt) -> bool:
    """Whether the provider refuses the gateway's own credential too: then it may be the provider that errs."""
    return any(
        other.credential_type == "system" and other.provider == attempt.provider and is_refused_credential(other)
        for _, other in seen.attempts
        if other.success is False
    )


def _name_provider(attempt: ProviderAttempt) -> str:
    return f"The provider {attempt.provider}" if attempt.provider else "The provider"


@cause(
    "byok-structured-credential-malformed",
    "The team's own credential cannot be read",
    when=own_credential_failed,
    next_steps=[at_page("Enter it again, with real newlines, on the BYOK page", BYOK_PAGE), TEST_KEY],
    sources=["vercel/ai #5595", "vercel/vercel #14972"],
)
def byok_structured_credential_malformed(seen: Reading) -> Assessment:
    """Keys of several lines lose their newlines on the way."""
    failed = next((at for at, attempt in seen.own_failures if "credential-unreadable" in attempt.says), None)
    if failed is None:
        return None
    return of_the_credential(
        seen,
        f"Before anything is sent, {own_credential(seen)} cannot be read: a key of several lines was probably cut or escaped.",
        failed,
        basis=Indicated(),
        decided_by="the credential entered again with real newlines",
    )


@cause(
    "stored-credential-decides",
    "The request is served with a credential of its own",
    next_steps=[CREDENTIALS, TEST_KEY],
    sources=[BYOK],
)
def stored_credential_decides(seen: Reading) -> Assessment:
    """With a request-scoped credential the gateway ignores the stored one; if that is served, the stored one is at fault."""
    request = seen.flip("byok-request")
    if not seen.refused or request is None or request.answer != "served":
        return None
    return Supported(
        "The same request is served with the provider credential that you supplied, and refused with what the team has stored.",
        seen.at("byok-request", "effect"),
        basis=(Flipped("byok-request"), Indicated()),
        decided_by="both requests repeated until each has four answers",
    )
