"""`/v1/chat/completions`: OpenAI's Chat Completions, spoken by most clients that are not the AI SDK."""

from typing import Any

from gateway_probe.clients import Client
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors import shapes
from gateway_probe.gateway.doors.door import EventContent, length, objects, word
from gateway_probe.gateway.generation import MAX_OUTPUT_TOKENS, PROMPT, Generation

# What clients set that the app did not ask for.
_TEMPERATURE = 0.1


def fields(asked: Generation, client: Client) -> dict[str, Any]:
    """The request, with what this client adds by itself."""
    limit = "max_completion_tokens" if "max_completion_tokens" in client.body_keys else "max_tokens"
    body: dict[str, Any] = {"model": asked.model, "messages": _messages(asked, client), limit: MAX_OUTPUT_TOKENS}
    if asked.streaming or client.says_stream:
        body["stream"] = asked.streaming
    if asked.streaming and "stream_options" in client.body_keys:
        body["stream_options"] = {"include_usage": True}
    if "temperature" in client.body_keys:
        body["temperature"] = _TEMPERATURE
    answering = client.answer_tool if asked.shape == "json-schema" else None
    if asked.shape == "tool":
        body |= {"tool_choice": "auto"} if client.tool_choice else {}
        body["tools"] = [_tool(shapes.TOOL_NAME, shapes.TOOL_DESCRIPTION, shapes.TOOL_SCHEMA, client)]
    elif answering is not None:
        schema = dict(sorted(shapes.ANSWER_SCHEMA.items()))
        body["tool_choice"] = answering.choice
        body["tools"] = [_tool(answering.name, answering.description, schema, client)]
    elif asked.shape == "json-schema":
        schema = {"name": shapes.ANSWER_NAME, "schema": shapes.ANSWER_SCHEMA, "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    return body


def _tool(name: str, description: str, schema: dict[str, Any], client: Client) -> dict[str, Any]:
    function = {"name": name, "description": description, "parameters": schema}
    return {"type": "function", "function": {**function, **({"strict": True} if client.answer_tool else {})}}


def _messages(asked: Generation, client: Client) -> list[dict[str, Any]]:
    question: dict[str, Any] = {"role": "user", "content": PROMPT}
    if asked.shape == "two-turns":
        return [question, {"role": "assistant", "content": shapes.FIRST_ANSWER}, question]
    if asked.shape == "image":
        image = {"type": "image_url", "image_url": {"url": f"data:{shapes.IMAGE_TYPE};base64,{shapes.IMAGE}"}}
        pieces: list[dict[str, Any]] = [{"type": "text", "text": PROMPT}, image]
        if client.type_last:
            pieces = [dict(reversed(piece.items())) for piece in pieces]
        return [{"role": "user", "content": pieces}]
    return [question]


def complaint(body: Any) -> str | None:
    """Clients read the first choice's message."""
    return (
        None if isinstance(at(body, "choices", 0, "message"), dict) else "the answer is JSON, but not a chat completion"
    )


def part(event: dict[str, Any]) -> EventContent:
    """One chunk. An error comes as a chunk that has `error`; `[DONE]` ends the stream after the finish reason."""
    if event.get("error"):
        return EventContent(error=event)
    finish = word(at(event, "choices", 0, "finish_reason"))
    delta = at(event, "choices", 0, "delta")
    reasoning = bool(length(at(delta, "reasoning")) or length(at(delta, "reasoning_content")))
    return EventContent(chars=_chars(delta), reasoning=reasoning, finish=finish, last=finish is not None)


def _chars(message: Any) -> int:
    text = at(message, "content")
    parts = sum(length(item.get("text")) for item in objects(text))
    calls = objects(at(message, "tool_calls"))
    return length(text) + parts + sum(length(at(call, "function", "arguments")) for call in calls)
