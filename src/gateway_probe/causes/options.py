"""Options of the request that change its route."""

from gateway_probe.causes.answers import KNOWN_TYPES
from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Flipped,
    Hinted,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.expectations import providers_used
from gateway_probe.causes.factors import tell_repeats
from gateway_probe.causes.reading import Reading, is_confirmed
from gateway_probe.causes.steps import BYOK, MARK_FOR_RETENTION
from gateway_probe.causes.when import provider_was_tried, refused_with, served
from gateway_probe.disclosure import is_hidden
from gateway_probe.document.answer import ProviderEndpoint
from gateway_probe.document.exchange import Experiment


def zero_data_retention(seen: Reading) -> str | None:
    """Where this run shows that zero data retention is on: by the app's options, or in the gateway's own answer."""
    if seen.probe.provider_options.zero_data_retention:
        return "/probe/provider_options/zero_data_retention"
    routing = seen.baseline.routing if seen.baseline else None
    on = routing is not None and routing.zero_data_retention
    return seen.at("baseline", "routing/zero_data_retention") if on else None


@cause(
    "zdr-skips-byok",
    "Zero data retention leaves out what is not marked for it",
    severity="warning",
    next_steps=[MARK_FOR_RETENTION],
    sources=["vercel/ai pull request 15395", BYOK],
)
def zdr_skips_byok(seen: Reading) -> Assessment:
    """Under the option, credentials count only when marked for it."""
    where, error, without = zero_data_retention(seen), seen.error, seen.experiment("options-none")
    if where is None:
        return None
    if seen.refused_with("no_providers_available") and error is not None and error.param_name is None:
        flips = seen.flip("options-none")
        return Supported(
            "Zero data retention is on, and the gateway says that no provider is left under it."
            + (tell_repeats(flips) if flips else ""),
            where,
            seen.at("baseline", "response/error"),
            *((seen.at("options-none", "effect"),) if flips else ()),
            basis=(Stated(of_this_form=True), Flipped("options-none")) if flips else (Stated(), Indicated()),
            decided_by="the same request without the option (the experiment options-none)",
        )
    serving = seen.serving
    if not seen.served or serving is None or serving[1].credential_type != "system" or seen.failed_byok is not None:
        return None
    instead = without.routing.served_by if without is not None and without.routing is not None else None
    by_byok = instead is not None and instead.credential_type == "byok"
    return Supported(
        "Zero data retention is on, and then stored credentials are skipped unless each is marked for it: the gateway's own served the request.",
        where,
        serving[0],
        *((seen.at("options-none", "routing"),) if by_byok else ()),
        basis=Observed() if by_byok else Indicated(),
        explains=False,
        decided_by="the same request without the option (the experiment options-none)",
    )


def filter_names_a_listed_provider(seen: Reading) -> tuple[str, str] | None:
    """What `only` lets in offers the model: then it is not the filter alone that leaves nobody."""
    wanted = set(seen.probe.provider_options.only)
    return next(
        (
            (f"the gateway lists {item.provider}, which `only` names", seen.at("endpoints", f"endpoints/{at}/provider"))
            for at, item in enumerate(_listed_providers(seen))
            if item.provider in wanted
        ),
        None,
    )


def _listed_providers(seen: Reading) -> list[ProviderEndpoint]:
    endpoints = seen.check("endpoints")
    told = endpoints is not None and endpoints.answer == "served" and seen.by_gateway(endpoints)
    return (endpoints.endpoints or []) if endpoints is not None and told else []


def _every_provider_is_listed(seen: Reading) -> bool:
    """Of one that is not named here nobody knows whether the filter names it."""
    endpoints, named = seen.check("endpoints"), [item.provider for item in _listed_providers(seen)]
    whole = endpoints is not None and len(named) == endpoints.endpoints_total
    return bool(named) and whole and not any(map(is_hidden, named))


