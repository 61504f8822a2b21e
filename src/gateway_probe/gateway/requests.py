"""The requests that real clients send, written out: header by header, byte by byte.

Source for every header, its value and its place: the clients' own packages, recorded as they talked to a server on
loopback over TLS (`tests/contract/recorded`); the templates are in `gateway_probe.clients.wire`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit
from uuid import uuid4

from gateway_probe import __version__
from gateway_probe.clients import AuthHeader, Client, client_of
from gateway_probe.clients.table import DEFAULT_CLIENT
from gateway_probe.clients.wire import EMBEDDING, GENERATION, LOOK_UP, PUBLIC_LOOK_UP
from gateway_probe.disclosure import HIDDEN, has_form
from gateway_probe.document.facts import ENVIRONMENT, REGION, TEAM_HEADER
from gateway_probe.gateway.doors import door_of, is_embedding
from gateway_probe.gateway.encodings import decodable
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import CredentialUse, Request

USER_AGENT = f"gateway-probe/{__version__}"
"""How the probe names itself; behind a client's own user agent where it speaks as that client."""

# Headers that a Document does not show: credentials, a made-up session, and what every request of an HTTP client has.
_NOT_SHOWN = {
    *("authorization", "x-api-key", "x-claude-code-session-id"),
    *("host", "connection", "content-length", "accept", "accept-encoding", "accept-language", "sec-fetch-mode"),
}
_OF_THE_PLACE = "ai-o11y-"
_FORMS = {"ai-o11y-environment": ENVIRONMENT, "ai-o11y-region": REGION}
_SYSTEMS = {"linux": "Linux", "darwin": "MacOS", "win32": "Windows"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


@record(frozen=True)
class WireRequest:
    """A request ready to be sent."""

    method: Literal["GET", "POST"]
    shown_path: str
    path: str
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    credential: CredentialUse = "none"
    asked: Generation | None = field(default=None, repr=False)

    @property
    def facts(self) -> Request:
        """What the Document shows of it, made once it is answered."""
        from gateway_probe.document.exchange import Request

        asked = self.asked
        return Request(
            method=self.method,
            path=self.shown_path,
            credential=self.credential,
            headers={
                name.lower(): _show(name.lower(), value)
                for name, value in sorted(self.headers)
                if name.lower() not in _NOT_SHOWN
            },
            model=asked.model if asked else None,
            streaming=asked.streaming if asked else False,
            options=_option_names(asked.provider_options if asked else None),
            body_bytes=len(self.body or b""),
        )


def _show(name: str, value: str) -> str:
    """What the place tells of itself is sent as it is, and shown where it has the form that it should have."""
    return value if not name.startswith(_OF_THE_PLACE) or has_form(value, _FORMS.get(name, ".*")) else HIDDEN


def look_up(
    path: str,
    authorization: Authorization | None,
    base_url: str,
    *,
    client: str = DEFAULT_CLIENT,
    team: str | None = None,
) -> WireRequest:
    """A GET as the AI SDK's helpers send it; without a credential where the endpoint needs none.

    `client` says which line of the SDK; others have no helpers, so for them it is the newest. A `team` travels as a
    header, and to the credits as a parameter too, as its id or slug (`@ai-sdk/gateway` 4, `teamIdOrSlug`).
    """
    row = client_of(client)
    agent = (row if row.deployment_headers else client_of(DEFAULT_CLIENT)).helper_agent
    values = {"agent": agent, **_credential(authorization)}
    template = PUBLIC_LOOK_UP if authorization is None else LOOK_UP
    headers = _headers(template, values, base_url, team=team)
    sent = path
    if team is not None and path == "/v1/credits":
        sent += f"?{'teamId' if team.startswith('team_') else 'slug'}={quote(team, safe='')}"
    return WireRequest("GET", path, sent, headers, credential=authorization.use if authorization else "none")


def generation(asked: Generation, authorization: Authorization, base_url: str) -> WireRequest:
    """The generation, or the embedding, in the words of the client that was asked for."""
    client = asked.row
    embedding = is_embedding(asked)
    fields = _order(door_of(asked).fields(asked, client), client)
    # LiteLLM leaves the writing of an embedding's JSON to Python's own defaults.
    turned_on = client.turns_on(asked.model)
    content = json.dumps(fields).encode() if embedding and client.embeds == "list" else json_bytes(fields)
    values = {
        "agent": client.helper_agent if asked.streaming and client.helper_agent else client.user_agent,
        "model": asked.model,
        "specification": client.specification or "",
        "streaming": "true" if asked.streaming else "false",
        "timeout": client.timeouts[not asked.streaming],
        "length": str(len(content)),
        "betas": turned_on.betas if turned_on is not None else "",
        "session": _session(),
        **_credential(authorization),
    }
    headers = _headers(
        (EMBEDDING if embedding else GENERATION)[client.name],
        values,
        base_url,
        deployment=asked.deployment_headers,
        team=asked.team,
        form=asked.auth_header or client.auth_header,
    )
    path = _embedding_path(client) if embedding else client.path
    return WireRequest("POST", path.partition("?")[0], path, headers, content, authorization.use, asked)


def model_endpoints_path(model: str) -> str:
    """The public list of a model's providers."""
    return "/v1/models/" + quote(model, safe="/:@") + "/endpoints"


def json_bytes(value: Any) -> bytes:
    """JSON as JavaScript's `JSON.stringify` and OpenAI's SDK write it: no spaces, no escapes beyond the needed ones."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _embedding_path(client: Client) -> str:
    if client.specification is None:
        return "/v1/embeddings"
    return client.path.replace("language-model", "embedding-model")


def _order(fields: dict[str, Any], client: Client) -> dict[str, Any]:
    """The fields in this client's order; what its row does not name follows as the protocol has it."""
    first = {name: fields[name] for name in client.body_keys if name in fields}
    return first | {name: value for name, value in fields.items() if name not in first}


def _credential(authorization: Authorization | None) -> dict[str, str]:
    if authorization is None:
        return {}
    secret = authorization.secret.get_secret_value()
    found = {"method": authorization.method, "key": secret, "authorization": f"Bearer {secret}".rstrip()}
    if authorization.beside is not None:
        found["beside"] = authorization.beside.get_secret_value()
    return found


def _headers(
    template: str,
    values: Mapping[str, str],
    base_url: str,
    *,
    deployment: Mapping[str, str] | None = None,
    team: str | None = None,
    form: AuthHeader | None = None,
) -> list[tuple[str, str]]:
    """The template's lines filled in. What the client itself has no place for goes to the end, before the length."""
    known = {**_surroundings(base_url), **values}
    blocks = {
        "{deployment}": sorted((deployment or {}).items()),
        "{team}": [(TEAM_HEADER, team)] if team is not None else [],
    }
    lines = template.splitlines()
    if in_its_place := "{x-api-key}" in lines:
        alone = form == "x-api-key"
        second = known["key"] if alone else known.get("beside")
        blocks["{x-api-key}"] = [("x-api-key", second)] if second is not None else []
        lines = [line for line in lines if not (alone and line.startswith("Authorization: "))]
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line in blocks:
            headers += blocks.pop(line)
            continue
        name, _, text = line.partition(": ")
        value = text.format_map(known)
        if name.lower() == "user-agent":
            value = f"{value} {USER_AGENT}"
        if name.lower() == "accept-encoding":
            value = ", ".join(encoding for encoding in value.split(", ") if encoding in decodable())
        if name.lower() in {"authorization", "x-api-key"} and form is not None and not in_its_place:
            name, value = _carry(name, form, known)
        headers.append((name, value))
    length = [headers.pop()] if headers[-1][0].lower() == "content-length" else []
    return [*headers, *(header for block in blocks.values() for header in block), *length]


def _carry(name: str, form: AuthHeader, values: Mapping[str, str]) -> tuple[str, str]:
    """The header that carries the credential, in the form that is wanted; in the client's spelling if it is its own."""
    if form == "x-api-key":
        return name if name.lower() == "x-api-key" else "x-api-key", values["key"]
    return name if name.lower() == "authorization" else "authorization", values["authorization"]


@cache
def _session() -> str:
    """One session a process, of the form that Claude Code gives its own."""
    return str(uuid4())


def _surroundings(base_url: str) -> dict[str, str]:
    """What clients say of the machine that they run on."""
    machine = os.uname().machine.lower() if hasattr(os, "uname") else ""
    return {
        "host": urlsplit(base_url).netloc,
        "os": _SYSTEMS.get(sys.platform, f"Other:{sys.platform}"),
        "arch": _MACHINES.get(machine, f"other:{machine}" if machine else "unknown"),
        "python": ".".join(str(part) for part in sys.version_info[:3]),
    }


def _option_names(options: Mapping[str, Any] | None) -> list[str]:
    """Names of the options that travel, such as `gateway.only`; never their values, and no name that is not one."""
    names = (f"{provider}.{name}" for provider, values in (options or {}).items() for name in values)
    return sorted(name for name in names if re.fullmatch(r"[\w.-]{1,80}", name))[:50]
