"""Settings of the team that leave a request without a route: allowlists, filters, routing rules."""

from gateway_probe.causes.cause import Assessment, Excluded, Indicated, Open, Stated, Supported, cause, step
from gateway_probe.causes.options import filter_names_a_listed_provider
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import GATEWAY_PAGE, at_page
from gateway_probe.causes.when import either, provider_was_tried, refused_with

_SECURITY = "https://vercel.com/docs/ai-gateway/security-and-compliance"


def _filter_leaves_nobody_that_is_listed(seen: Reading) -> tuple[str, ...] | None:
    """The gateway calls none of the providers that `only` names allowed, and lists one of them for the model."""
    if not seen.refused_with("invalid_request_error") or seen.error is None:
        return None
    listed = filter_names_a_listed_provider(seen) if "no-allowed-providers" in seen.error.says else None
    return (listed[1],) if listed else None


@cause(
    "provider-or-model-allowlist",
    "The team's allowlist leaves no provider",
    when=either(refused_with("no_providers_available"), _filter_leaves_nobody_that_is_listed),
    contradicted_by=[provider_was_tried],
    next_steps=[at_page("Look at the allowlists of providers and of models of the credential's team", GATEWAY_PAGE)],
    sources=[f"{_SECURITY}/provider-allowlist", f"{_SECURITY}/model-allowlist"],
)
def provider_or_model_allowlist(seen: Reading) -> Assessment:
    """Teams can restrict providers and models."""
    error = seen.error
    if error is None or (error.param_name is None and "team-restriction" not in error.says):
        if error is not None and (error.link == "top-up" or "free-tier" in error.says):
            return Excluded("the gateway speaks of the free tier", seen.at("baseline", "response/error"))
        return Open("the name inside the error (RestrictedProvidersError), or the team's allowlist in the dashboard")
    if error.param_name == "RestrictedProvidersError" or "team-restriction" in error.says:
        without = seen.experiment("options-none")
        among = (
            " among those that the app's options allow" if without is not None and without.answer == "served" else ""
        )
        return Supported(
            f"The team's allowlist leaves no provider for this model{among}.",
            seen.at("baseline", "response/error"),
            *((seen.at("options-none", "answer"),) if among else ()),
            basis=Stated(),
        )
    return Excluded("the error names another restriction", seen.at("baseline", "response/error/param_name"))


@cause(
    "team-filter-leaves-no-provider",
    "A setting of the team leaves no provider",
    when=refused_with("no_providers_available"),
    contradicted_by=[provider_was_tried],
    beside=["provider-or-model-allowlist", "zdr-skips-byok"],
    next_steps=[
        step("See what was switched in the team lately (filters, allowlists, regions, retention).",
             "vercel activity --all --since 30d"),
        at_page("Look at the filters of the credential's team", GATEWAY_PAGE),
    ],
    sources=[_SECURITY],
)  # fmt: skip
def team_filter_leaves_no_provider(seen: Reading) -> Assessment:
    """HIPAA, training opt-out, inference regions, guardrails and allowlists each take providers away."""
    error = seen.error
    known = {"RestrictedModelsError", "RestrictedProvidersError"}
    if error is not None and (error.param_name in known or error.link == "top-up" or "free-tier" in error.says):
        return Excluded("the error names another restriction", seen.at("baseline", "response/error"))
    control, without = seen.experiment("model-control"), seen.experiment("options-none")
    if without is not None and without.answer == "served":
        return Excluded("the same request is served without the app's own options", seen.at("options-none", "answer"))
    # Without a name of the restriction an answer that is the same for every model may be about anything.
    alike = error is not None and error.param_name is not None and seen.is_same("model-control")
    if control is None or not (alike or control.answer == "served"):
        return Open("a model that is open to every tier (the experiment model-control)")
    return Supported(
        "No provider is left for this model, and none for another one: a setting of the team that is about every model."
        if alike
        else "Another model is served to the same credential, and no provider is left for this one: a setting of the team, or its route.",
        seen.at("model-control", "answer"),
        basis=Indicated(),
        decided_by="the filters in the team's settings",
    )


@cause(
    "routing-rule-denied",
    "A routing rule denies the request",
    when=refused_with("forbidden"),
    contradicted_by=[provider_was_tried],
    next_steps=[step("List the team's routing rules.", "vercel ai-gateway rules list")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/routing-rules", "vercel/ai pull request 16105"],
)
def routing_rule_denied(seen: Reading) -> Assessment:
    """Teams can deny models by rule; older SDKs call the answer an internal error."""
    error = seen.error
    if error is None or error.rule_id is None:
        flip = seen.confirmed_flip()
        if flip:
            return Excluded("the same request is served once another factor is changed", flip[0])
        return Open("the id of a rule inside the error, or the team's routing rules")
    return Supported(
        "A routing rule of the team denies this request; the answer names the rule.",
        seen.at("baseline", "response/error"),
        basis=Stated(),
        decided_by="the same request at another path, without the deployment headers, and without options",
    )
