"""Server-sent events of a streamed generation, read to the end."""

import json
from collections.abc import Iterator
from typing import Any

from gateway_probe.disclosure import Redactor
from gateway_probe.document.exchange import Stream
from gateway_probe.gateway.bodies import at, either
from gateway_probe.gateway.errors import parse_error

_MAX_EVENTS = 10_000


def parse_stream(body: bytes, redactor: Redactor, times: tuple[float, float] | None) -> tuple[Stream, dict[str, Any]]:
    """The facts of a stream, and its metadata in the shape of a plain answer's body.

    An error may travel inside a stream whose status was 200 (failure catalogue, G8), and a stream that merely
    stops has not ended: both protocols close with `data: [DONE]`.
    """
    events = list(_events(body))
    done = any(event == "[DONE]" for event in events)
    parts = [part for part in (_json(event) for event in events) if isinstance(part, dict)]
    finished = any(part.get("type") == "finish" or at(part, "choices", 0, "finish_reason") for part in parts)
    error = next((found for found in (_stream_error(part, redactor) for part in parts) if found), None)
    stream = Stream(
        events=len(parts),
        ended=done and finished,
        error=error,
        first_event_ms=times[0] if times else None,
        last_event_ms=times[1] if times else None,
    )
    return stream, _merged(parts)


def _stream_error(part: dict[str, Any], redactor: Redactor) -> Any:
    if part.get("type") == "error":
        return parse_error(part if "error" in part else {"error": part}, redactor)
    return parse_error(part, redactor) if "error" in part else None


def _merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The last metadata of the stream with the generation id of any part: the finish part may lack the id."""
    merged: dict[str, Any] = {}
    for part in parts:
        holder = next(
            (
                h
                for h in (part, at(part, "choices", 0, "delta"), at(part, "choices", 0))
                if either(h, "providerMetadata", "provider_metadata")
            ),
            None,
        )
        gateway = at(either(holder, "providerMetadata", "provider_metadata"), "gateway")
        if isinstance(gateway, dict):
            merged = {**merged, **gateway}
    first_id = next((part["id"] for part in parts if isinstance(part.get("id"), str)), None)
    return {
        "providerMetadata": {"gateway": merged},
        "id": first_id,
        "finishReason": next((reason for part in reversed(parts) if (reason := _finish(part))), None),
        "content": [_content(part) for part in parts],
        "usage": next((part["usage"] for part in reversed(parts) if isinstance(part.get("usage"), dict)), None),
    }


def _finish(part: dict[str, Any]) -> Any:
    return part.get("finishReason") if part.get("type") == "finish" else at(part, "choices", 0, "finish_reason")


def _content(part: dict[str, Any]) -> dict[str, Any]:
    """A part in the form of a plain answer's content."""
    kind = part.get("type")
    delta = at(part, "choices", 0, "delta")
    if kind in {"text-delta", "reasoning-delta"}:
        return {"type": "text", "text": part.get("delta") or part.get("textDelta") or part.get("text")}
    if kind in {"tool-call", "tool-input-start", "file"}:
        return {"type": kind}
    if at(delta, "tool_calls"):
        return {"type": "tool-call"}
    return {"type": "text", "text": at(delta, "content") or at(delta, "reasoning")}


def _events(body: bytes) -> Iterator[str]:
    """The data of each event; lines may end in CR, LF or both, and data may span lines (HTML standard)."""
    data: list[str] = []
    count = 0
    for line in body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
            count += 1
            if count >= _MAX_EVENTS:
                return
    if data:
        yield "\n".join(data)


def _json(event: str) -> Any:
    try:
        return json.loads(event)
    except (ValueError, RecursionError):
        return None
