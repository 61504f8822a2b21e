"""Group E of the failure catalogue, and what a provider's own answer means (D9, D13, F4, H5)."""

import re

from gateway_probe.document.exchange import ProviderAttempt
from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step

_BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
_PAGE = step("Open the team's BYOK page and press Test Key; it shows the provider's own words.")


def _failed_byok(reading: Reading) -> tuple[str, ProviderAttempt] | None:
    return next(((at, a) for at, a in reading.attempts if a.credential_type == "byok" and a.success is False), None)


def _served_by_system(reading: Reading) -> tuple[str, ProviderAttempt] | None:
    return next(((at, a) for at, a in reading.attempts if a.credential_type == "system" and a.success), None)


def _asked_for_byok(reading: Reading) -> bool:
    """Whether somebody said that BYOK is wanted: by request options, or by naming the provider in the model id."""
    options = reading.evidence.probe.provider_options
    if options.request_byok:
        return True
    models = reading.check("models")
    listing = models.listing if models else None
    model = reading.evidence.probe.model
    # azure/gpt-5.4-mini is listed as openai/gpt-5.4-mini: the prefix names a provider, not a creator.
    return listing is not None and listing.as_id is not None and listing.as_id != model and "/" in model


def _silent_fallback(reading: Reading) -> Assessment:
    failed, served = _failed_byok(reading), _served_by_system(reading)
    if failed is None or not reading.baseline_passed:
        return None
    pointers = [failed[0], *([served[0]] if served else [])]
    return Supported(
        "certain",
        tuple(pointers),
        "The team's own provider credential was tried first and failed; the answer came from "
        + ("the gateway's credentials, charged to credits." if served else "another attempt.")
        + " The app sees success."
        + _provider_word(failed[1]),
        explains=False,
    )


def _missing_or_disabled(reading: Reading) -> Assessment:
    served = _served_by_system(reading)
    if (
        not reading.baseline_passed
        or served is None
        or _failed_byok(reading) is not None
        or not _asked_for_byok(reading)
    ):
        return None
    if _zdr(reading) or reading.evidence.probe.provider_options.order:
        return None
    routing = reading.baseline.routing if reading.baseline else None
    planned_byok = routing is not None and "byok" in routing.planned
    if planned_byok:
        return None
    outright = bool(reading.evidence.probe.provider_options.request_byok)
    return Supported(
        "likely" if outright else "possible",
        (served[0], "/probe/model"),
        "The request names a provider, yet the gateway's own credentials served it and no BYOK attempt was made: the team has no enabled "
        "credential for that provider, or it is not this team's.",
        explains=False,
        decided_by="the BYOK page of the key's team: whether a credential for the provider is there and enabled",
    )


def _azure_deployment(reading: Reading) -> Assessment:
    failed = _failed_byok(reading)
    if failed is None or failed[1].provider != "azure" or failed[1].status != 404:
        return None
    return Supported(
        "likely" if not re.search(r"deployment", failed[1].error or "", re.IGNORECASE) else "certain",
        (failed[0],),
        "Azure knows no deployment under the name that the gateway asks for. A deployment made within the last five minutes answers alike.",
        explains=not reading.baseline_passed,
        decided_by="the name of the deployment in the Azure portal",
    )


def _azure_resource_is_url(reading: Reading) -> Assessment:
    failed = _failed_byok(reading)
    if failed is None or failed[1].provider != "azure":
        return None
    if not re.search(
        r"getaddrinfo|ENOTFOUND|https?://\S*https?|\.openai\.azure\.com\S*\.openai\.azure\.com", failed[1].error or ""
    ):
        return None
    return Supported(
        "likely",
        (failed[0],),
        "The resource name of the Azure credential looks like a URL, so the host is built twice.",
        explains=not reading.baseline_passed,
        decided_by="the credential's resource name",
    )


def _azure_wrong_key(reading: Reading) -> Assessment:
    failed = _failed_byok(reading)
    if failed is None or failed[1].status != 401:
        return None
    return Supported(
        "certain",
        (failed[0],),
        "The provider refuses the team's stored credential with 401. Its words do not tell a wrong key from a wrong resource.",
        explains=not reading.baseline_passed,
    )


