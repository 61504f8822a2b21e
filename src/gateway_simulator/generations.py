"""What a served request is answered with at each door, whole and as a stream, in the shapes that real clients read."""

import base64
import json
import struct
from collections.abc import Iterator
from typing import Any

from gateway_simulator.provider_choice import Route, metadata

TEXT = "pong"
VECTOR = (0.125, -0.25, 0.5)
_CREATED = 1_770_000_000
_WHEN = "2026-01-01T00:00:00.000Z"


def language_model_body(route: Route, generation_id: str, specification: str) -> dict[str, Any]:
    """The AI SDK's answer."""
    return {
        "content": [{"type": "text", "text": TEXT}],
        "finishReason": _finish_reason(specification),
        "usage": _usage(specification),
        "warnings": [],
        "providerMetadata": {"gateway": metadata(route, generation_id)},
        "response": {"id": "resp_FAKE", "modelId": route.model, "timestamp": _WHEN},
    }


def language_model_events(route: Route, generation_id: str, specification: str) -> Iterator[str]:
    """The same as a stream; the metadata travels on the finish part."""
    yield from _data(
        {"type": "stream-start", "warnings": []},
        {"type": "response-metadata", "id": "resp_FAKE", "modelId": route.model},
        # The id comes early, the routing late.
        {"type": "text-start", "id": "0", "providerMetadata": {"gateway": {"generationId": generation_id}}},
        {"type": "text-delta", "id": "0", "delta": TEXT},
        {"type": "text-end", "id": "0"},
        {
            "type": "finish",
            "finishReason": _finish_reason(specification),
            "usage": _usage(specification),
            "providerMetadata": {"gateway": metadata(route, generation_id)},
        },
    )
    yield "data: [DONE]\n\n"


def embedding_model_body(route: Route, generation_id: str) -> dict[str, Any]:
    """The AI SDK's answer to `embed`."""
    gateway = metadata(route, generation_id)
    return {"embeddings": [list(VECTOR)], "usage": {"tokens": 1}, "providerMetadata": {"gateway": gateway}}


def embeddings_body(route: Route, generation_id: str, *, base64_wanted: bool) -> dict[str, Any]:
    """OpenAI's answer; its SDK asks for the numbers in base64."""
    numbers: Any = list(VECTOR)
    if base64_wanted:
        numbers = base64.b64encode(struct.pack(f"<{len(VECTOR)}f", *VECTOR)).decode()
    return {
        "object": "list",
        "data": [{"object": "embedding", "index": 0, "embedding": numbers}],
        "model": route.model,
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
        "providerMetadata": {"gateway": metadata(route, generation_id)},
    }


def completion_body(route: Route, generation_id: str) -> dict[str, Any]:
    """OpenAI's answer; its id is the generation's."""
    message = {"role": "assistant", "content": TEXT, "provider_metadata": {"gateway": metadata(route, generation_id)}}
    return {
        "id": generation_id,
        "object": "chat.completion",
        "created": _CREATED,
        "model": route.model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11},
    }


def completion_events(route: Route, generation_id: str) -> Iterator[str]:
    """The same as a stream; the metadata travels on the last chunk."""
    head = {"id": generation_id, "object": "chat.completion.chunk", "created": _CREATED, "model": route.model}
    last = {"provider_metadata": {"gateway": metadata(route, generation_id)}}
    yield from _data(
        {**head, "choices": [{"index": 0, "delta": {"role": "assistant", "content": TEXT}, "finish_reason": None}]},
        {**head, "choices": [{"index": 0, "delta": last, "finish_reason": "stop"}]},
    )
    yield "data: [DONE]\n\n"


def response_body(route: Route, generation_id: str) -> dict[str, Any]:
    """OpenAI's Responses answer."""
    return {
        **_response(route, "completed"),
        "output": [_message("completed")],
        "usage": {
            "input_tokens": 9,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": 2,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 11,
        },
        "provider_metadata": {"gateway": metadata(route, generation_id)},
    }


def response_events(route: Route, generation_id: str) -> Iterator[str]:
    """The same as a stream: named events, numbered, the last of which repeats the whole."""
    place = {"item_id": "msg_FAKE", "output_index": 0, "content_index": 0}
    started = {**_message("in_progress"), "content": []}
    piece = {"type": "output_text", "text": TEXT, "annotations": []}
    events: tuple[dict[str, Any], ...] = (
        {"type": "response.created", "response": _response(route, "in_progress")},
        {"type": "response.in_progress", "response": _response(route, "in_progress")},
        {"type": "response.output_item.added", "output_index": 0, "item": started},
        {"type": "response.content_part.added", **place, "part": {**piece, "text": ""}},
        {"type": "response.output_text.delta", **place, "delta": TEXT, "logprobs": []},
        {"type": "response.output_text.done", **place, "text": TEXT, "logprobs": []},
        {"type": "response.content_part.done", **place, "part": piece},
        {"type": "response.output_item.done", "output_index": 0, "item": _message("completed")},
        {"type": "response.completed", "response": response_body(route, generation_id)},
    )
    yield from _named(*({**event, "sequence_number": number} for number, event in enumerate(events)))


def message_body(route: Route, generation_id: str) -> dict[str, Any]:
    """Anthropic's answer."""
    return {
        "id": "msg_FAKE",
        "type": "message",
        "role": "assistant",
        "model": route.model,
        "content": [{"type": "text", "text": TEXT}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 9, "output_tokens": 2},
        "provider_metadata": {"gateway": metadata(route, generation_id)},
    }


def message_events(route: Route, generation_id: str) -> Iterator[str]:
    """The same as a stream of named events."""
    started = {**message_body(route, generation_id), "content": [], "stop_reason": None}
    del started["provider_metadata"]
    yield from _named(
        {"type": "message_start", "message": started},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "ping"},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": TEXT}},
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"output_tokens": 2},
            "provider_metadata": {"gateway": metadata(route, generation_id)},
        },
        {"type": "message_stop"},
    )


def _finish_reason(specification: str) -> Any:
    """Specification 2 has the reason alone, later ones the provider's own word beside it."""
    return "stop" if specification == "v1" else {"unified": "stop", "raw": "stop"}


def _usage(specification: str) -> dict[str, Any]:
    if specification == "v1":
        return {"inputTokens": 9, "outputTokens": 2, "totalTokens": 11}
    return {
        "inputTokens": {"total": 9, "noCache": 9, "cacheRead": 0, "cacheWrite": 0},
        "outputTokens": {"total": 2, "text": 2, "reasoning": 0},
    }


def _response(route: Route, status: str) -> dict[str, Any]:
    return {
        "id": "resp_FAKE",
        "object": "response",
        "created_at": _CREATED,
        "status": status,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": route.model,
        "output": [],
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
    }


def _message(status: str) -> dict[str, Any]:
    text = {"type": "output_text", "text": TEXT, "annotations": []}
    return {"id": "msg_FAKE", "type": "message", "role": "assistant", "status": status, "content": [text]}


def _data(*parts: dict[str, Any]) -> Iterator[str]:
    yield from (f"data: {json.dumps(part)}\n\n" for part in parts)


def _named(*events: dict[str, Any]) -> Iterator[str]:
    yield from (f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
