"""Which rule of a scenario speaks to which request."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from gateway_probe.simulator.world import Endpoint, When


@dataclass(frozen=True)
class Asked:
    """What conditions look at in a request."""

    endpoint: Endpoint
    headers: dict[str, str]
    credential: str | None = None
    model: str | None = None
    streaming: bool | None = None
    options: dict[str, Any] | None = None


def asked(endpoint: Endpoint, request: Request) -> Asked:
    """The request before its body is read."""
    token = request.headers.get("authorization", "").partition(" ")[2]
    credential = None if not token else "oidc" if token.startswith("eyJ") else "api-key"
    return Asked(endpoint, dict(request.headers), credential)


def holds(when: When, this: Asked) -> bool:
    """Whether every condition that is given holds. A condition on what is not known yet does not."""
    protocol = "chat-completions" if this.endpoint == "chat-completions" else "ai-sdk"
    conditions = (
        when.endpoint in {"*", this.endpoint},
        when.header is None or when.header in this.headers,
        when.header_absent is None or when.header_absent not in this.headers,
        when.model in {None, this.model},
        when.protocol in {None, protocol},
        when.credential in {None, this.credential},
        when.streaming in {None, this.streaming},
        when.option is None or when.option in (this.options or {}),
    )
    return all(conditions)