def _malformed_credential(reading: Reading) -> Assessment:
    failed = _failed_byok(reading)
    if failed is None or not re.search(r"PEM|DECODER|InvalidCharacter|private key|ASN\.?1", failed[1].error or ""):
        return None
    return Supported(
        "likely",
        (failed[0],),
        "The stored credential cannot be read before anything is sent: a key of several lines was probably cut or escaped.",
        explains=not reading.baseline_passed,
        decided_by="the credential entered again with real newlines",
    )


def _zdr(reading: Reading) -> str | None:
    if reading.evidence.probe.provider_options.zero_data_retention:
        return "/probe/provider_options/zero_data_retention"
    routing = reading.baseline.routing if reading.baseline else None
    return (
        reading.at("baseline", "routing/zero_data_retention")
        if routing is not None and routing.zero_data_retention
        else None
    )


def _zdr_leaves_none(reading: Reading, where: str) -> Supported:
    """The other face of the option: no provider at all is left (gateway docs, zero data retention)."""
    without = reading.experiment("options-none")
    flips = without is not None and bool(without.flips)
    return Supported(
        "certain" if flips else "likely",
        (where, reading.at("baseline", "response/error"), *((reading.at("options-none", "flips"),) if flips else ())),
        "Zero data retention is on, and the gateway says that no provider is left under it.",
        decided_by="the same request without the option (the experiment options-none)",
    )


def _zdr_skips_byok(reading: Reading) -> Assessment:
    where, served = _zdr(reading), _served_by_system(reading)
    error = reading.error
    if (
        where is not None
        and reading.baseline_refused_with("no_providers_available")
        and error is not None
        and error.param_name is None
    ):
        return _zdr_leaves_none(reading, where)
    if where is None or served is None or _failed_byok(reading) is not None or not reading.baseline_passed:
        return None
    without = reading.experiment("options-none")
    by_byok = (
        without is not None
        and without.routing is not None
        and any(
            a.credential_type == "byok" and a.success
            for m in without.routing.model_attempts
            for a in m.provider_attempts
        )
    )
    pointers = [where, served[0], *([reading.at("options-none", "routing")] if by_byok else [])]
    return Supported(
        "certain" if by_byok else "likely",
        tuple(pointers),
        "Zero data retention is on, and then stored credentials are skipped unless each is marked for it: the gateway's own served the request.",
        explains=False,
        decided_by="the same request without the option (the experiment options-none)",
    )


def _only_matches_nothing(reading: Reading) -> Assessment:
    error = reading.error
    if not reading.baseline_refused_with("invalid_request_error", "no_providers_available") or error is None:
        return None
    without = reading.experiment("options-none")
    says = "allowed providers" in (error.message or "").lower()
    has_only = bool(reading.evidence.probe.provider_options.only)
    flips = without is not None and bool(without.flips)
    if (
        not has_only
        or not (says or flips)
        or error.param_name in {"RestrictedModelsError", "RestrictedProvidersError", "ModelTypeMismatchError"}
    ):
        return None
    return Supported(
        "certain" if flips else "likely",
        (
            reading.at("baseline", "response/error"),
            "/probe/provider_options/only",
            *((reading.at("options-none", "flips"),) if flips else ()),
        ),
        "The option `only` names no provider that the gateway has for this model.",
        decided_by="the same request without options (the experiment options-none)",
    )


def _order(reading: Reading) -> Assessment:
    options = reading.evidence.probe.provider_options
    routing = reading.baseline.routing if reading.baseline else None
    if (
        not reading.baseline_passed
        or not options.order
        or options.only
        or routing is None
        or routing.final_provider is None
    ):
        return None
    if routing.final_provider in options.order:
        return None
    return Supported(
        "certain",
        ("/probe/provider_options/order", reading.at("baseline", "routing/final_provider")),
        "A provider that `order` does not name served the request. `order` ranks; only `only` restricts, and own credentials come first.",
        explains=False,
    )


def _allowlist(reading: Reading) -> Assessment:
    error = reading.error
    if (
        not reading.baseline_refused_with("no_providers_available")
        or error is None
        or error.param_name != "RestrictedProvidersError"
    ):
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "response/error/param_name"),),
        "The team's allowlist leaves no provider for this model.",
    )


