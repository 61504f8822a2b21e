"""Errors inside a stream whose status is 200, at each door, in the forms that errors have there and beside them."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import KEY_IS_BAD, NOT_HEALTHY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World

DOORS = {"ai-sdk-7": "ai-sdk", "openai": "chat-completions", "openai-responses": "responses", "anthropic": "messages"}
NOT_IN_A_STREAM = KEY_IS_BAD | OTHER_TEAM | STORED_CREDENTIAL | {"model-unknown-or-retired", "no-card-on-file"}
SURE_OF_MORE = frozenset({"team-blocked", "free-tier-rate-limit", "gateway-5xx", "budget-reached"})
WORDS = "Overloaded, please try again."
FORMS: dict[str, dict[str, Any]] = {
    "with a type": {"message": WORDS, "type": "overloaded_error"},
    "with a code alone": {"message": WORDS, "type": None, "code": "overloaded_error"},
    "with a status and no type": {"message": WORDS, "statusCode": 529},
    "nested twice, as schema errors are": {
        "message": "Invalid response",
        "type": "AI_TypeValidationError",
        "value": {"error": {"message": WORDS, "type": "overloaded_error"}},
    },
}


def _begun(request: Request, error: Any, *, late: bool) -> tuple[Any, ...]:
    """A stream of the door that ends in this error, from its start or after its first words."""
    if request.protocol == "ai-sdk":
        text = ({"type": "text-start", "id": "0"}, {"type": "text-delta", "id": "0", "delta": "po"})
        return ({"type": "stream-start", "warnings": []}, *(text if late else ()), {"type": "error", "error": error})
    if request.protocol == "responses":
        response = {"id": "resp_FAKE", "object": "response", "status": "in_progress", "output": []}
        delta = {"type": "response.output_text.delta", "item_id": "m", "output_index": 0, "delta": "po"}
        failed = {"type": "response.failed", "response": {**response, "status": "failed", "error": error}}
        created = ("response.created", {"type": "response.created", "response": response})
        return (created, *((("response.output_text.delta", delta),) if late else ()), ("response.failed", failed))
    if request.protocol == "messages":
        start = {"type": "message_start", "message": {"id": "msg_FAKE", "type": "message", "content": []}}
        delta = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "po"}}
        return (
            ("message_start", start),
            *((("content_block_delta", delta),) if late else ()),
            ("error", {"type": "error", "error": error}),
        )
    chunk = {"id": "gen_FAKE", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": "po"}}]}
    return (*((chunk,) if late else ()), {"error": error}, "[DONE]")


def _answering(error: Any, *, late: bool) -> Callable[[Request, Answer], Answer]:
    return lambda request, _ordinary: Answer(200, _begun(request, error, late=late))


def _worlds() -> Iterator[World]:
    may = May(NOT_HEALTHY, not_claimed=NOT_IN_A_STREAM, not_certain=SURE_OF_MORE)
    seed = {"message": "BYOK is for paid credits.", "type": "byok_requires_paid_credits"}
    for client, door in DOORS.items():
        where = Where("generate", protocol=door, streamed=True)
        for form, error in FORMS.items():
            for late in (False, True):
                yield World(
                    f"{client}: a stream holds an error {form}, {'after some words' if late else 'from its start'}",
                    set_up(client, KEY, Token(parts.PAID)),
                    parts.one_team(parts.PAID, Rule(where, _answering(error, late=late))),
                    may,
                )
        yield World(
            f"{client}: the seed's refusal, in streams inside a 200 and plain with 403",
            set_up(client, KEY, Token(parts.FREE_WITH_BYOK)),
            parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", streamed=True), _answering(seed, late=False))),
            May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=NOT_IN_A_STREAM),
        )


WORLDS = tuple(_worlds())
