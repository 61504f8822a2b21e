"""The requests that the AI SDK sends, written out: header by header, byte by byte.

Source for every header, its value and its place: the packages `@ai-sdk/gateway` 3.0.232 and 4.0.146 with `ai`
6.0.326 and 7.0.173, recorded as they talked to a server on loopback (`tests/contract/recorded`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import SecretStr

from gateway_probe import __version__
from gateway_probe.document.exchange import CredentialUse, Request

USER_AGENT = f"gateway-probe/{__version__}"
PROMPT = "ping"
MAX_OUTPUT_TOKENS = 16
"""The least that every provider takes: OpenAI's Responses API refuses fewer."""

Protocol = Literal["v4", "v3", "chat-completions"]

# What Node's fetch adds after the SDK's own headers.
_FETCH_HEADERS = (
    ("accept", "*/*"),
    ("accept-language", "*"),
    ("sec-fetch-mode", "cors"),
    ("accept-encoding", "gzip, deflate"),
)


@dataclass(frozen=True)
class Authorization:
    """A credential and how the SDK announces it."""

    use: CredentialUse
    method: Literal["api-key", "oidc"]
    secret: SecretStr = field(repr=False)


@dataclass(frozen=True)
class WireRequest:
    """A request ready to be sent, and the facts that the Document shows of it."""

    facts: Request
    path: str
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Generation:
    """One small generation: every choice that an experiment can change."""

    model: str
    protocol: Protocol = "v4"
    deployment_headers: Mapping[str, str] = field(default_factory=dict)
    provider_options: Mapping[str, Any] | None = field(default=None, repr=False)
    streaming: bool = False


def look_up(path: str, authorization: Authorization | None, base_url: str) -> WireRequest:
    """A GET as the SDK's helpers send it; without a credential where the endpoint needs none."""
    headers = _authentication(authorization) | {"user-agent": USER_AGENT}
    return _wire("GET", path, headers, None, authorization, base_url)


def generation(asked: Generation, authorization: Authorization, base_url: str) -> WireRequest:
    """The generation in the protocol that was asked for."""
    if asked.protocol == "chat-completions":
        return _chat_completion(asked, authorization, base_url)
    return _language_model(asked, authorization, base_url)


def model_endpoints_path(model: str) -> str:
    """The public list of a model's providers."""
    return "/v1/models/" + quote(model, safe="/:@") + "/endpoints"


def _language_model(asked: Generation, authorization: Authorization, base_url: str) -> WireRequest:
    line = asked.protocol[1:]
    headers = {
        **_authentication(authorization),
        "ai-language-model-id": asked.model,
        "ai-language-model-specification-version": line,
        "ai-language-model-streaming": "true" if asked.streaming else "false",
        **asked.deployment_headers,
        "content-type": "application/json",
        "user-agent": USER_AGENT,
    }
    body: dict[str, Any] = {"maxOutputTokens": MAX_OUTPUT_TOKENS}
    if line == "4":
        body["toolChoice"] = {"type": "auto"}
    body["prompt"] = [{"role": "user", "content": [{"type": "text", "text": PROMPT}]}]
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    if asked.streaming:
        body["includeRawChunks"] = False
    else:
        body["headers"] = {"user-agent": USER_AGENT}
    return _wire("POST", f"/{asked.protocol}/ai/language-model", headers, body, authorization, base_url, asked)


def _chat_completion(asked: Generation, authorization: Authorization, base_url: str) -> WireRequest:
    """What an OpenAI client would send. Deployment headers are no part of that: an experiment may add them."""
    headers = {
        "authorization": _bearer(authorization),
        **asked.deployment_headers,
        "content-type": "application/json",
        "user-agent": USER_AGENT,
    }
    body: dict[str, Any] = {
        "model": asked.model,
        "messages": [{"role": "user", "content": PROMPT}],
        "max_tokens": MAX_OUTPUT_TOKENS,
        "stream": asked.streaming,
    }
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    return _wire("POST", "/v1/chat/completions", headers, body, authorization, base_url, asked)


def _authentication(authorization: Authorization | None) -> dict[str, str]:
    if authorization is None:
        return {}
    return {
        "ai-gateway-auth-method": authorization.method,
        "ai-gateway-protocol-version": "0.0.1",
        "authorization": _bearer(authorization),
    }


def _bearer(authorization: Authorization) -> str:
    return f"Bearer {authorization.secret.get_secret_value()}".rstrip()


def _wire(
    method: Literal["GET", "POST"],
    path: str,
    headers: dict[str, str],
    body: dict[str, Any] | None,
    authorization: Authorization | None,
    base_url: str,
    asked: Generation | None = None,
) -> WireRequest:
    content = None if body is None else json_bytes(body)
    ordered = [
        ("host", urlsplit(base_url).netloc),
        ("connection", "keep-alive"),
        *sorted(headers.items()),
        *_FETCH_HEADERS,
    ]
    if content is not None:
        ordered.append(("content-length", str(len(content))))
    facts = Request(
        method=method,
        path=path,
        credential=authorization.use if authorization else "none",
        headers={name: value for name, value in sorted(headers.items()) if name != "authorization"},
        model=asked.model if asked else None,
        streaming=asked.streaming if asked else False,
        options=_option_names(asked.provider_options if asked else None),
        body_bytes=len(content or b""),
    )
    return WireRequest(facts, path, ordered, content)


def json_bytes(value: Any) -> bytes:
    """JSON as JavaScript's `JSON.stringify` writes it: no spaces, no escapes beyond the needed ones."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _option_names(options: Mapping[str, Any] | None) -> list[str]:
    """Names of the options that travel, such as `gateway.only`; never their values, and no name that is not one."""
    names = (f"{provider}.{name}" for provider, values in (options or {}).items() for name in values)
    return sorted(name for name in names if re.fullmatch(r"[\w.-]{1,80}", name))[:50]