def _routing_rule(reading: Reading) -> Assessment:
    error = reading.error
    if not reading.baseline_refused_with("forbidden") or error is None:
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "response/error"),),
        "A routing rule of the team denies this request" + (" (the answer names the rule)." if error.rule_id else "."),
    )


def _provider_refuses(reading: Reading, *statuses: int) -> tuple[str, ProviderAttempt] | None:
    if reading.baseline_passed:
        return None
    return next(((at, a) for at, a in reversed(reading.attempts) if a.success is False and a.status in statuses), None)


def _provider_rate_limit(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 429)
    if hit is None or _out_of_funds_words(hit[1]):
        return None
    return Supported("certain", (hit[0],), "The provider, not the gateway, limits the rate." + _whose(hit[1]))


def _upstream_funds(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 402, 429)
    if hit is None or (hit[1].status != 402 and not _out_of_funds_words(hit[1])):
        return None
    return Supported(
        "likely",
        (hit[0],),
        "The provider says that its account is out of funds." + _whose(hit[1]),
        decided_by="the provider's console",
    )


def _provider_down(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 500, 502, 503, 504, 529)
    if hit is None:
        return None
    other = reading.experiment("route-other")
    served = other is not None and other.outcome == "passed"
    return Supported(
        "certain" if served else "likely",
        (hit[0], *((reading.at("route-other", "outcome"),) if served else ())),
        "The provider fails for this model" + (", while another provider serves it." if served else "."),
        decided_by="the same request by another provider (the experiment route-other)",
    )


def _region(reading: Reading) -> Assessment:
    hit = _provider_refuses(reading, 403, 451)
    said = hit is not None and re.search(r"unsupported_country|region|territory", hit[1].error or "", re.IGNORECASE)
    if not said and not reading.baseline_refused_with("model_unavailable_in_region"):
        return None
    pointers = (hit[0],) if hit is not None and said else (reading.at("baseline", "response/error/type"),)
    return Supported(
        "likely",
        (*pointers, "/runtime/region"),
        "The provider refuses requests from the region that this one came from.",
        decided_by="the same deployment in another region",
    )


def _out_of_funds_words(attempt: ProviderAttempt) -> bool:
    return bool(
        re.search(r"insufficient (balance|funds|quota)|billing|credit balance", attempt.error or "", re.IGNORECASE)
    )


def _whose(attempt: ProviderAttempt) -> str:
    whose = {"byok": " The account is the team's own.", "system": " The account is the gateway's."}
    return whose.get(attempt.credential_type or "", "")


def _provider_word(attempt: ProviderAttempt) -> str:
    return f" The provider answered {attempt.status}." if attempt.status else ""


def _not_the_credential(reading: Reading) -> Excluded | None:
    """Zero provider attempts: no provider credential was ever used, so none of them can have failed."""
    routing = reading.baseline.routing if reading.baseline else None
    if (
        reading.baseline is None
        or reading.baseline.outcome != "refused"
        or routing is None
        or routing.total_provider_attempts != 0
    ):
        return None
    return Excluded(
        "no provider attempt was made, so the provider never saw its credential",
        (reading.at("baseline", "routing/total_provider_attempts"),),
    )


def _wrong_key_or_excluded(reading: Reading) -> Assessment:
    return _azure_wrong_key(reading) or _not_the_credential(reading)


