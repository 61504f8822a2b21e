"""Bodies of the gateway's answers, in the shapes that the real clients read."""

from typing import Any

from gateway_simulator.provider_choice import Route, Target, metadata, refusal_metadata
from gateway_simulator.refusals import Refused
from gateway_simulator.world import Scenario

_PRICING = {"input": "0.00000075", "output": "0.0000045"}
_CREATED = 1_770_000_000
_UPTIMES = ("uptime_last_15m", "uptime_last_1h", "uptime_last_1d")


def error_body(no: Refused, generation_id: str) -> dict[str, Any]:
    """An error, with the bare routing object where the model had been looked up."""
    body: dict[str, Any] = {"error": {"message": no.message, "type": no.type, "param": no.param, "code": None}}
    if no.target is not None:
        body["providerMetadata"] = {"gateway": refusal_metadata(no.target, generation_id)}
    return body


def no_providers_body() -> dict[str, Any]:
    """Said when no provider is left to try; `error` is a plain string here (gateway docs, zero data retention)."""
    text = "No providers are available for this model that satisfy the request."
    return {"error": text, "type": "no_providers_available", "statusCode": 400}


def upstream_error_body(route: Route, generation_id: str) -> tuple[int, dict[str, Any]]:
    """A provider's failure passed on under the SDK's class name, with every attempt."""
    attempt = route.failed or {}
    status = attempt.get("statusCode", 500)
    error = {
        "message": attempt.get("error", ""),
        "type": "AI_APICallError",
        "param": {"statusCode": status},
        "code": None,
    }
    return status, {"error": error, "providerMetadata": {"gateway": metadata(route, generation_id)}}


def record_body(route: Route, generation_id: str, *, streamed: bool) -> dict[str, Any]:
    """What was recorded of a completed generation."""
    served = route.served or {}
    own = served.get("credentialType") == "byok"
    numbers = dict.fromkeys(
        (
            "native_tokens_reasoning",
            "native_tokens_cached",
            "native_tokens_cache_creation",
            "billable_web_search_calls",
        ),
        0,
    )
    cost = 0 if own else 0.0000157
    data = {
        "id": generation_id,
        "total_cost": cost,
        "upstream_inference_cost": 0.0000157 if own else 0,
        "usage": cost,
        "created_at": "2026-01-01T00:00:00.000Z",
        "model": route.model,
        "is_byok": own,
        "provider_name": served.get("provider"),
        "streamed": streamed,
        "finish_reason": "stop",
        "latency": 200,
        "generation_time": 400,
        "tokens_prompt": 9,
        "tokens_completion": 2,
        "native_tokens_prompt": 9,
        "native_tokens_completion": 2,
        **numbers,
    }
    return {"data": data}


def config_body(scenario: Scenario, version: str) -> dict[str, Any]:
    """The SDK's list of models; it refuses another specification version than its own."""
    models = [
        {
            "id": slug,
            "name": slug.split("/")[1],
            "description": "simulated",
            "pricing": _PRICING,
            "specification": {"specificationVersion": version, "provider": slug.split("/")[0], "modelId": slug},
            "modelType": model.type,
        }
        for slug, model in scenario.models.items()
    ]
    return {"models": models}


def listing_body(scenario: Scenario) -> dict[str, Any]:
    """The public list of models."""
    data = [
        {
            "id": slug,
            "object": "model",
            "created": _CREATED,
            "released": _CREATED,
            "owned_by": slug.split("/")[0],
            "name": slug.split("/")[1],
            "description": "simulated",
            "context_window": 128_000,
            "max_tokens": 16_384,
            "type": model.type,
            "tags": [],
            "pricing": _PRICING,
        }
        for slug, model in scenario.models.items()
    ]
    return {"object": "list", "data": data}


def model_body(target: Target) -> dict[str, Any]:
    """One model, in OpenAI's short form."""
    return {"id": target.slug, "object": "model", "created": _CREATED, "owned_by": target.slug.split("/")[0]}


def endpoints_body(target: Target) -> dict[str, Any]:
    """The providers of one model, with their health: the only public sign of a route that is down."""
    endpoints = [
        {
            "name": f"{name} | {target.slug}",
            "model_name": target.slug,
            "context_length": 128_000,
            "pricing": {"prompt": _PRICING["input"], "completion": _PRICING["output"]},
            "provider_name": name,
            "max_completion_tokens": 16_384,
            "supported_parameters": ["max_tokens"],
            "status": 0,
            **dict.fromkeys(_UPTIMES, 62.5 if name in target.model.down else 99.9),
            "throughput_last_1h": {"p50": 120, "p95": 180},
            "latency_last_1h": {"p50": 400, "p95": 900},
            "supports_implicit_caching": False,
        }
        for name in target.model.providers
    ]
    data = {
        "id": target.slug,
        "name": target.slug.split("/")[1],
        "created": _CREATED,
        "released": _CREATED,
        "description": "simulated",
        "architecture": {
            "tokenizer": None,
            "instruct_type": None,
            "modality": "text→text",
            "input_modalities": ["text"],
            "output_modalities": ["text"],
        },
        "endpoints": endpoints,
    }
    return {"data": data}
