"""`/v4/ai`, `/v3/ai` and `/v1/ai`: the AI SDK's own protocol, in specifications 4, 3 and 2."""

from typing import Any

from gateway_probe.clients import Client
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors import shapes
from gateway_probe.gateway.doors.door import EventContent, length, read_error, word
from gateway_probe.gateway.generation import MAX_OUTPUT_TOKENS, PROMPT, Generation


def fields(asked: Generation, client: Client) -> dict[str, Any]:
    """The call options of `generateText` or `streamText`."""
    body: dict[str, Any] = {"maxOutputTokens": MAX_OUTPUT_TOKENS}
    in_javascript = client.language == "javascript"
    if asked.shape == "tool":
        named = {"type": "function", "name": shapes.TOOL_NAME}
        described, taking = {"description": shapes.TOOL_DESCRIPTION}, {"inputSchema": shapes.TOOL_SCHEMA}
        newest = in_javascript and client.specification == "4"
        body["tools"] = [{**named, **taking, **described} if newest else {**named, **described, **taking}]
    if in_javascript and (asked.shape == "tool" or client.specification == "4"):
        body["toolChoice"] = {"type": "auto"}
    if asked.shape == "json-schema":
        name = {} if in_javascript else {"name": shapes.ANSWER_NAME}
        body["responseFormat"] = {"type": "json", "schema": shapes.ANSWER_SCHEMA, **name}
    body["prompt"] = _prompt(asked, client)
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    if in_javascript and asked.streaming:
        body["includeRawChunks"] = False
    elif in_javascript:
        body["headers"] = {"user-agent": client.body_agent}
    return body


def _prompt(asked: Generation, client: Client) -> list[dict[str, Any]]:
    question = {"role": "user", "content": [{"type": "text", "text": PROMPT}]}
    if asked.shape == "two-turns":
        return [question, {"role": "assistant", "content": [{"type": "text", "text": shapes.FIRST_ANSWER}]}, question]
    if asked.shape == "image":
        url = f"data:{shapes.IMAGE_TYPE};base64,{shapes.IMAGE}"
        data = {"type": "data", "data": shapes.IMAGE} if client.specification == "4" else url
        image = {"type": "file", "mediaType": shapes.IMAGE_TYPE, "data": data}
        return [{"role": "user", "content": [{"type": "text", "text": PROMPT}, image]}]
    return [question]


def complaint(body: Any) -> str | None:
    """The SDK checks nothing of it and then fails on what is missing."""
    if isinstance(at(body, "content"), list) and isinstance(at(body, "usage"), dict):
        return None
    return "the answer is JSON, but not a generation: the AI SDK would fail on it"


def part(event: dict[str, Any]) -> EventContent:
    kind = event.get("type")
    if kind == "error":
        return read_error(event)
    if kind in ("text-delta", "tool-input-delta"):
        # Specification 2 and its forerunner name the text of a delta differently.
        return EventContent(chars=length(event.get("delta")) or length(event.get("textDelta")))
    if kind == "reasoning-delta":
        return EventContent(reasoning=bool(length(event.get("delta"))))
    if kind == "tool-call":
        return EventContent(chars=length(event.get("input")))
    if kind == "finish":
        return EventContent(finish=_finish(event), last=True)
    return EventContent()


def _finish(body: Any) -> str | None:
    return word(at(body, "finishReason", "unified")) or word(at(body, "finishReason"))