@cause(
    "only-filter-matches-nothing",
    "The provider filter matches nothing",
    when=refused_with("invalid_request_error", "no_providers_available"),
    contradicted_by=[provider_was_tried, filter_names_a_listed_provider],
    next_steps=[step("Correct the slugs of `only`; the check `endpoints` lists the providers of the model.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-filtering-and-ordering"],
)
def only_filter_matches_nothing(seen: Reading) -> Assessment:
    """`only` takes slugs of providers that offer the model."""
    error = seen.error
    if not seen.probe.provider_options.only or error is None:
        return None
    if error.param_name in {"RestrictedModelsError", "RestrictedProvidersError", "ModelTypeMismatchError"}:
        return Excluded("the error names another reason", seen.at("baseline", "response/error/param_name"))
    flips = seen.flip("options-none")
    confirmed = is_confirmed(flips)
    sure = confirmed and _every_provider_is_listed(seen)
    said = "no-allowed-providers" in error.says
    if not flips and not said:
        return Open("the same request without options (the experiment options-none)")
    names = ", ".join(item.provider for item in _listed_providers(seen) if not is_hidden(item.provider))
    return Supported(
        f"The option `only` names no provider that the gateway has for this model{f' (it has {names})' if names else ''}."
        + (tell_repeats(flips) if flips else ""),
        "/probe/provider_options/only",
        *((seen.at("options-none", "effect"),) if flips else ()),
        # Where the words say it, a flip that was not repeated makes it no less sure than none.
        basis=(
            *((Stated(of_this_form=True),) if said else ()),
            *((Flipped("options-none"),) if flips and (confirmed or not said) else ()),
            *(() if said and sure else (Indicated(),)),
        ),
        decided_by="the same request without options (the experiment options-none)",
    )


_CHOOSE_NO_ROUTE = frozenset({"gateway.caching", "gateway.quotaEntityId", "gateway.tags", "gateway.user"})


@cause(
    "options-refused",
    "One of the app's provider options is refused",
    beside=["provider-refuses"],
    next_steps=[
        step(
            "Take the option that is named off GATEWAY_PROBE_PROVIDER_OPTIONS, or one after the other, and run the probe again."
        )
    ],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-options"],
)
def options_refused(seen: Reading) -> Assessment:
    """The same request without the options is served, so the refusal is about them and not about key, team or model."""
    without = seen.flip("options-none")
    if _fails_with_options_alone(seen):
        return Open("both requests, with the options and without, repeated until each has four answers")
    if seen.experiment("options-none") is None and _is_unexplained(seen):
        return Open("the same request without the app's provider options, which was not asked for", rival=False)
    if (
        without is None
        or without.answer != "served"
        or not (seen.refused or _a_provider_refuses_its_own(seen, without))
    ):
        return None
    of_a_setting = not seen.refused_with("invalid_request_error") and (seen.error is None or seen.error.param_name)
    only = (
        seen.probe.provider_options.only
        and (without.decides or "gateway.only").partition(",")[0] == "gateway.only"
        and (of_a_setting or not filter_names_a_listed_provider(seen))
    )
    retention = zero_data_retention(seen) and seen.refused_with("no_providers_available")
    if (only and seen.refused_with("invalid_request_error", "no_providers_available")) or retention:
        return None
    named = f" {without.part}." if without.part else ""
    # Without its type the refusal may be that of a filter, which is another cause.
    filtered = (only or zero_data_retention(seen)) and (seen.error is None or seen.error.type is None)
    return Supported(
        "The same request is served without the app's provider options: one of them is what is refused here."
        + named
        + tell_repeats(without),
        seen.at("options-none", "effect"),
        "/probe/provider_options/keys",
        basis=(Flipped("options-none"), *((Indicated(),) if filtered else ())),
        decided_by="both requests repeated until each has four answers",
    )


def _is_unexplained(seen: Reading) -> bool:
    known, error = KNOWN_TYPES - {"invalid_request_error"}, seen.error
    return bool(seen.probe.provider_options.keys) and seen.refused and error is not None and error.type not in known


def _a_provider_refuses_its_own(seen: Reading, without: Experiment) -> bool:
    """A provider refused, and what decides is an option of its own; one of the gateway's changes which provider is tried."""
    baseline = seen.baseline
    named = (without.decides or " ".join(seen.probe.provider_options.keys)).replace(" or ", " ").split()
    refused = baseline is not None and baseline.answer == "refused" and baseline.answered_by == "provider"
    return refused and not any(name.startswith("gateway.") and name not in _CHOOSE_NO_ROUTE for name in named)


def _fails_with_options_alone(seen: Reading) -> bool:
    """Whether the request failed twice with the options, which is no refusal, no provider being told of, and was served
    without them."""
    repeat, without = seen.experiment("baseline-repeat"), seen.experiment("options-none")
    failed = all(check is not None and check.answer == "failed" for check in (seen.baseline, repeat))
    return failed and not seen.attempts and without is not None and without.answer == "served"


@cause(
    "options-lost-on-fallback-model",
    "A fallback model answered",
    severity="warning",
    when=served,
    next_steps=[step("Ask the fallback model by itself with the same options.")],
    sources=["vercel/ai #14377, pull request 16502"],
)
def options_lost_on_fallback_model(seen: Reading) -> Assessment:
    """With `models` set, another model may answer, without the options that were meant for the first."""
    routing = seen.baseline.routing if seen.baseline else None
    if routing is None or "gateway.models" not in seen.probe.provider_options.keys:
        return None
    if routing.served_model in {None, 0}:
        return None
    return Supported(
        "A fallback model answered in place of the one that was asked for. Options of the first model may be lost on it.",
        "/probe/provider_options/keys",
        seen.at("baseline", "routing/model_attempts"),
        basis=Hinted(),
        explains=False,
        decided_by="the fallback model asked directly, with the same options",
    )


@cause(
    "order-not-what-you-think",
    "A provider outside `order` or `only` served",
    severity="warning",
    when=served,
    next_steps=[step("Name the providers that are meant in `only`, and look at the attempts of the answer.")],
    sources=["vercel/ai #14376, #11644"],
)
def order_not_what_you_think(seen: Reading) -> Assessment:
    """`order` ranks the providers and lets others in; BYOK is moved to the front. `only` lets no other in, if it is heeded."""
    options = seen.probe.provider_options
    named, option = (options.only, "only") if options.only else (options.order, "order")
    other = next(((at, used) for at, used in providers_used(seen) if used not in named), None)
    if not named or other is None:
        return None
    return Supported(
        f"{other[1]} served the request, and `{option}` does not name it."
        + (
            " `order` ranks; only `only` restricts, and own credentials come first."
            if option == "order"
            else " The gateway did not heed the filter, or another part of the request overrides it."
        ),
        f"/probe/provider_options/{option}",
        other[0],
        basis=Observed(),
        explains=False,
    )
