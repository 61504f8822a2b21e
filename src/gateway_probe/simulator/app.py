"""The simulated gateway as an ASGI app: each endpoint in the order in which the gateway checks."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from email.utils import formatdate
from itertools import count
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route as Path

from gateway_probe.simulator import answers, faults
from gateway_probe.simulator.admission import BLOCKED, UNAUTHENTICATED, No, admit
from gateway_probe.simulator.conditions import Asked, asked, holds
from gateway_probe.simulator.routing import Route, Target, resolve, travel
from gateway_probe.simulator.tokens import fake_key, generation_id, team_of_token
from gateway_probe.simulator.world import Endpoint, Scenario, Team

Handler = Callable[[Request], Awaitable[Response]]
MAX_BODY = 1_048_576


class Gateway:
    """One scenario, playing. Holds what a gateway remembers: generations, and how often a fault has struck."""

    def __init__(self, scenario: Scenario, latency_ms: float = 0.0) -> None:
        self._scenario = scenario
        self._latency_s = latency_ms / 1000
        self._ids = count(1)
        self._records: dict[str, dict[str, Any]] = {}
        self._struck: dict[int, int] = {}

    def app(self) -> Starlette:
        """The ASGI app. Unknown paths are answered as the platform does, without the gateway's JSON."""
        get = ["GET"]
        routes = [
            Path("/v1/models", self._around("models", self._models), methods=get),
            Path("/v1/models/{creator}/{name}/endpoints", self._around("endpoints", self._endpoints), methods=get),
            Path("/v1/credits", self._around("credits", self._credits), methods=get),
            Path("/v1/generation", self._around("generation", self._generation), methods=get),
            Path("/{version:str}/ai/config", self._around("config", self._config), methods=get),
            Path(
                "/{version:str}/ai/language-model",
                self._around("language-model", self._language_model),
                methods=["POST"],
            ),
            Path("/v1/chat/completions", self._around("chat-completions", self._completion), methods=["POST"]),
        ]
        return Starlette(routes=routes, exception_handlers={404: _platform_404, 405: _platform_405})

    def _around(self, endpoint: Endpoint, handler: Handler) -> Handler:
        """Latency and faults first, the platform's own headers last."""

        async def answer(request: Request) -> Response:
            if self._latency_s:
                await asyncio.sleep(self._latency_s)
            fault = self._fault(asked(endpoint, request))
            if fault is not None and fault.kind in faults.FOREIGN:
                return await faults.play(fault, request)
            response = await (faults.play(fault, request) if fault is not None else handler(request))
            response.headers["server"] = "Vercel"
            response.headers["date"] = formatdate(time.time() + self._scenario.clock_offset_s, usegmt=True)
            response.headers["x-vercel-id"] = f"iad1::iad1::FAKE-{next(self._ids):024d}"
            return response

        return answer

    def _fault(self, this: Asked) -> Any:
        for index, fault in enumerate(self._scenario.faults):
            if holds(fault.when, this) and (fault.times is None or self._struck.get(index, 0) < fault.times):
                self._struck[index] = self._struck.get(index, 0) + 1
                return fault
        return None

    async def _models(self, _: Request) -> Response:
        return JSONResponse(answers.listing_body(self._scenario))

    async def _endpoints(self, request: Request) -> Response:
        asked_id = f"{request.path_params['creator']}/{request.path_params['name']}"
        target = resolve(self._scenario, asked_id)
        if target is None:
            return _refusal(No(404, "model_not_found", f"Model {asked_id} not found", {"modelId": asked_id}), "")
        return JSONResponse(answers.endpoints_body(target))

    async def _credits(self, request: Request) -> Response:
        team = self._team(request)
        if team is None:
            return _refusal(UNAUTHENTICATED, "")
        if team.blocked:
            return _refusal(BLOCKED, "")
        return JSONResponse({"balance": team.balance, "total_used": team.total_used})

    async def _config(self, request: Request) -> Response:
        version = request.path_params["version"]
        if version not in {"v3", "v4"}:
            return await _platform_404(request, None)
        if self._team(request) is None:
            return _refusal(UNAUTHENTICATED, "")
        return JSONResponse(answers.config_body(self._scenario, version))

    async def _generation(self, request: Request) -> Response:
        if self._team(request) is None:
            return _refusal(UNAUTHENTICATED, "")
        record = self._records.get(request.query_params.get("id", ""))
        return JSONResponse(record) if record else _refusal(No(404, "not_found", "Generation not found"), "")

    async def _language_model(self, request: Request) -> Response:
        if request.path_params["version"] not in {"v3", "v4"}:
            return await _platform_404(request, None)
        team = self._team(request)
        if team is None:
            return _refusal(UNAUTHENTICATED, "")
        body = await _json_object(request, "prompt")
        model = request.headers.get("ai-language-model-id", "")
        if body is None or not model:
            return _refusal(_bad_body("prompt"), "")
        streaming = request.headers.get("ai-language-model-streaming") == "true"
        options = _gateway_options(body)
        outcome = self._outcome("language-model", request, team, model, options, streaming=streaming)
        return self._answered(outcome, answers.language_model_body, answers.language_model_events, streaming=streaming)

    async def _completion(self, request: Request) -> Response:
        team = self._team(request)
        if team is None:
            return _refusal(UNAUTHENTICATED, "")
        body = await _json_object(request, "messages")
        if body is None or not isinstance(body.get("model"), str):
            return _refusal(_bad_body("model"), "")
        streaming = body.get("stream") is True
        options = _gateway_options(body)
        outcome = self._outcome("chat-completions", request, team, body["model"], options, streaming=streaming)
        return self._answered(outcome, answers.completion_body, answers.completion_events, streaming=streaming)

    def _outcome(
        self, endpoint: Endpoint, request: Request, team: Team, model: str, options: dict[str, Any], *, streaming: bool
    ) -> No | Route:
        target = admit(self._scenario, team, model, options)
        if isinstance(target, No):
            return target
        first = asked(endpoint, request)
        this = Asked(endpoint, first.headers, first.credential, model, streaming, options)
        return self._refused_by_rule(this, target) or travel(team, target, options)

    def _refused_by_rule(self, this: Asked, target: Target) -> No | None:
        for rule in self._scenario.refusals:
            if holds(rule.when, this):
                return No(rule.status, rule.type, rule.message, rule.param, target if rule.routing else None)
        return None

    def _answered(
        self,
        outcome: No | Route,
        body: Callable[[Route, str], dict[str, Any]],
        events: Callable[[Route, str], Iterator[str]],
        *,
        streaming: bool,
    ) -> Response:
        number = generation_id(next(self._ids))
        if isinstance(outcome, No):
            return _refusal(outcome, number)
        if outcome.served is None:
            status, failed = answers.upstream_error_body(outcome, number)
            return JSONResponse(failed, status)
        self._records[number] = answers.record_body(outcome, number, streamed=streaming)
        if streaming:
            return StreamingResponse(events(outcome, number), media_type="text/event-stream")
        return JSONResponse(body(outcome, number))

    def _team(self, request: Request) -> Team | None:
        """The team behind the bearer, or None. One answer for unknown, revoked and expired."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        for name, key in self._scenario.keys.items():
            if token == fake_key(name):
                return self._scenario.teams[key.team] if key.state == "active" else None
        team = team_of_token(self._scenario, token, time.time()) if token.count(".") == 2 else None
        return self._scenario.teams[team] if team else None


def _refusal(no: No, generation: str) -> Response:
    return JSONResponse(answers.error_body(no, generation), no.status)


def _bad_body(path: str) -> No:
    issue = {
        "code": "invalid_type",
        "expected": "array",
        "received": "undefined",
        "path": [path],
        "message": "Required",
    }
    return No(400, "invalid_request_error", "Invalid request", [issue])


async def _json_object(request: Request, required: str) -> dict[str, Any] | None:
    raw = await request.body()
    try:
        body = json.loads(raw) if len(raw) <= MAX_BODY else None
    except ValueError:
        return None
    return body if isinstance(body, dict) and isinstance(body.get(required), list) else None


def _gateway_options(body: dict[str, Any]) -> dict[str, Any]:
    options = body.get("providerOptions")
    gateway = options.get("gateway") if isinstance(options, dict) else None
    return gateway if isinstance(gateway, dict) else {}


async def _platform_404(_: Request, __: Exception | None) -> Response:
    return Response("The page could not be found\n\nNOT_FOUND\n", 404, {"x-vercel-error": "NOT_FOUND"}, "text/plain")


async def _platform_405(_: Request, __: Exception) -> Response:
    return Response(b"", 405)
