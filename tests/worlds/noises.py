"""What happens to a refusal on its way without its meaning being another: fields that go, come, move or are worded anew."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.standin import Answer, Rule, Where
from tests.standin.doors import Request
from tests.worlds import parts

Change = Callable[[dict[str, Any]], Any]
NEUTRAL = "The request could not be completed (reference 7f3a)."


@dataclass(frozen=True)
class Noise:
    """A change of every refused generation, or of every answer. What it leaves of the gateway's word is said by `keeps`."""

    name: str
    rule: Rule
    keeps: frozenset[str] = frozenset({"type", "param", "words", "status"})
    harmless: bool = False
    """The refusal can be read as before, to the last word that decides."""


def _edited(change: Change, status: int | None = None) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status < 400 or not isinstance(ordinary.body, dict):
            return ordinary
        body = change(json.loads(json.dumps(ordinary.body)))
        return replace(ordinary, body=body, status=status or ordinary.status)

    return Rule(Where("generate"), answer)


def _bare(body: dict[str, Any]) -> Any:
    return {"error": body["error"]}


def _with_more(body: dict[str, Any]) -> Any:
    error = body["error"]
    if not isinstance(error, dict):
        return body
    gateway = body.get("providerMetadata", {}).get("gateway", {})
    routing = {**gateway.get("routing", {}), "fallbacksAvailable": None, "experiments": [{"arm": 3}], "region": "fra1"}
    return {
        "requestId": "req_FAKE",
        "object": "error",
        "error": {**error, "docs": None, "severity": "ERROR", "details": [{"reason": "POLICY"}]},
        "providerMetadata": {"gateway": {**gateway, "routing": routing, "cost": None, "tier": None}, "openai": {}},
        "warnings": [],
    }


def _reworded(body: dict[str, Any]) -> Any:
    error = body["error"]
    if not isinstance(error, dict):
        return {**body, "error": NEUTRAL}
    param = error.get("param")
    if isinstance(param, dict) and "message" in param:
        param = {**param, "message": NEUTRAL}
    return {**body, "error": {**error, "message": NEUTRAL, **({} if param is None else {"param": param})}}


def _as_code(body: dict[str, Any]) -> Any:
    error = body["error"]
    if not isinstance(error, dict):
        return {"error": {"message": error, "type": None, "code": body.get("type")}}
    return {**body, "error": {**error, "type": None, "code": error["type"]}}


def _as_text(body: dict[str, Any]) -> Any:
    error = body["error"]
    return {"error": error["message"], "type": error["type"]} if isinstance(error, dict) else body


def _as_anthropic(body: dict[str, Any]) -> Any:
    return {"type": "error", **body}


def _zipped(_request: Request, ordinary: Answer) -> Answer:
    if ordinary.silent or isinstance(ordinary.body, bytes | str | tuple):
        return ordinary
    content, kind = ordinary.encoded()
    return replace(
        ordinary,
        body=gzip.compress(content),
        headers={**ordinary.headers, "content-type": kind, "content-encoding": "gzip"},
    )


ALL = frozenset({"type", "param", "words", "status"})
NOISES = (
    Noise("without routing and ids", _edited(_bare), harmless=True),
    Noise("with fields that nobody knows", _edited(_with_more), harmless=True),
    Noise("zipped", Rule(parts.EVERYTHING, _zipped), harmless=True),
    Noise("in neutral words", _edited(_reworded), ALL - {"words"}),
    Noise("with the type as a code", _edited(_as_code), ALL - {"type"}),
    Noise("with a text for an error", _edited(_as_text), ALL - {"param"}),
    Noise("in the form of Anthropic", _edited(_as_anthropic)),
    Noise("under the status 400", _edited(lambda body: body, 400), ALL - {"status"}),
    Noise("under the status 422", _edited(lambda body: body, 422), ALL - {"status"}),
    Noise(
        "on HTTP/1.0, through a proxy that adds its name",
        Rule(
            parts.EVERYTHING,
            lambda _request, ordinary: replace(ordinary, version="1.0").with_headers(via="1.0 cache.example"),
        ),
    ),
    Noise(
        "through a proxy that takes the edge's headers off",
        Rule(parts.EVERYTHING, lambda _request, ordinary: replace(ordinary, by_gateway=False)),
    ),
)
