"""The designs of the experiments: each repeats the baseline with exactly one factor changed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.experiments.design import Design, Request
from gateway_probe.experiments.forms import FORMS, SHAPED
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Generation


def _oidc(situation: Situation) -> Request | str:
    if situation.authorization.use == "oidc":
        return "the baseline itself used the OIDC token"
    if situation.oidc is None:
        return "no usable OIDC token is here"
    # A second key stays where it is: one thing is changed.
    return situation.asked, replace(situation.oidc, beside=situation.authorization.beside)


def _no_headers(situation: Situation) -> Request | str:
    if not situation.asked.deployment_headers:
        return "the baseline carried no deployment headers"
    return replace(situation.asked, deployment_headers={}), situation.authorization


def _oidc_without_headers(situation: Situation) -> Request | str:
    changed = _oidc(situation)
    if isinstance(changed, str):
        return changed
    if not situation.asked.deployment_headers:
        return "the baseline carried no deployment headers"
    return replace(situation.asked, deployment_headers={}), changed[1]


def _all_headers(situation: Situation) -> Request | str:
    if situation.asked.deployment_headers:
        return "the baseline carried them already"
    if not situation.deployment_headers:
        return "this place has no deployment headers to send"
    return replace(situation.asked, deployment_headers=situation.deployment_headers), situation.authorization


def _project_header(situation: Situation) -> Request | str:
    headers = {**situation.deployment_headers, **situation.asked.deployment_headers}
    project = headers.get("ai-o11y-project-id")
    if project is None:
        return "this place has no project id to send"
    if len(situation.asked.deployment_headers) == 1:
        return "the baseline carried the project id alone"
    return replace(situation.asked, deployment_headers={"ai-o11y-project-id": project}), situation.authorization


def _other_provider(situation: Situation) -> Request | str:
    routing = situation.baseline.routing
    used = {situation.provider, *(attempt.provider for _, attempt in (routing.attempts() if routing else ()))}
    other = next((provider for provider in situation.providers if provider not in used), None)
    if other is None:
        return "the gateway offers no other provider for the model"
    return _with_gateway_options(situation, {**situation.gateway_options, "only": [other]}), situation.authorization


def _no_options(situation: Situation) -> Request | str:
    if not situation.asked.provider_options:
        return "no provider options are set"
    return replace(situation.asked, provider_options=None), situation.authorization


def _request_byok(situation: Situation) -> Request | str:
    if not situation.request_byok:
        return "no request-scoped credential was supplied (GATEWAY_PROBE_BYOK)"
    return _with_gateway_options(
        situation, {**situation.gateway_options, "byok": situation.request_byok}
    ), situation.authorization


def _streaming(situation: Situation) -> Request | str:
    if situation.asked.streaming != situation.asked.row.streams:
        return "the baseline was asked in the one way that is wanted"
    return replace(situation.asked, streaming=not situation.asked.streaming), situation.authorization


def _other_model(situation: Situation, model: str) -> Request | str:
    if model == situation.asked.model:
        return "it is the model of the baseline"
    # The app's filters are for the app's model; left in, they would change a second thing. Both other models speak.
    return replace(situation.asked, model=model, provider_options=None, modality="language"), situation.authorization


def _with_gateway_options(situation: Situation, gateway: Mapping[str, Any]) -> Generation:
    return replace(
        situation.asked, provider_options={**(situation.asked.provider_options or {}), "gateway": dict(gateway)}
    )


DESIGNS: dict[ExperimentId, Design] = {
    design.id: design
    for design in (
        Design(
            id="baseline-repeat",
            factor="none",
            level="none",
            question="Does the baseline give the same answer once more?",
            change=lambda situation: (situation.asked, situation.authorization),
        ),
        Design(
            id="headers-none",
            factor="deployment-headers",
            level="none",
            question="Is the same request served without the deployment headers?",
            change=_no_headers,
        ),
        Design(
            id="headers-all",
            factor="deployment-headers",
            level="all",
            question="Is the same request refused once the deployment headers are sent?",
            change=_all_headers,
        ),
        Design(
            id="headers-project",
            factor="deployment-headers",
            level="project-id",
            question="Is it the project id alone that changes the answer?",
            change=_project_header,
        ),
        Design(
            id="credential-oidc",
            factor="credential",
            level="oidc",
            question="Is the same request served with the deployment's own OIDC token?",
            change=_oidc,
        ),
        Design(
            id="credential-and-headers",
            factor="credential-and-headers",
            level="oidc, none",
            question="Is the request served with the OIDC token and without the deployment headers?",
            change=_oidc_without_headers,
        ),
        Design(
            id="byok-request",
            factor="credential-source",
            level="request",
            question="Is the request served with a provider credential of its own?",
            change=_request_byok,
        ),
        *FORMS,
        Design(
            id="options-none",
            factor="options",
            level="none",
            question="Is the same request served without the app's provider options?",
            change=_no_options,
        ),
        Design(
            id="route-other",
            factor="provider-route",
            level="other",
            question="Is the model served by another provider?",
            change=_other_provider,
        ),
        Design(
            id="streaming",
            factor="streaming",
            level="the other",
            question="Is the same request served in the other way, streamed to its end or as one plain answer?",
            change=_streaming,
        ),
        Design(
            id="model-control",
            factor="model",
            level="control",
            question="Is a model that is open to every tier served?",
            change=lambda situation: _other_model(situation, situation.control_model),
        ),
        Design(
            id="model-tier",
            factor="model",
            level="tier-oracle",
            question="Is a model that is reserved for the paid tier served?",
            change=lambda situation: _other_model(situation, situation.tier_model),
        ),
        *SHAPED,
    )
}
"""In the order in which a flip is confirmed where several were found: the more telling first."""


OTHER_CLIENTS: tuple[Design, ...] = tuple(
    Design(
        id=name,
        factor="client",
        level="another",
        question="Is the request served that another client would send from here?",
        change=lambda _: "another client's request is made from its own row and credential",
    )
    for name in ("other-client-1", "other-client-2", "other-client-3")
)
"""One for each further client that the place is set up for."""
