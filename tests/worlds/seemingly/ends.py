"""What a served answer holds and how it ends, at the doors: odd and innocent, odd and not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Token
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_HEALTHY, May
from tests.worlds.seemingly.edits import Edit, on_events, on_plain
from tests.worlds.world import KEY, World

SURE = May(("healthy",), certain=True, not_claimed=BLAMES)
WELL = May(("healthy",), not_claimed=BLAMES)
DOUBTED = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
ILL = May(NOT_HEALTHY, not_claimed=BLAMES)

Events = tuple[Any, ...]
Change = Callable[[Events], Events]
THOUGHT = {"type": "reasoning", "text": "The person wants"}
CALL = {"type": "tool-call", "toolCallId": "call_fake", "toolName": "ping", "input": "{}"}
BY_LENGTH = {"finishReason": {"unified": "length", "raw": "length"}}
BY_CALL = {"finishReason": {"unified": "tool-calls", "raw": "tool_calls"}}


def _kind(event: Any) -> str:
    return str(event.get("type", "")) if isinstance(event, dict) else ""


def _finish(**fields: Any) -> Change:
    return lambda events: tuple({**event, **fields} if _kind(event) == "finish" else event for event in events)


def _without_text(events: Events) -> Events:
    return tuple(event for event in events if not _kind(event).startswith("text-"))


def _texts(*texts: str) -> Change:
    """The text in these pieces."""

    def change(events: Events) -> Events:
        made = [
            [{**event, "delta": text} for text in texts] if _kind(event) == "text-delta" else [event]
            for event in events
        ]
        return tuple(event for pieces in made for event in pieces)

    return change


def _thought(events: Events) -> Events:
    """A thought before all else."""
    thought = (
        {"type": "reasoning-start", "id": "r"},
        {"type": "reasoning-delta", "id": "r", "delta": "The person wants"},
        {"type": "reasoning-end", "id": "r"},
    )
    return (*events[:2], *thought, *events[2:])


def _before_finish(*more: Any) -> Change:
    return lambda events: (*events[:-2], *more, *events[-2:])


def _both(plain: dict[str, Any], *changes: Change) -> Edit:
    """The plain answer with these fields, and the stream changed."""

    def change(events: Events) -> Events:
        for each in changes:
            events = each(events)
        return events

    return lambda request, ordinary: (
        on_events(change) if request.streamed else on_plain(lambda body: {**body, **plain})
    )(request, ordinary)


def _raw(text: Callable[[str], str]) -> Edit:
    """The bytes of a stream, written otherwise."""

    def answer(request: Request, ordinary: Answer) -> Answer:
        if not request.streamed or ordinary.status != 200:
            return ordinary
        written = text(ordinary.encoded()[0].decode()).encode()
        return replace(ordinary, body=written, headers={**ordinary.headers, "content-type": "text/event-stream"})

    return answer


def _of_the_sdk() -> Iterator[World]:
    error = {"type": "error", "error": {"message": "Overloaded", "type": "overloaded_error"}}
    said = {"type": "text", "text": "pong"}
    warned = {"warnings": [{"type": "unsupported", "feature": "maxOutputTokens"}]}
    for name, may, edit in (
        ("an error comes behind the text, and the finish is a stop", ILL, on_events(_before_finish(error))),
        ("the limit of tokens cut the text", SURE, _both(BY_LENGTH, _finish(**BY_LENGTH))),
        (
            "the limit of tokens was used up by thought",
            SURE,
            _both({"content": [THOUGHT], **BY_LENGTH}, _without_text, _thought, _finish(**BY_LENGTH)),
        ),
        # No app shows a thought: it was given an empty text, and no limit says why.
        (
            "there was thought alone, and it ended by itself",
            DOUBTED,
            _both({"content": [THOUGHT]}, _without_text, _thought),
        ),
        ("there was thought before the text", SURE, _both({"content": [THOUGHT, said]}, _thought)),
        (
            "a tool was called that nobody offered",
            DOUBTED,
            _both({"content": [CALL], **BY_CALL}, _without_text, _before_finish(CALL), _finish(**BY_CALL)),
        ),
        (
            "the model says that it cannot",
            SURE,
            _both({"content": [{**said, "text": "I cannot help with that."}]}, _texts("I cannot", " help with that.")),
        ),
        (
            "the stream has comments that keep it alive",
            SURE,
            _raw(lambda text: ": keep-alive\n\n" + text.replace("data: [DONE]", ": keep-alive\n\ndata: [DONE]")),
        ),
        (
            "both warn that a setting is not supported",
            WELL,
            _both(warned, lambda events: ({**events[0], **warned}, *events[1:])),
        ),
    ):
        yield _world("ai-sdk-7", name, may, edit)


def _world(client: str, name: str, may: May, edit: Edit) -> World:
    place = set_up(client, KEY, Token(parts.PAID))
    return World(f"{client}: served, and {name}", place, parts.one_team(parts.PAID, Rule(parts.GENERATE, edit)), may)


def _chunk(events: Events, delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    return {**events[0], "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def _of_chat() -> Iterator[World]:
    filtered = {"choices": [], "id": "", "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": {}}]}
    error = {"error": {"message": "Overloaded", "type": "server_error", "code": 503}}
    counted = {"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}}
    thought = {"role": "assistant", "reasoning_content": "The person"}
    refused = {"role": "assistant", "content": None, "refusal": "I cannot help."}
    for name, may, edit in (
        (
            "the last chunk has no choices and the usage",
            SURE,
            on_events(lambda e: (*e[:-1], {**e[0], **counted}, e[-1])),
        ),
        (
            "the first chunk has no choices, as Azure's filter has it",
            SURE,
            on_events(lambda e: ({**e[0], **filtered}, *e)),
        ),
        (
            "the stream holds thought alone, cut by the limit",
            WELL,
            on_events(lambda e: (_chunk(e, thought), _chunk(e, {}, "length"), e[-1])),
        ),
        ("an error comes behind the text", ILL, on_events(lambda e: (e[0], error, e[-1]))),
        (
            "the model refused, and content is null",
            ILL,
            on_plain(lambda b: {**b, "choices": [{"index": 0, "message": refused, "finish_reason": "stop"}]}),
        ),
    ):
        yield _world("openai", name, may, edit)


def _of_responses() -> Iterator[World]:
    refusal = {"type": "refusal", "refusal": "I cannot."}
    between = [
        (name, {"type": name})
        for name in ("response.in_progress", "response.output_item.added", "response.content_part.added")
    ]
    for name, may, edit in (
        ("the stream has more of the events that OpenAI's has", SURE, on_events(lambda e: (e[0], *between, *e[1:]))),
        (
            "the message is a refusal",
            ILL,
            on_plain(lambda b: {**b, "output": [{**b["output"][0], "content": [refusal]}]}),
        ),
    ):
        yield _world("openai-responses", name, may, edit)


def _of_messages() -> Iterator[World]:
    def ping(events: Events) -> Events:
        return (events[0], ("ping", {"type": "ping"}), *events[1:])

    thinking = {"type": "thinking", "thinking": "The person wants", "signature": "RkFLRQ=="}
    used = {
        "content": [{"type": "tool_use", "id": "toolu_fake", "name": "ping", "input": {}}],
        "stop_reason": "tool_use",
    }
    for name, may, edit in (
        ("the stream holds a ping", SURE, on_events(ping)),
        ("the model refused behind some words", ILL, on_plain(lambda b: {**b, "stop_reason": "refusal"})),
        ("there was thought before the text", SURE, on_plain(lambda b: {**b, "content": [thinking, *b["content"]]})),
        ("there was thought alone", DOUBTED, on_plain(lambda b: {**b, "content": [thinking]})),
        ("the stream lacks its last event", DOUBTED, on_events(lambda e: e[:-1])),
        ("a tool is used that nobody offered", DOUBTED, on_plain(lambda b: {**b, **used})),
    ):
        yield _world("anthropic", name, may, edit)


WORLDS: tuple[World, ...] = (*_of_the_sdk(), *_of_chat(), *_of_responses(), *_of_messages())
