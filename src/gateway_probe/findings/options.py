"""Group E of the failure catalogue: options of the request and rules of the team that change its route."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Open, Rule, Supported, step
from gateway_probe.findings.steps import BYOK


def _zdr_skips_byok(reading: Reading) -> Assessment:
    where, served = zero_data_retention(reading), reading.served_by_system
    error = reading.error
    if (
        where is not None
        and reading.baseline_refused_with("no_providers_available")
        and error is not None
        and error.param_name is None
    ):
        return _zdr_leaves_none(reading, where)
    if where is None or served is None or reading.failed_byok is not None or not reading.baseline_passed:
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


def zero_data_retention(reading: Reading) -> str | None:
    if reading.evidence.probe.provider_options.zero_data_retention:
        return "/probe/provider_options/zero_data_retention"
    routing = reading.baseline.routing if reading.baseline else None
    return (
        reading.at("baseline", "routing/zero_data_retention")
        if routing is not None and routing.zero_data_retention
        else None
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


def _options_refused(reading: Reading) -> Assessment:
    """Whatever the options are: the same request without them is served."""
    without = reading.experiment("options-none")
    if reading.baseline is None or reading.baseline.outcome != "refused" or without is None or not without.flips:
        return None
    options = reading.evidence.probe.provider_options
    if options.only or (zero_data_retention(reading) and reading.baseline_refused_with("no_providers_available")):
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "response/error"), reading.at("options-none", "flips"), "/probe/provider_options/keys"),
        "The same request is served without the app's provider options: one of them is what is refused here.",
    )


def _fallback_model(reading: Reading) -> Assessment:
    """E12: another model of the list answered, and options that were meant for the first one may not apply."""
    routing = reading.baseline.routing if reading.baseline else None
    if (
        not reading.baseline_passed
        or routing is None
        or "gateway.models" not in reading.evidence.probe.provider_options.keys
    ):
        return None
    served = next((m.canonical_slug for m in routing.model_attempts if m.success), None)
    if served is None or served in {routing.original_model, routing.canonical_slug}:
        return None
    return Supported(
        "possible",
        ("/probe/provider_options/keys", reading.at("baseline", "routing/model_attempts")),
        "A fallback model answered in place of the one that was asked for. Options of the first model may be lost on it.",
        explains=False,
        decided_by="the fallback model asked directly, with the same options",
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
        reading.baseline_refused_with("no_providers_available")
        and error is not None
        and error.param_name is None
        and error.link is None
    ):
        return Open("the name inside the error (RestrictedProvidersError), or the team's allowlist in the dashboard")
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


RULES = (
    Rule(
        "zdr-skips-byok",
        "Zero data retention skips the stored credential",
        "warning",
        "byok",
        "Under the option, credentials count only when marked for it.",
        (step("Mark the credential for zero data retention, or drop the option."),),
        ("vercel/ai pull request 15395", BYOK),
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
        "options-refused",
        "One of the app's provider options is refused",
        "error",
        "byok",
        "An experiment without the options is served, so the refusal is about them and not about the key, the team or the model.",
        (step("Take the options off one by one (GATEWAY_PROBE_PROVIDER_OPTIONS) and run the probe again."),),
        ("https://vercel.com/docs/ai-gateway/models-and-providers/provider-options",),
        _options_refused,
    ),
    Rule(
        "options-lost-on-fallback-model",
        "A fallback model answered",
        "warning",
        "byok",
        "With `models` set, another model may answer, without the options that were meant for the first.",
        (step("Ask the fallback model by itself with the same options."),),
        ("vercel/ai #14377, pull request 16502",),
        _fallback_model,
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
        (BYOK,),
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
)
