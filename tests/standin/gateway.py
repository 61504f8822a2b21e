"""One gateway in use: a request goes in, an answer comes out; what was asked is kept."""

from dataclasses import replace
from typing import Any

from tests.standin.account import Gateway, Model
from tests.standin.answers import Answer, error_body
from tests.standin.deciding import Caller, access_denied, before_planning, identify, unauthorized
from tests.standin.doors import Request
from tests.standin.generation import served
from tests.standin.provider_refusals import Words
from tests.standin.routing import Route, failure, metadata, take_route
from tests.standin.scripting import Script


class RunningGateway:
    """Answers requests, remembers generations, counts what each team has spent."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._script = Script(gateway.rules, gateway.seed)
        self._records: dict[str, dict[str, Any]] = {}
        self._generations = 0
        self._spent: dict[str, int] = {}
        self.exchanges: list[tuple[Request, Answer]] = []

    @property
    def clock_offset_s(self) -> float:
        """How far its clock is from the machine's, in seconds."""
        return self._gateway.clock_offset_s

    def answer(self, request: Request) -> Answer:
        """The scripted answer where a rule fits, else what this gateway would say."""
        known_as, caller = identify(self._gateway, request.bearer)
        request = replace(request, credential=known_as)
        answer = self._script.apply(request, self._ordinary(request, caller))
        self.exchanges.append((request, answer))
        return answer

    def _ordinary(self, request: Request, caller: Caller | None) -> Answer:
        if request.door in {"models", "endpoints", "model"}:
            return self._public(request)
        if request.door == "unknown":
            return Answer(404, error_body("Not found", "not_found"))
        if caller is None:
            return unauthorized()
        if request.door == "credits":
            if caller.team.blocked:
                return access_denied()
            return Answer(200, {"balance": caller.team.balance, "total_used": caller.team.used})
        if request.door == "config":
            return Answer(200, {"models": [_configured(item, request.path) for item in self._gateway.models]})
        if request.door == "record":
            found = self._records.get(request.query.get("id", ""))
            return Answer(200, {"data": found}) if found else Answer(404, error_body("Not found", "not_found"))
        return self._generate(request, caller)

    def _public(self, request: Request) -> Answer:
        if request.door == "models":
            return Answer(
                200, {"object": "list", "data": [_listed(item.id, item.kind) for item in self._gateway.models]}
            )
        found = self._gateway.resolve(request.model)
        if found is None:
            return Answer(404, error_body("Model not found", "model_not_found", {"modelId": request.model}))
        model = found[0]
        if request.door == "model":
            return Answer(200, {"id": model.id, "object": "model", "created": 1_750_000_000, "owned_by": "fake"})
        endpoints = [_endpoint(provider, self._gateway.system.get(provider, "served")) for provider in model.providers]
        return Answer(200, {"data": {"id": model.id, "name": model.name, "created": 1, "endpoints": endpoints}})

    def _generate(self, request: Request, caller: Caller) -> Answer:
        spent = self._spent.get(caller.team.id, 0)
        self._generations += 1
        generation_id = f"gen_FAKE{self._generations:022d}"
        refusal = before_planning(self._gateway, caller, request, spent, generation_id)
        if refusal is not None:
            return refusal
        self._spent[caller.team.id] = spent + 1
        routes: list[Route] = []
        for name in (request.model, *request.names("models")):
            if found := self._gateway.resolve(name):
                routes.append(take_route(self._gateway, caller, request, *found))
                if routes[-1].served_by:
                    break
        told = metadata(self._gateway, request, routes, generation_id)
        last = routes[-1]
        attempt = last.served_by
        if not last.attempts:
            words = f"No providers available for model '{request.model}'"
            return Answer(400, error_body(words, "no_providers_available", None, told))
        if attempt is None:
            status, words, kind, param = failure(last)
            return Answer(status, error_body(words, kind, dict(param), told))
        own = attempt.credential == "byok"
        self._records[generation_id] = _record(generation_id, last.model.id, attempt.provider, own, request.streamed)
        return served(request, last.model.id, generation_id, told)


def _listed(model: str, kind: str) -> dict[str, Any]:
    return {
        "id": model,
        "object": "model",
        "created": 1_750_000_000,
        "released": 1_750_000_000,
        "owned_by": model.partition("/")[0],
        "name": model,
        "description": "",
        "context_window": 128_000,
        "max_tokens": 16_000,
        "type": kind,
        "tags": [],
        "pricing": {"input": "0.0000002", "output": "0.0000008"},
    }


def _endpoint(provider: str, outcome: str | Words) -> dict[str, Any]:
    down = outcome in {"down", "overloaded"}
    return {
        "name": f"{provider} | fake",
        "model_name": "fake",
        "context_length": 128_000,
        "pricing": {"prompt": "0.0000002", "completion": "0.0000008"},
        "provider_name": provider,
        "max_completion_tokens": 16_000,
        "supported_parameters": ["max_tokens"],
        "status": 0,
        "uptime_last_1h": 12.5 if down else 100,
        "uptime_last_1d": 99.1,
    }


def _configured(model: Model, path: str) -> dict[str, Any]:
    version = path.split("/")[1]
    return {
        "id": model.id,
        "name": model.id,
        "specification": {"specificationVersion": version, "provider": "gateway", "modelId": model.id},
        "modelType": model.kind,
    }


def _record(gen: str, model: str, provider: str, own: bool, streamed: bool) -> dict[str, Any]:
    return {
        "id": gen,
        "total_cost": 0 if own else 0.0000021,
        "upstream_inference_cost": 0.0000021 if own else 0,
        "usage": 0 if own else 0.0000021,
        "created_at": "2026-11-24T12:00:00.000Z",
        "model": model,
        "is_byok": own,
        "provider_name": provider,
        "streamed": streamed,
        "finish_reason": "stop",
        "latency": 40,
        "generation_time": 45,
        "native_tokens_prompt": 9,
        "native_tokens_completion": 1,
        "native_tokens_reasoning": 0,
        "native_tokens_cached": 0,
        "native_tokens_cache_creation": 0,
        "billable_web_search_calls": 0,
    }
