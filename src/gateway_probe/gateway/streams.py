"""Server-sent events of a streamed generation, read to the end in whichever protocol they come."""

import json
from collections.abc import Iterator
from typing import Any

from gateway_probe.clients import Protocol
from gateway_probe.disclosure import Redactor
from gateway_probe.document.answer import GatewayError, Stream
from gateway_probe.gateway.arrival import Arrival
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors import EventContent, read_error, read_part
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.routing import find_metadata
from gateway_probe.record import record

_MAX_EVENTS = 10_000
_BOM = b"\xef\xbb\xbf"
_LINE_ENDS = frozenset({b"\n", b"\r", b"\r\n"})
# These close with `data: [DONE]`; the others with an event of their own.
_CLOSED_BY_DONE: frozenset[Protocol] = frozenset({"v4", "v3", "v1", "chat-completions"})


@record(frozen=True)
class _Event:
    """One event: its data as JSON where it is an object, whether it is called an error, and how many bytes of the body
    it ended at."""

    part: dict[str, Any] | None
    done: bool
    end: int
    failing: bool = False


def parse_stream(
    body: bytes, redactor: Redactor, times: Arrival | None, protocol: Protocol | None = None
) -> tuple[Stream, dict[str, Any]]:
    """The facts of a stream, and its metadata in the shape of a plain answer's body.

    An error may travel inside a stream whose status was 200, and a stream that merely stops has not ended. Without
    `protocol` each event is read by the protocol that it is in.
    """
    events = list(_events(body))
    read = [(event, _part(event, event.part, protocol)) for event in events if event.part is not None]
    parts = [part for _, part in read]
    error = next((found for found in (_error(part, redactor) for part in parts) if found), None)
    with_content = [event.end for event, part in read if part.chars]
    finish = next((part.finish for part in reversed(parts) if part.finish), None)
    last = next((part for part in reversed(parts) if part.last), None)
    by_done = last is not None and (last.protocol if protocol is None else protocol) in _CLOSED_BY_DONE
    stream = Stream(
        events=len(parts),
        ended=last is not None and (not by_done or any(event.done for event in events)),
        error=error,
        content_chars=sum(part.chars for part in parts),
        first_event_ms=times.first if times else None,
        first_token_ms=times.of(with_content[0]) if times and with_content else None,
        last_token_ms=times.of(with_content[-1]) if times and with_content else None,
        last_event_ms=times.last if times else None,
    )
    return stream, _merge(
        [event.part for event, _ in read if event.part is not None],
        finish,
        said=any(part.chars for part in parts),
        thought=any(part.reasoning for part in parts),
    )


def _part(event: _Event, data: dict[str, Any], protocol: Protocol | None) -> EventContent:
    """What the event holds: an error where its name says so."""
    part = read_part(data, protocol)
    return read_error(data) if event.failing and part.error is None else part


def _error(part: EventContent, redactor: Redactor) -> GatewayError | None:
    """An error that says nothing is one all the same."""
    if part.error is None:
        return None
    return parse_error(part.error, redactor) or GatewayError()


def _merge(parts: list[dict[str, Any]], finish: str | None, *, said: bool, thought: bool) -> dict[str, Any]:
    """The last metadata of the stream with the generation id of any part: the finish part may lack the id."""
    merged: dict[str, Any] = {}
    for part in parts:
        merged |= next(find_metadata(part), {})
    first_id = next((part["id"] for part in parts if isinstance(part.get("id"), str)), None)
    return {
        "providerMetadata": {"gateway": merged},
        "id": first_id,
        "finishReason": finish,
        "content": [{"type": kind, "text": "…"} for kind, there in (("text", said), ("reasoning", thought)) if there],
        "usage": next((usage for part in reversed(parts) if (usage := _usage(part)) is not None), None),
    }


def _usage(part: dict[str, Any]) -> dict[str, Any] | None:
    places = (part.get("usage"), at(part, "response", "usage"))
    return next((place for place in places if isinstance(place, dict)), None)


def _events(body: bytes) -> Iterator[_Event]:
    """Lines may end in CR, LF or both, and the data of one event may span lines (HTML standard, server-sent events)."""
    data: list[bytes] = []
    name = b""
    marked = body.startswith(_BOM)
    end, count = len(_BOM) * marked, 0
    for line in body.removeprefix(_BOM).splitlines(keepends=True):
        end += len(line)
        # First, and with nothing made anew: a hostile body may hold nothing else.
        if line in _LINE_ENDS:
            if data:
                yield _event(data, end, name)
                count += 1
                if count == _MAX_EVENTS:
                    return
                data = []
            name = b""
        elif line.startswith(b"data:"):
            data.append(line[5:].rstrip(b"\r\n").removeprefix(b" "))
        elif line.startswith(b"event:"):
            name = line[6:].strip()
    if data:
        yield _event(data, end, name)


def _event(data: list[bytes], end: int, name: bytes) -> _Event:
    text = b"\n".join(data).decode("utf-8", "replace")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    failing = name == b"error"
    part = value if isinstance(value, dict) else {} if failing else None
    return _Event(part, text.strip() == "[DONE]", end, failing)
