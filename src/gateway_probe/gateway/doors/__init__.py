"""The doors of the gateway, a module each: how a request is written there, and how its answers are read."""

from dataclasses import replace
from typing import Any

from gateway_probe.clients import Protocol
from gateway_probe.gateway.doors import ai_sdk, chat_completions, embeddings, messages, responses
from gateway_probe.gateway.doors.door import Door, EventContent, read_error
from gateway_probe.gateway.generation import Generation

_DOORS: dict[Protocol, Door] = {
    "v4": ai_sdk,
    "v3": ai_sdk,
    "v1": ai_sdk,
    "chat-completions": chat_completions,
    "responses": responses,
    "messages": messages,
}
_EMBEDDINGS: Door = embeddings


def door_of(asked: Generation) -> Door:
    """The door for what is asked. A client that cannot ask for embeddings asks such a model for text."""
    return _EMBEDDINGS if is_embedding(asked) else _DOORS[asked.protocol]


def read_part(event: dict[str, Any], protocol: Protocol | None = None) -> EventContent:
    """What one event of a stream holds; without `protocol`, in the protocol that its own form tells."""
    spoken = _protocol_of(event) if protocol is None else protocol
    return replace(_DOORS[spoken].part(event), protocol=spoken)


def _protocol_of(event: dict[str, Any]) -> Protocol:
    kind = event.get("type")
    if "choices" in event or (kind is None and "error" in event):
        return "chat-completions"
    if isinstance(kind, str) and kind.startswith("response."):
        return "responses"
    return "messages" if isinstance(kind, str) and kind.startswith(("message_", "content_block_")) else "v4"


def is_embedding(asked: Generation) -> bool:
    """Whether an embedding is asked for, and the client can."""
    return asked.modality == "embedding" and asked.row.embeds is not None


__all__ = ["EventContent", "door_of", "is_embedding", "read_error", "read_part"]
