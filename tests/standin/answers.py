"""An answer before it goes out, and the bodies that the gateway's doors give."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

GATEWAY_HEADERS = {"server": "Vercel", "x-vercel-id": "iad1::fake1-1700000000000-0123456789ab"}


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer; or no answer at all."""

    status: int = 200
    body: Any = None
    """An object becomes JSON, a tuple of events a stream, text and bytes stay as they are."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0
    silent: bool = False
    """The connection is closed without a word."""
    cut: bool = False
    """The connection is closed in the middle of the body."""
    before_body_s: float = 0
    """How long the body lets wait after the head: the time to the first token of a stream."""
    between_events_s: float = 0
    """How long each event of a stream lets wait for the next."""
    version: str = "1.1"
    """HTTP/1.0, as old proxies speak it, ends a body by closing the connection and tells no length."""
    before: tuple[int, ...] = ()
    """Statuses of answers without a body that come before it, as 103."""
    chunked: bool = False
    """The body comes in chunks and tells no length; a cut one lacks its end."""
    hangs_up: bool = False
    """The connection is closed after it, without a word of that."""
    by_gateway: bool = True
    """It carries the headers that everything behind Vercel's edge has."""

    def with_headers(self, **headers: str) -> "Answer":
        """The same with more headers; `_` in a name stands for `-`."""
        return replace(self, headers={**self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}})

    def encoded(self) -> tuple[bytes, str]:
        """The body's bytes and its content type."""
        if isinstance(self.body, bytes):
            return self.body, "application/octet-stream"
        if isinstance(self.body, str):
            kind = "text/html; charset=utf-8" if self.body.lstrip().startswith("<") else "text/plain"
            return self.body.encode(), kind
        if isinstance(self.body, tuple):
            return "".join(_event(event) for event in self.body).encode(), "text/event-stream"
        if self.body is None:
            return b"", "text/plain"
        return json.dumps(self.body).encode(), "application/json; charset=utf-8"


def _event(event: Any) -> str:
    """One server-sent event; a pair names its event, as the Responses and Messages doors do."""
    if isinstance(event, str):
        return f"data: {event}\n\n"
    if isinstance(event, tuple):
        name, data = event
        return f"event: {name}\ndata: {json.dumps(data)}\n\n"
    return f"data: {json.dumps(event)}\n\n"


def error_body(message: str, kind: str | None, param: Any = None, gateway: dict[str, Any] | None = None) -> Any:
    """An error as the gateway words it. `gateway` is the routing metadata, where a request got that far."""
    error: dict[str, Any] = {"message": message, "type": kind}
    if param is not None:
        error["param"] = param
    body: dict[str, Any] = {"error": error}
    if gateway:
        body["providerMetadata"] = {"gateway": gateway}
    return body


def html_page(title: str, words: str = "") -> str:
    """A page as proxies, portals and firewalls answer with."""
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"
