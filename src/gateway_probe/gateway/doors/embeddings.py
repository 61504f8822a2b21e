"""`/vN/ai/embedding-model` and `/v1/embeddings`: what is asked of a model that makes no text."""

from typing import Any

from gateway_probe.clients import Client
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors.door import EventContent, objects
from gateway_probe.gateway.generation import PROMPT, Generation


def fields(asked: Generation, client: Client) -> dict[str, Any]:
    """The request, as this client writes it; the AI SDK names the model in a header."""
    body: dict[str, Any]
    match client.embeds:
        case "values":
            body = {"values": [PROMPT]}
        case "input":
            body = {"input": PROMPT}
        case "list":
            body = {"model": asked.model, "input": [PROMPT]}
        case _:
            body = {"model": asked.model, "input": PROMPT, "encoding_format": "base64"}
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    return body


def complaint(body: Any) -> str | None:
    """Clients read the first vector."""
    if _vector(body) is None:
        return "the answer is JSON, but holds no embedding"
    return None


def part(event: dict[str, Any]) -> EventContent:
    """Embeddings are not streamed; an error could be."""
    return EventContent(error=event) if event.get("error") else EventContent()


def _vector(body: Any) -> Any:
    listed = objects(at(body, "data"))
    vector = at(body, "embeddings", 0) if not listed else listed[0].get("embedding")
    return vector if isinstance(vector, str | list) and vector else None
