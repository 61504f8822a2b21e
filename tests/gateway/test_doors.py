"""Answers of every door, whole and streamed: what they hold, why they ended, and errors inside."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Protocol
from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.arrival import Arrival
from gateway_probe.gateway.content import finish_reason, holds_content
from gateway_probe.gateway.doors import door_of
from gateway_probe.gateway.errors import class_of_error, parse_error
from gateway_probe.gateway.generation import Generation, Modality
from gateway_probe.gateway.routing import generation_id, parse_routing
from gateway_probe.gateway.streams import parse_stream

REDACTOR = Redactor(Secrets())
NUMBER = "gen_01FAKEFAKEFAKEFAKEFAKEFAKE"
GATEWAY = {"gateway": {"generationId": NUMBER, "routing": {"finalProvider": "azure", "modelAttempts": []}}}
Events = list[dict[str, Any]]

ANSWERS: dict[str, tuple[Protocol, Modality, Any, str | None]] = {
    "ai-sdk": (
        "v4",
        "language",
        {
            "content": [{"type": "reasoning", "text": "hm"}, {"type": "text", "text": "pong"}],
            "finishReason": {"unified": "length", "raw": "max"},
            "usage": {},
            "providerMetadata": GATEWAY,
        },
        "length",
    ),
    "ai-sdk-tool": (
        "v3",
        "language",
        {"content": [{"type": "tool-call", "input": '{"city":"x"}'}], "finishReason": "tool-calls", "usage": {}},
        "tool-calls",
    ),
    "ai-sdk-5": (
        "v1",
        "language",
        {"content": [{"type": "text", "text": "pong"}], "finishReason": "stop", "usage": {}},
        "stop",
    ),
    "chat": (
        "chat-completions",
        "language",
        {"choices": [{"message": {"content": "pong", "provider_metadata": GATEWAY}, "finish_reason": "stop"}]},
        "stop",
    ),
    "chat-tool": (
        "chat-completions",
        "language",
        {
            "choices": [
                {
                    "message": {"content": None, "tool_calls": [{"function": {"name": "w", "arguments": "{}"}}]},
                    "finish_reason": "tool_calls",
                }
            ]
        },
        "tool_calls",
    ),
    "responses": (
        "responses",
        "language",
        {
            "status": "completed",
            "output": [
                {"type": "reasoning", "content": [{"text": "hm"}]},
                {"type": "message", "content": [{"type": "output_text", "text": "pong"}]},
                {"type": "function_call", "arguments": "{}"},
            ],
            "provider_metadata": GATEWAY,
        },
        "completed",
    ),
    "responses-cut": (
        "responses",
        "language",
        {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []},
        "max_output_tokens",
    ),
    "messages": (
        "messages",
        "language",
        {"content": [{"type": "text", "text": "pong"}], "stop_reason": "end_turn", "provider_metadata": GATEWAY},
        "end_turn",
    ),
    "messages-tool": (
        "messages",
        "language",
        {"content": [{"type": "tool_use", "input": {"city": "x"}}], "stop_reason": "tool_use"},
        "tool_use",
    ),
    "ai-sdk-embedding": ("v4", "embedding", {"embeddings": [[0.1, 0.2]], "providerMetadata": GATEWAY}, None),
    "embedding": ("chat-completions", "embedding", {"data": [{"embedding": [0.1, 0.2, 0.3]}]}, None),
    "embedding-base64": ("chat-completions", "embedding", {"data": [{"embedding": "AAAA"}]}, None),
}

STREAMS: dict[str, tuple[Protocol, Events, str]] = {
    "ai-sdk": (
        "v4",
        [
            {"type": "stream-start"},
            {"type": "text-start", "id": "0"},
            {"type": "text-delta", "id": "0", "delta": "po"},
            {"type": "text-delta", "id": "0", "delta": "ng"},
            {"type": "finish", "finishReason": {"unified": "stop"}, "providerMetadata": GATEWAY},
        ],
        "stop",
    ),
    "ai-sdk-5": (
        "v1",
        [
            {"type": "text-delta", "delta": "pong"},
            {"type": "finish", "finishReason": "stop", "providerMetadata": GATEWAY},
        ],
        "stop",
    ),
    "chat": (
        "chat-completions",
        [
            {"id": NUMBER, "choices": [{"delta": {"content": "pong"}, "finish_reason": None}]},
            {"id": NUMBER, "choices": [{"delta": {"provider_metadata": GATEWAY}, "finish_reason": "stop"}]},
            {"id": NUMBER, "choices": [], "usage": {"total_tokens": 3}},
        ],
        "stop",
    ),
    "responses": (
        "responses",
        [
            {"type": "response.created", "response": {"status": "in_progress"}},
            {"type": "response.output_text.delta", "delta": "pong"},
            {"type": "response.completed", "response": {"status": "completed", "provider_metadata": GATEWAY}},
        ],
        "completed",
    ),
    "messages": (
        "messages",
        [
            {"type": "message_start", "message": {"content": []}},
            {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "pong"}},
            {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "provider_metadata": GATEWAY},
            {"type": "message_stop"},
        ],
        "end_turn",
    ),
}
ERRORS: dict[str, tuple[Protocol, dict[str, Any]]] = {
    "ai-sdk": ("v4", {"type": "error", "error": {"type": "overloaded", "message": "m"}}),
    "ai-sdk-bare": ("v4", {"type": "error", "message": "m"}),
    "chat": ("chat-completions", {"error": {"type": "overloaded", "message": "m"}}),
    "responses-failed": (
        "responses",
        {
            "type": "response.failed",
            "response": {"status": "failed", "error": {"code": "server_error", "message": "m"}},
        },
    ),
    "responses-error": ("responses", {"type": "error", "code": "server_error", "message": "m", "param": None}),
    "messages": ("messages", {"type": "error", "error": {"type": "overloaded_error", "message": "m"}}),
}


def asked(protocol: Protocol, modality: Modality = "language") -> Generation:
    return Generation("some/model", protocol=protocol, modality=modality)


def sse(protocol: Protocol, events: Events) -> bytes:
    """As each protocol writes them: two of them name each event, the others close with `[DONE]`."""
    named = protocol in {"responses", "messages"}
    lines = [f"event: {event.get('type')}\n" if named else "" for event in events]
    body = "".join(f"{line}data: {json.dumps(event)}\n\n" for line, event in zip(lines, events, strict=True))
    return (body + ("" if named else "data: [DONE]\n\n")).encode()


@pytest.mark.parametrize("name", ANSWERS)
def test_what_an_answer_holds_and_why_it_ended(name: str) -> None:
    protocol, modality, body, finish = ANSWERS[name]
    # What ended at its limit without a word, and tells no usage, may have spent it on thought.
    assert (holds_content(body), finish_reason(body)) == (None if name == "responses-cut" else True, finish)
    assert door_of(asked(protocol, modality)).complaint(body) is None


@pytest.mark.parametrize("name", ANSWERS)
def test_another_doors_answer_is_what_a_client_would_fail_on(name: str) -> None:
    protocol, modality, body, *_ = ANSWERS[name]
    others: list[tuple[Protocol, Modality]] = [
        ("v4", "language"),
        ("chat-completions", "language"),
        ("responses", "language"),
        ("v4", "embedding"),
    ]
    family = "v4" if protocol in {"v1", "v3"} else protocol
    wrong = [other for other in others if other != (family, modality) and not (modality == other[1] == "embedding")]
    assert all(door_of(asked(*other)).complaint(body) for other in wrong)


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("told", [True, False], ids=["asked-for", "found-out"])
def test_a_whole_stream_is_read_to_its_end(name: str, *, told: bool) -> None:
    protocol, events, finish = STREAMS[name]
    stream, merged = parse_stream(sse(protocol, events), REDACTOR, None, protocol if told else None)
    assert (stream.ended, stream.error, stream.content_chars) == (True, None, 4)
    assert merged["finishReason"] == finish
    routing = parse_routing(merged, REDACTOR)
    assert routing is not None
    assert routing.final_provider == "azure"
    assert generation_id(merged) == NUMBER


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_that_stops_anywhere_has_not_ended(name: str) -> None:
    protocol, events, _ = STREAMS[name]
    body = sse(protocol, events)
    for kept in range(len(body.rstrip(b"\n"))):
        assert not parse_stream(body[:kept], REDACTOR, None, protocol)[0].ended


_DOORS = {"v4": "ai-sdk", "chat-completions": "chat"}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("told", [True, False], ids=["asked-for", "found-out"])
def test_an_error_inside_a_stream_is_found_wherever_it_comes(name: str, *, told: bool) -> None:
    protocol, event = ERRORS[name]
    door = _DOORS.get(protocol, protocol)
    whole = STREAMS[door][1]
    for at in range(len(whole) + 1):
        events = [*whole[:at], event, *whole[at:]]
        stream = parse_stream(sse(protocol, events), REDACTOR, None, protocol if told else None)[0]
        assert stream.error is not None
        assert stream.error.message == "m"


@pytest.mark.parametrize("event", [{"type": "error"}, {"type": "error", "error": None}, {"type": "response.failed"}])
def test_an_error_without_words_is_an_error(event: dict[str, Any]) -> None:
    assert parse_stream(sse("responses", [event]), REDACTOR, None)[0].error is not None


@pytest.mark.parametrize("protocol", ["v4", "chat-completions", "responses", "messages"])
@pytest.mark.parametrize("data", ['{"message":"m","type":"access_denied"}', "Service unavailable", "[DONE]", "{}"])
def test_an_event_that_is_called_an_error_is_one_whatever_it_holds(protocol: Protocol, data: str) -> None:
    body = f"event: error\ndata: {data}\n\n".encode()
    stream = parse_stream(body + sse(protocol, STREAMS[_DOORS.get(protocol, protocol)][1]), REDACTOR, None, protocol)[0]
    assert stream.error is not None
    assert stream.error.type == ("access_denied" if "type" in data else None)
    other = parse_stream(body.replace(b"error", b"note", 1) + b"\n", REDACTOR, None, protocol)[0]
    assert other.error is None


def test_a_responses_error_names_its_type_as_its_code() -> None:
    event = {"type": "error", "code": "access_denied", "message": "m", "param": None}
    error = parse_stream(sse("responses", [event]), REDACTOR, None, "responses")[0].error
    assert error is not None
    assert (error.type, class_of_error(error, 200)) == ("access_denied", "refused")


def test_the_first_and_the_last_of_the_content_are_timed_by_the_bytes_that_brought_them() -> None:
    events = STREAMS["ai-sdk"][1]
    ends = [len(f"data: {json.dumps(event)}\n\n") for event in events]
    marks = tuple((sum(ends[: number + 1]), 10.0 * (number + 1)) for number in range(len(ends)))
    stream = parse_stream(sse("v4", events), REDACTOR, Arrival((*marks, (sum(ends) + 14, 90.0))), "v4")[0]
    assert (stream.first_event_ms, stream.first_token_ms, stream.last_token_ms, stream.last_event_ms) == (
        10.0,
        30.0,
        40.0,
        90.0,
    )


def test_a_stream_without_content_has_no_first_token() -> None:
    stream = parse_stream(sse("v4", STREAMS["ai-sdk"][1][-1:]), REDACTOR, Arrival(((1, 5.0),)), "v4")[0]
    assert (stream.ended, stream.content_chars, stream.first_token_ms) == (True, 0, None)


def substituted(value: Any, odd: Any) -> Iterator[Any]:
    """The value with each of its parts in turn replaced by something that nobody promised."""
    yield odd
    if isinstance(value, dict):
        for key in value:
            for part in substituted(value[key], odd):
                yield {**value, key: part}
        yield {**value, "error": odd}
        yield {**value, "type": odd}
    elif isinstance(value, list):
        for index in range(len(value)):
            for part in substituted(value[index], odd):
                yield [*value[:index], part, *value[index + 1 :]]


ODD: list[Any] = [None, True, 0, -1.5, 10**30, "", "text", [], [[]], [None], {}, {"type": []}, {"gateway": [{}]}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_no_field_of_an_answer_breaks_a_reader(odd: Any) -> None:
    for protocol, modality, body, *_ in ANSWERS.values():
        for strange in substituted(copy.deepcopy(body), odd):
            door_of(asked(protocol, modality)).complaint(strange)
            holds_content(strange)
            finish_reason(strange)
            parse_routing(strange, REDACTOR)
            generation_id(strange)
            parse_error(strange, REDACTOR)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_no_field_of_a_stream_breaks_a_reader(odd: Any) -> None:
    for protocol, events, _ in STREAMS.values():
        for strange in substituted(events, odd):
            events_ = strange if isinstance(strange, list) else [strange]
            body = b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events_)
            for told in (protocol, None):
                _, merged = parse_stream(body, REDACTOR, None, told)
                parse_routing(merged, REDACTOR)
                generation_id(merged)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
@pytest.mark.parametrize("modality", ["language", "embedding"])
def test_every_client_has_a_door(client: Any, modality: Modality) -> None:
    generation = Generation("some/model", protocol=client.protocol, client=client.name, modality=modality)
    assert door_of(generation).fields(generation, client)
