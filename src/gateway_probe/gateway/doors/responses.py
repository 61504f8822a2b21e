"""`/v1/responses`: OpenAI's Responses."""

from typing import Any

from gateway_probe.clients import Client
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.doors import shapes
from gateway_probe.gateway.doors.door import EventContent, length, read_error, word
from gateway_probe.gateway.generation import MAX_OUTPUT_TOKENS, PROMPT, Generation


def fields(asked: Generation, client: Client) -> dict[str, Any]:  # noqa: ARG001 - one client speaks it so far
    """The request; the input is a plain text where one message is all there is."""
    body: dict[str, Any] = {"model": asked.model, "input": _input(asked), "max_output_tokens": MAX_OUTPUT_TOKENS}
    if asked.streaming:
        body["stream"] = True
    if asked.shape == "tool":
        named = {"type": "function", "name": shapes.TOOL_NAME, "description": shapes.TOOL_DESCRIPTION}
        body["tools"] = [{**named, "parameters": shapes.TOOL_SCHEMA, "strict": True}]
    if asked.shape == "json-schema":
        schema = {"type": "json_schema", "name": shapes.ANSWER_NAME, "schema": shapes.ANSWER_SCHEMA, "strict": True}
        body["text"] = {"format": schema}
    if asked.provider_options is not None:
        body["providerOptions"] = asked.provider_options
    return body


def _input(asked: Generation) -> str | list[dict[str, Any]]:
    question = {"role": "user", "content": PROMPT}
    if asked.shape == "two-turns":
        return [question, {"role": "assistant", "content": shapes.FIRST_ANSWER}, question]
    if asked.shape == "image":
        image = {"type": "input_image", "image_url": f"data:{shapes.IMAGE_TYPE};base64,{shapes.IMAGE}"}
        return [{"role": "user", "content": [{"type": "input_text", "text": PROMPT}, image]}]
    return PROMPT


def complaint(body: Any) -> str | None:
    """Clients walk through the output."""
    return None if isinstance(at(body, "output"), list) else "the answer is JSON, but not a response"


def part(event: dict[str, Any]) -> EventContent:
    """One event. Three of them end a response: it is completed, incomplete or failed; `error` ends the stream."""
    kind = event.get("type")
    if kind == "error":
        return read_error(event)
    if kind in ("response.output_text.delta", "response.function_call_arguments.delta"):
        return EventContent(chars=length(event.get("delta")))
    if kind in ("response.reasoning_text.delta", "response.reasoning_summary_text.delta"):
        return EventContent(reasoning=bool(length(event.get("delta"))))
    if kind == "response.failed":
        found = at(event, "response", "error")
        return EventContent(
            error={"error": found if isinstance(found, dict) and found else {"type": "response.failed"}}
        )
    if kind in ("response.completed", "response.incomplete"):
        return EventContent(finish=_finish(event.get("response")), last=True)
    return EventContent(error=event) if event.get("error") else EventContent()


def _finish(response: Any) -> str | None:
    """Why an incomplete response ended, or its status: it has no finish reason."""
    return word(at(response, "incomplete_details", "reason")) or word(at(response, "status"))