RULES = (
    Rule(
        "byok-failed-silent-system-fallback",
        "BYOK failed and the gateway's credentials served",
        "warning",
        "byok",
        "The fallback is by design and silent; credits are charged.",
        (step("Repair the credential on the BYOK page."), _PAGE),
        ("https://community.vercel.com/t/22065", _BYOK),
        _silent_fallback,
    ),
    Rule(
        "byok-azure-deployment-name",
        "Azure has no deployment of that name",
        "error",
        "byok",
        "Azure deployments with own names need a model mapping.",
        (step("Add modelMappings to the credential, or name the deployment as the model."), _PAGE),
        ("vercel/ai pull request 14310", _BYOK),
        _azure_deployment,
    ),
    Rule(
        "byok-azure-resource-name-is-url",
        "The Azure resource name is a URL",
        "error",
        "byok",
        "The field takes the bare name of the resource.",
        (step("Enter the bare resource name."), _PAGE),
        ("Portkey-AI/gateway #160",),
        _azure_resource_is_url,
    ),
    Rule(
        "byok-azure-wrong-key-or-resource",
        "The provider refuses the stored credential",
        "error",
        "byok",
        "A wrong key and a wrong resource get the same words.",
        (step("Copy key and resource from the same page of the provider's console."), _PAGE),
        ("microsoft/chat-copilot #738", _BYOK),
        _wrong_key_or_excluded,
    ),
    Rule(
        "byok-structured-credential-malformed",
        "The stored credential cannot be read",
        "error",
        "byok",
        "Keys of several lines lose their newlines on the way.",
        (step("Enter it again with real newlines."), _PAGE),
        ("vercel/ai #5595", "vercel/vercel #14972"),
        _malformed_credential,
    ),
    Rule(
        "byok-credential-missing-or-disabled",
        "BYOK was meant and not used",
        "warning",
        "byok",
        "Without an enabled credential the gateway uses its own and charges credits, without an error.",
        (_PAGE,),
        ("https://community.vercel.com/t/22065", _BYOK),
        _missing_or_disabled,
    ),
    Rule(
        "zdr-skips-byok",
        "Zero data retention skips the stored credential",
        "warning",
        "byok",
        "Under the option, credentials count only when marked for it.",
        (step("Mark the credential for zero data retention, or drop the option."),),
        ("vercel/ai pull request 15395", _BYOK),
        _zdr_skips_byok,
    ),
    Rule(
        "order-not-what-you-think",
        "A provider outside `order` served",
        "warning",
        "byok",
        "`order` ranks the providers and lets others in; BYOK is moved to the front.",
        (step("Add `only` with the same providers."),),
        ("vercel/ai #14376, #11644",),
        _order,
    ),
    Rule(
        "only-filter-matches-nothing",
        "The provider filter matches nothing",
        "error",
        "byok",
        "`only` takes slugs of providers that offer the model.",
        (step("Correct the slugs; the check `endpoints` lists the providers of the model."),),
        ("https://vercel.com/docs/ai-gateway/models-and-providers/provider-filtering-and-ordering",),
        _only_matches_nothing,
    ),
    Rule(
        "provider-or-model-allowlist",
        "The team's allowlist leaves no provider",
        "error",
        "byok",
        "Teams can restrict providers and models.",
        (step("Look at the team's provider allowlist."),),
        (_BYOK,),
        _allowlist,
    ),
    Rule(
        "routing-rule-denied",
        "A routing rule denies the request",
        "error",
        "byok",
        "Teams can deny models by rule; older SDKs call the answer an internal error.",
        (step("Look at the rule in the team's routing rules."),),
        ("https://vercel.com/docs/ai-gateway/models-and-providers/routing-rules", "vercel/ai pull request 16105"),
        _routing_rule,
    ),
    Rule(
        "upstream-account-out-of-funds",
        "The provider's account is out of funds",
        "error",
        "money",
        "The gateway passes the provider's words on.",
        (step("Look at the provider's billing page."),),
        ("vercel/ai #9290",),
        _upstream_funds,
    ),
    Rule(
        "provider-rate-limit",
        "The provider limits the rate",
        "error",
        "money",
        "The provider's own quota, seen through the gateway.",
        (step("Raise the provider's quota or slow down."),),
        ("https://vercel.com/docs/ai-gateway/rate-limits",),
        _provider_rate_limit,
    ),
    Rule(
        "provider-route-down-for-model",
        "The provider fails for this model",
        "error",
        "model",
        "One provider's route may be down while others serve the model.",
        (step("Drop `only`, or name another provider, until it is back."),),
        ("vercel/ai #19866, #13963",),
        _provider_down,
    ),
    Rule(
        "region-refused-by-provider",
        "The provider refuses this region",
        "error",
        "place",
        "Some providers refuse requests from some countries.",
        (step("Run the function in another region (`regions` in vercel.json)."),),
        ("lobehub/lobehub #3203",),
        _region,
    ),
)
