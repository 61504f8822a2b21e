"""A served generation, whole or as a stream, in the form of each door."""

from typing import Any

from tests.standin.answers import Answer
from tests.standin.doors import Request

TEXT = "pong"
CREATED = 1_764_000_000
USAGE = {"inputTokens": {"total": 9}, "outputTokens": {"total": 1}}


def served(request: Request, model: str, generation_id: str, gateway: dict[str, Any]) -> Answer:
    """The whole answer of the door that was knocked at."""
    return Answer(200, _BODIES[request.protocol, request.streamed](request, model, generation_id, gateway))


def refused_in_stream(request: Request, message: str, kind: str) -> Answer:
    """A stream that begins well and then holds an error, under a status of 200."""
    error = {"message": message, "type": kind}
    if request.protocol == "ai-sdk":
        return Answer(200, ({"type": "stream-start", "warnings": []}, {"type": "error", "error": error}, "[DONE]"))
    if request.protocol == "responses":
        return Answer(200, (("error", {"type": "error", **error}),))
    if request.protocol == "messages":
        return Answer(200, (("error", {"type": "error", "error": error}),))
    return Answer(200, ({"error": error}, "[DONE]"))


def _finish(request: Request) -> Any:
    # Up to line 5 of the AI SDK (specification 2, path /v1/ai) the reason is a word; since then an object.
    return "stop" if request.version == 1 else {"unified": "stop", "raw": "stop"}


def _usage(request: Request) -> Any:
    return {"inputTokens": 9, "outputTokens": 1, "totalTokens": 10} if request.version == 1 else USAGE


def _provider_metadata(gateway: dict[str, Any]) -> dict[str, Any]:
    return {"providerMetadata": {"gateway": gateway}} if gateway else {}


def _ai_sdk(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    return {
        "content": [{"type": "text", "text": TEXT}],
        "finishReason": _finish(request),
        "usage": _usage(request),
        "warnings": [],
        "response": {"id": gen, "modelId": model, "timestamp": "2026-11-24T12:00:00.000Z"},
        **_provider_metadata(gateway),
    }


def _ai_sdk_stream(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    first = {"gateway": {"generationId": gen}}
    return (
        {"type": "stream-start", "warnings": []},
        {"type": "response-metadata", "id": gen, "modelId": model, "timestamp": "2026-11-24T12:00:00.000Z"},
        {"type": "text-start", "id": "0", "providerMetadata": first},
        {"type": "text-delta", "id": "0", "delta": TEXT},
        {"type": "text-end", "id": "0"},
        {"type": "finish", "finishReason": _finish(request), "usage": _usage(request), **_provider_metadata(gateway)},
        "[DONE]",
    )


def _chat(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    message: dict[str, Any] = {"role": "assistant", "content": TEXT}
    if gateway:
        message["provider_metadata"] = {"gateway": gateway}
    return {
        "id": gen,
        "object": "chat.completion",
        "created": CREATED,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10},
        "generationId": gen,
    }


def _chat_stream(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    def chunk(delta: dict[str, Any], reason: str | None) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        return {"id": gen, "object": "chat.completion.chunk", "created": CREATED, "model": model, "choices": [choice]}

    last: dict[str, Any] = {"provider_metadata": {"gateway": gateway}} if gateway else {}
    return (chunk({"role": "assistant", "content": TEXT}, None), chunk(last, "stop"), "[DONE]")


def _response(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    part = {"type": "output_text", "text": TEXT, "annotations": []}
    message = {"id": "msg_fake", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    return {
        "id": gen,
        "object": "response",
        "created_at": CREATED,
        "status": "completed",
        "model": model,
        "output": [message],
        "usage": {"input_tokens": 9, "output_tokens": 1, "total_tokens": 10},
        **({"provider_metadata": {"gateway": gateway}} if gateway else {}),
    }


def _response_stream(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    whole = _response(request, model, gen, gateway)
    begun = {**whole, "status": "in_progress", "output": []}
    delta = {"type": "response.output_text.delta", "item_id": "msg_fake", "output_index": 0, "delta": TEXT}
    return (
        ("response.created", {"type": "response.created", "response": begun}),
        ("response.output_text.delta", delta),
        ("response.completed", {"type": "response.completed", "response": whole}),
    )


def _message(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    return {
        "id": gen,
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [{"type": "text", "text": TEXT}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 9, "output_tokens": 1},
        **({"provider_metadata": {"gateway": gateway}} if gateway else {}),
    }


def _message_stream(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    whole = _message(request, model, gen, gateway)
    begun = {**whole, "content": [], "stop_reason": None}
    end: dict[str, Any] = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 1}}
    if gateway:
        end["provider_metadata"] = {"gateway": gateway}
    part = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": TEXT}}
    return (
        ("message_start", {"type": "message_start", "message": begun}),
        ("content_block_start", part),
        ("content_block_delta", delta),
        ("content_block_stop", {"type": "content_block_stop", "index": 0}),
        ("message_delta", end),
        ("message_stop", {"type": "message_stop"}),
    )


def _embeddings(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    return {
        "object": "list",
        "data": [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2]}],
        "model": model,
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
        **_provider_metadata(gateway),
    }


def _ai_sdk_embedding(request: Request, model: str, gen: str, gateway: dict[str, Any]) -> Any:
    return {"embeddings": [[0.1, 0.2]], "usage": {"tokens": 1}, **_provider_metadata(gateway)}


_BODIES = {
    ("ai-sdk", False): _ai_sdk,
    ("ai-sdk", True): _ai_sdk_stream,
    ("chat-completions", False): _chat,
    ("chat-completions", True): _chat_stream,
    ("responses", False): _response,
    ("responses", True): _response_stream,
    ("messages", False): _message,
    ("messages", True): _message_stream,
    ("embeddings", False): _embeddings,
    ("ai-sdk-embedding", False): _ai_sdk_embedding,
}
