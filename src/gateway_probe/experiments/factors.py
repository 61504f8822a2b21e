"""The factors: each experiment repeats the baseline with exactly one thing changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Authorization, Generation

Request = tuple[Generation, Authorization]


@dataclass(frozen=True)
class Factor:
    """One experiment: the question it answers, what it changes, when it is worth asking, and what it costs.

    `change` gives the request, or a text saying why the question cannot be asked here.
    """

    id: str
    factor: str
    level: str
    question: str
    when: str
    change: Callable[[Situation], Request | str]
    cost: Literal["metered"] = "metered"


def _oidc(situation: Situation) -> Request | str:
    if situation.authorization.use == "oidc":
        return "the baseline itself used the OIDC token"
    if situation.oidc is None:
        return "no usable OIDC token is here"
    return situation.asked, situation.oidc


def _no_headers(situation: Situation) -> Request | str:
    if not situation.asked.deployment_headers:
        return "the baseline carried no deployment headers"
    return replace(situation.asked, deployment_headers={}), situation.authorization


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


def _chat_completions(situation: Situation) -> Request | str:
    if situation.asked.protocol == "chat-completions":
        return "the baseline used this protocol"
    return replace(situation.asked, protocol="chat-completions"), situation.authorization


def _ai_sdk(situation: Situation) -> Request | str:
    if situation.asked.protocol != "chat-completions":
        return "the baseline used this protocol"
    return replace(situation.asked, protocol="v4"), situation.authorization


def _other_provider(situation: Situation) -> Request | str:
    used = {situation.provider, *(attempted for attempted in _attempted(situation))}
    other = next((provider for provider in situation.providers if provider not in used), None)
    if other is None:
        return "the gateway offers no other provider for the model"
    return _with_gateway_options(situation, {**situation.gateway_options, "only": [other]}), situation.authorization


def _no_options(situation: Situation) -> Request | str:
    if not situation.asked.provider_options:
        return "no provider options are set"
    return replace(situation.asked, provider_options=None), situation.authorization


def _control_model(situation: Situation) -> Request | str:
    return _other_model(situation, situation.control_model)


def _tier_model(situation: Situation) -> Request | str:
    return _other_model(situation, situation.tier_model)


def _request_byok(situation: Situation) -> Request | str:
    if not situation.request_byok:
        return "no request-scoped credential was supplied (GATEWAY_PROBE_BYOK)"
    return _with_gateway_options(
        situation, {**situation.gateway_options, "byok": situation.request_byok}
    ), situation.authorization


def _streaming(situation: Situation) -> Request | str:
    if situation.asked.streaming:
        return "the baseline itself was streamed"
    return replace(situation.asked, streaming=True), situation.authorization


def _other_model(situation: Situation, model: str) -> Request | str:
    if model == situation.asked.model:
        return "it is the model of the baseline"
    # The app's filters are for the app's model; left in, they would change a second thing.
    return replace(situation.asked, model=model, provider_options=None), situation.authorization


def _repeat(situation: Situation) -> Request | str:
    return situation.asked, situation.authorization


def _with_gateway_options(situation: Situation, gateway: Mapping[str, Any]) -> Generation:
    return replace(
        situation.asked, provider_options={**(situation.asked.provider_options or {}), "gateway": dict(gateway)}
    )


def _attempted(situation: Situation) -> list[str]:
    routing = situation.baseline.routing
    attempts = [attempt for model in routing.model_attempts for attempt in model.provider_attempts] if routing else []
    return [attempt.provider for attempt in attempts if attempt.provider]


FACTORS: dict[str, Factor] = {
    factor.id: factor
    for factor in (
        Factor(
            "baseline-repeat",
            "none",
            "none",
            "Does the baseline give the same answer once more?",
            "after a flip, and after a server error",
            _repeat,
        ),
        Factor(
            "credential-oidc",
            "credential",
            "oidc",
            "Is the same request served with the deployment's own OIDC token?",
            "a refusal that the key's team could explain",
            _oidc,
        ),
        Factor(
            "headers-none",
            "deployment-headers",
            "none",
            "Is the same request served without the deployment headers?",
            "a refusal on Vercel that the tier does not explain",
            _no_headers,
        ),
        Factor(
            "headers-all",
            "deployment-headers",
            "all",
            "Is the same request refused once the deployment headers are sent?",
            "a local refusal with a deployed run's headers at hand",
            _all_headers,
        ),
        Factor(
            "headers-project",
            "deployment-headers",
            "project-id",
            "Is it the project id alone that changes the answer?",
            "once taking all headers off has flipped the answer",
            _project_header,
        ),
        Factor(
            "protocol-chat",
            "protocol",
            "chat-completions",
            "Is the same request served on the OpenAI-compatible path?",
            "a failure or refusal of unknown kind",
            _chat_completions,
        ),
        Factor(
            "protocol-sdk",
            "protocol",
            "v4",
            "Is the same request served on the AI SDK's path?",
            "the same, where the baseline is a chat completion",
            _ai_sdk,
        ),
        Factor(
            "route-other",
            "provider-route",
            "other",
            "Is the model served by another provider?",
            "a provider has failed",
            _other_provider,
        ),
        Factor(
            "model-control",
            "model",
            "control",
            "Is a model that is open to every tier served?",
            "the model, its tier or its route may be the cause",
            _control_model,
        ),
        Factor(
            "model-tier",
            "model",
            "tier-oracle",
            "Is a model that is reserved for the paid tier served?",
            "BYOK was refused: this refusal proves the free tier",
            _tier_model,
        ),
        Factor(
            "options-none",
            "options",
            "none",
            "Is the same request served without the app's provider options?",
            "a filter, an order or zero data retention may be the cause",
            _no_options,
        ),
        Factor(
            "byok-request",
            "credential-source",
            "request",
            "Is the request served with a provider credential of its own?",
            "a provider refused the stored credential, or BYOK was refused",
            _request_byok,
        ),
        Factor(
            "streaming",
            "streaming",
            "on",
            "Is the same request served as a stream, to its end?",
            "on request (`experiments=all`)",
            _streaming,
        ),
    )
}
