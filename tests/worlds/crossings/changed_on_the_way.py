"""Ways to change an answer on its way, and the refusals that most tables here have in common."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Where
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts

Change = Callable[[Answer], Answer]

UNKNOWN_KIND = parts.refusal(403, "deployment_not_entitled", "This request is not entitled.")
SCOPED = parts.refusal(403, "forbidden", "This API key is restricted to another project.")
OVER_BUDGET = parts.refusal(
    402,
    "quota_for_entity_exceeded",
    'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.',
)
NO_CARD = parts.refusal(
    403, "customer_verification_required", "AI Gateway requires a valid credit card on file to service requests."
)
UNAUTHORIZED = unauthorized()


def refused(change: Change, where: Where = parts.GENERATE) -> Rule:
    """Each refusal is changed on its way; what is served passes as it is."""
    return Rule(where, lambda _request, ordinary: change(ordinary) if ordinary.status >= 400 else ordinary)


def served(change: Change, where: Where = parts.GENERATE) -> Rule:
    """Each answer that was served is changed on its way."""
    return Rule(where, lambda _request, ordinary: change(ordinary) if ordinary.status == 200 else ordinary)


def every(change: Change, where: Where = parts.EVERYTHING) -> Rule:
    """Each answer is changed on its way."""
    return Rule(where, lambda _request, ordinary: change(ordinary))


def with_fields(**fields: Any) -> Change:
    """More fields at the top of the body."""
    return lambda answer: replace(answer, body={**answer.body, **fields})


def with_error(**fields: Any) -> Change:
    """More fields of the error, where the body has one as an object."""

    def change(answer: Answer) -> Answer:
        error = answer.body.get("error")
        if not isinstance(error, dict):
            return answer
        return replace(answer, body={**answer.body, "error": {**error, **fields}})

    return change


def headed(**headers: str) -> Change:
    """More headers; `_` stands for `-`."""
    return lambda answer: answer.with_headers(**headers)


def written(write: Callable[[str], bytes]) -> Change:
    """The body as other bytes that say the same."""

    def change(answer: Answer) -> Answer:
        kind = answer.encoded()[1]
        text = answer.encoded()[0].decode()
        return replace(answer, body=write(text), headers={"content-type": kind, **answer.headers})

    return change


def indented(text: str) -> bytes:
    """The same JSON over many lines."""
    return (json.dumps(json.loads(text), indent=4) + "\n\n").encode()


def unauthorized_where(where: Where) -> Rule:
    """401 where it fits."""
    return Rule(where, UNAUTHORIZED)


def in_stream(answer: Answer) -> Callable[[Request, Answer], Answer]:
    """The same refusal as an event of a stream whose status is 200."""
    error = answer.body["error"]
    return lambda request, _ordinary: refused_in_stream(request, error["message"], error["type"])
