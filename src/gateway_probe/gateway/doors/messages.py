"""`/v1/messages`: Anthropic's Messages."""

from typing import Any

from gateway_probe.clients import Client
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors import shapes
from gateway_probe.gateway.doors.door import EventContent, length, read_error, word
from gateway_probe.gateway.generation import MAX_OUTPUT_TOKENS, PROMPT, Generation


def fields(asked: Generation, client: Client) -> dict[str, Any]:
    body: dict[str, Any] = {
        "max_tokens": MAX_OUTPUT_TOKENS,
        "messages": _messages(asked, pieces=client.message_pieces),
        "model": asked.model,
    }
    turned_on = client.turns_on(asked.model)
    body |= turned_on.fields if turned_on is not None else {}
    if asked.streaming or client.says_stream:
        body["stream"] = asked.streaming
    answering = client.answer_tool if asked.shape == "json-schema" else None
    if asked.shape == "tool":
        body["tools"] = [_tool(shapes.TOOL_NAME, shapes.TOOL_DESCRIPTION, shapes.TOOL_SCHEMA)]
        body |= {"tool_choice": {"type": "auto"}} if client.tool_choice else {}
    elif answering is not None and answering.is_for(asked.model):
        body["tools"] = [_tool(answering.name, answering.description, shapes.ANSWER_SCHEMA)]
        body["tool_choice"] = answering.choice
    elif asked.shape == "json-schema":
        schema = shapes.ANSWER_SCHEMA_FOR_CLAUDE if answering is not None else shapes.ANSWER_SCHEMA
        form = {"format": {"type": "json_schema", "schema": schema}}
        body["output_config"] = {**body.get("output_config", {}), **form}
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    return body


def _tool(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "description": description, "input_schema": schema}


def _messages(asked: Generation, *, pieces: bool) -> list[dict[str, Any]]:
    def say(role: str, text: str) -> dict[str, Any]:
        return {"role": role, "content": [{"type": "text", "text": text}] if pieces else text}

    if asked.shape == "two-turns":
        return [say("user", PROMPT), say("assistant", shapes.FIRST_ANSWER), say("user", PROMPT)]
    if asked.shape == "image":
        source = {"type": "base64", "media_type": shapes.IMAGE_TYPE, "data": shapes.IMAGE}
        text = {"type": "text", "text": PROMPT}
        return [{"role": "user", "content": [text, {"type": "image", "source": source}]}]
    return [say("user", PROMPT)]


def complaint(body: Any) -> str | None:
    """Clients walk through the content."""
    return None if isinstance(at(body, "content"), list) else "the answer is JSON, but not a message"


def part(event: dict[str, Any]) -> EventContent:
    """One event. The stop reason comes before the end; an error ends the stream."""
    kind = event.get("type")
    if kind == "error":
        return read_error(event)
    if kind == "content_block_delta":
        chars = length(at(event, "delta", "text")) + length(at(event, "delta", "partial_json"))
        return EventContent(chars=chars, reasoning=bool(length(at(event, "delta", "thinking"))))
    if kind == "message_delta":
        return EventContent(finish=word(at(event, "delta", "stop_reason")))
    return EventContent(last=True) if kind == "message_stop" else EventContent()
