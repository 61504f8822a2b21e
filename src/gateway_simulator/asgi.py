"""The simulated gateway as an ASGI app: each endpoint in the order in which the gateway checks."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from email.utils import formatdate
from itertools import count
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route as Path

from gateway_simulator import answer_bodies, faults
from gateway_simulator.conditions import ParsedRequest, Rules, asked, credential_of
from gateway_simulator.doors import AI_SDK_VERSIONS, MESSAGES, PATHS, Door, Wanted
from gateway_simulator.fake_credentials import fake_key, generation_id, team_of_token
from gateway_simulator.provider_choice import Route, Target, candidates, resolve, travel
from gateway_simulator.refusals import BLOCKED, UNAUTHENTICATED, Refused, admit
from gateway_simulator.world import Endpoint, Scenario, Team

Handler = Callable[[Request], Awaitable[Response]]
MAX_BODY = 1_048_576


class Gateway:
    """One scenario, playing. Holds what a gateway remembers: generations, and how often a fault has struck."""

    def __init__(self, scenario: Scenario, latency_ms: float = 0.0) -> None:
        self._scenario = scenario
        self._latency_s = latency_ms / 1000
        self._ids = count(1)
        self._records: dict[tuple[str, str], dict[str, Any]] = {}
        self._faults = Rules(scenario.faults)
        self._refusals = Rules(scenario.refusals)

    def app(self) -> Starlette:
        """The ASGI app. Unknown paths are answered as the platform does, without the gateway's JSON."""
        get = ["GET"]
        routes = [
            Path("/v1/models", self._around("models", self._models), methods=get),
            Path("/v1/models/{creator}/{name}", self._around("model", self._model), methods=get),
            Path("/v1/models/{creator}/{name}/endpoints", self._around("endpoints", self._endpoints), methods=get),
            Path("/v1/credits", self._around("credits", self._credits), methods=get),
            Path("/v1/generation", self._around("generation", self._generation), methods=get),
            Path("/{version:str}/ai/config", self._around("config", self._config), methods=get),
            *(
                Path(path, self._around(door.endpoint, self._generating(door)), methods=["POST"])
                for path, door in PATHS.items()
            ),
        ]
        return Starlette(routes=routes, exception_handlers={404: self._no_such_path, 405: self._wrong_method})

    def _around(self, endpoint: Endpoint, handler: Handler) -> Handler:
        """Latency and faults first, the platform's own headers last."""

        async def answer(request: Request) -> Response:
            if self._latency_s:
                await asyncio.sleep(self._latency_s)
            fault = self._faults.striking(await asked(endpoint, request))
            if fault is not None and faults.is_foreign(fault):
                return await faults.play(fault, request, handler)
            response = await (faults.play(fault, request, handler) if fault is not None else handler(request))
            return self._stamped(response)

        return answer

    def _stamped(self, response: Response) -> Response:
        response.headers["server"] = "Vercel"
        response.headers["date"] = formatdate(time.time() + self._scenario.clock_offset_s, usegmt=True)
        response.headers["x-vercel-id"] = f"iad1::iad1::FAKE-1790000000000-{next(self._ids):012x}"
        return response

    async def _no_such_path(self, _: Request, __: Exception | None = None) -> Response:
        text = "The page could not be found\n\nNOT_FOUND\n"
        return self._stamped(Response(text, 404, {"x-vercel-error": "NOT_FOUND"}, "text/plain"))

    async def _wrong_method(self, _: Request, __: Exception) -> Response:
        return self._stamped(Response(b"", 405))

    async def _models(self, _: Request) -> Response:
        return JSONResponse(answer_bodies.listing_body(self._scenario))

    async def _model(self, request: Request) -> Response:
        return self._of_model(request, answer_bodies.model_body)

    async def _endpoints(self, request: Request) -> Response:
        return self._of_model(request, answer_bodies.endpoints_body)

    def _of_model(self, request: Request, body: Callable[[Target], dict[str, Any]]) -> Response:
        asked_id = f"{request.path_params['creator']}/{request.path_params['name']}"
        target = resolve(self._scenario, asked_id)
        if target is None:
            return _refusal(Refused(404, "model_not_found", f"Model {asked_id} not found", {"modelId": asked_id}), "")
        return JSONResponse(body(target))

    async def _credits(self, request: Request) -> Response:
        team = self._known_team(request)
        if isinstance(team, Refused):
            return _refusal(team, "")
        return JSONResponse({"balance": team.balance, "total_used": team.total_used})

    async def _config(self, request: Request) -> Response:
        version = request.path_params["version"]
        if version not in AI_SDK_VERSIONS:
            return await self._no_such_path(request)
        team = self._known_team(request)
        if isinstance(team, Refused):
            return _refusal(team, "")
        return JSONResponse(answer_bodies.config_body(self._scenario, AI_SDK_VERSIONS[version]))

    async def _generation(self, request: Request) -> Response:
        team = self._known_team(request)
        if isinstance(team, Refused):
            return _refusal(team, "")
        record = self._records.get((team.id, request.query_params.get("id", "")))
        return JSONResponse(record) if record else _refusal(Refused(404, "not_found", "Generation not found"), "")

    def _generating(self, door: Door) -> Handler:
        async def generate(request: Request) -> Response:
            if request.path_params.get("version", "v1") not in AI_SDK_VERSIONS:
                return await self._no_such_path(request)
            response = await self._generate(door, request)
            return _enveloped(response) if door is MESSAGES and response.status_code >= 400 else response

        return generate

    async def _generate(self, door: Door, request: Request) -> Response:
        team = self._team(request)
        if team is None:
            return _refusal(UNAUTHENTICATED, "")
        wanted = door.understand(request, await _json_object(request))
        if wanted is None:
            return _refusal(_bad_body(door.required[0]), "")
        this = await asked(door.endpoint, request)
        outcome = self._outcome(this, wanted, team, _gateway_options(wanted.body))
        return self._answered(team, wanted, outcome)

    def _outcome(self, first: ParsedRequest, wanted: Wanted, team: Team, options: dict[str, Any]) -> Refused | Route:
        target = admit(self._scenario, team, wanted.model, options, wanted.door.makes)
        if isinstance(target, Refused):
            return target
        provider = next(iter(candidates(team, target, options)), None)
        this = replace(first, model=wanted.model, streaming=wanted.streaming, provider=provider, options=options)
        rule = self._refusals.striking(this)
        if rule is not None:
            return Refused(rule.status, rule.type, rule.message, rule.param, target if rule.routing else None)
        return travel(self._scenario, team, target, options)

    def _answered(self, team: Team, wanted: Wanted, outcome: Refused | Route) -> Response:
        number = generation_id(next(self._ids))
        if isinstance(outcome, Refused):
            return _refusal(outcome, number)
        if not outcome.attempts:
            return JSONResponse(answer_bodies.no_providers_body(), 400)
        if outcome.served is None:
            status, failed = answer_bodies.upstream_error_body(outcome, number)
            return JSONResponse(failed, status)
        self._records[team.id, number] = answer_bodies.record_body(outcome, number, streamed=wanted.streaming)
        if wanted.streaming and wanted.door.events is not None:
            return StreamingResponse(wanted.door.events(wanted, outcome, number), media_type="text/event-stream")
        return JSONResponse(wanted.door.whole(wanted, outcome, number))

    def _known_team(self, request: Request) -> Team | Refused:
        team = self._team(request)
        if team is None:
            return UNAUTHENTICATED
        return BLOCKED if team.blocked else team

    def _team(self, request: Request) -> Team | None:
        """The team behind the credential, or None. One answer for unknown, revoked and expired."""
        token = credential_of(request)
        if token is None:
            return None
        for name, key in self._scenario.keys.items():
            if token == fake_key(name):
                return self._scenario.teams[key.team] if key.state == "active" else None
        team = team_of_token(self._scenario, token, time.time()) if token.count(".") == 2 else None
        return self._scenario.teams[team] if team else None


def _refusal(no: Refused, generation: str) -> Response:
    return JSONResponse(answer_bodies.error_body(no, generation), no.status)


def _bad_body(path: str) -> Refused:
    issue = {
        "code": "invalid_type",
        "expected": "array",
        "received": "undefined",
        "path": [path],
        "message": "Required",
    }
    return Refused(400, "invalid_request_error", "Invalid request", [issue])


async def _json_object(request: Request) -> Any:
    raw = await request.body()
    try:
        return json.loads(raw) if len(raw) <= MAX_BODY else None
    except (ValueError, RecursionError):
        return None


def _enveloped(response: Response) -> Response:
    """An error as Anthropic's clients expect it: with a type of its own around it."""
    return JSONResponse({"type": "error", **json.loads(bytes(response.body))}, response.status_code)


def _gateway_options(body: dict[str, Any]) -> dict[str, Any]:
    options = body.get("providerOptions")
    gateway = options.get("gateway") if isinstance(options, dict) else None
    return gateway if isinstance(gateway, dict) else {}
