"""A request as it came over the wire, read the way each door of the gateway reads it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

_AI_SDK = re.compile(r"/v(\d)/ai/(language|embedding)-model")
_OPENAI = {
    "/v1/chat/completions": "chat-completions",
    "/v1/responses": "responses",
    "/v1/messages": "messages",
    "/v1/embeddings": "embeddings",
}


@dataclass(frozen=True)
class Request:
    """One request. `credential` is filled in by the gateway, which alone knows whose it is."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any = None
    broken: bool = False
    query: Mapping[str, str] = field(default_factory=dict)
    door: str = "unknown"
    protocol: str = ""
    version: int = 1
    model: str = ""
    streamed: bool = False
    bearer: str = ""
    credential: str = "none"
    connection: int = 0
    """Which of all connections it came by, from 0."""
    turn: int = 1
    """Which request of its connection it is."""

    @property
    def names_deployment(self) -> bool:
        """At least one of the AI SDK's five headers came along."""
        return any(name.startswith("ai-o11y-") for name in self.headers)

    @property
    def options(self) -> dict[str, Any]:
        """`providerOptions` of the body; every door has them at its top."""
        options = self.body.get("providerOptions") if isinstance(self.body, dict) else None
        return options if isinstance(options, dict) else {}

    @property
    def gateway_options(self) -> dict[str, Any]:
        """`providerOptions.gateway`."""
        options = self.options.get("gateway")
        return options if isinstance(options, dict) else {}

    @property
    def sent(self) -> str:
        """All that was sent, as one text: two requests with the same text are the same request."""
        return json.dumps([self.method, self.path, sorted(self.headers.items()), self.body], sort_keys=True)

    def names(self, key: str) -> list[str]:
        """A list of names among the gateway options."""
        value = self.gateway_options.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def read_request(method: str, target: str, headers: Mapping[str, str], content: bytes) -> Request:
    """Which door was knocked at, for which model, with which credential."""
    url = urlsplit(target)
    path = url.path
    body, broken = _json(content)
    common: dict[str, Any] = {
        "method": method,
        "path": path,
        "headers": headers,
        "body": body,
        "broken": broken,
        "query": {name: values[0] for name, values in parse_qs(url.query).items()},
        "bearer": _bearer(headers),
    }
    if sdk := _AI_SDK.fullmatch(path):
        kind = "ai-sdk" if sdk[2] == "language" else "ai-sdk-embedding"
        model = headers.get("ai-language-model-id") or headers.get("ai-model-id") or ""
        streamed = headers.get("ai-language-model-streaming") == "true"
        return Request(**common, door="generate", protocol=kind, version=int(sdk[1]), model=model, streamed=streamed)
    if path in _OPENAI:
        fields = body if isinstance(body, dict) else {}
        asked = fields.get("model")
        model = asked if isinstance(asked, str) else ""
        return Request(
            **common, door="generate", protocol=_OPENAI[path], model=model, streamed=fields.get("stream") is True
        )
    return Request(**common, door=_other_door(path), model=_model_in(path))


def _other_door(path: str) -> str:
    if re.fullmatch(r"/v\d/ai/config", path):
        return "config"
    if path == "/v1/models":
        return "models"
    if path.startswith("/v1/models/"):
        return "endpoints" if path.endswith("/endpoints") else "model"
    return {"/v1/credits": "credits", "/v1/generation": "record"}.get(path, "unknown")


def _model_in(path: str) -> str:
    return path.removeprefix("/v1/models/").removesuffix("/endpoints") if path.startswith("/v1/models/") else ""


def _bearer(headers: Mapping[str, str]) -> str:
    for name in ("x-ai-gateway-api-key", "authorization", "x-api-key"):
        value = headers.get(name, "").strip()
        if value:
            # Anthropic's header holds the bare key.
            return value[7:].strip() if name != "x-api-key" and value[:7].lower() == "bearer " else value
    return ""


def _json(content: bytes) -> tuple[Any, bool]:
    if not content:
        return None, False
    try:
        return json.loads(content), False
    except ValueError:
        return None, True
