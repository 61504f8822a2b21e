"""What an error text or a code means, for the field of the page: the gateway is not asked and nothing is kept."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import gateway_probe.causes
import gateway_probe.comparison
import gateway_probe.glossary  # noqa: F401 - each registers its codes
from gateway_probe.explaining import MAX_TEXT, WHOSE, explain
from gateway_probe.register import DECLARED, Entry
from gateway_probe.web.http_answers import EVERY_ANSWER
from gateway_probe.web.problems import too_large

MAX_ENTRIES = 6


async def explained_answer(request: Request) -> Response:
    """The entries for the text in the body, the most telling first, as JSON. Raises `Problem` (413)."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_TEXT:
            raise too_large(MAX_TEXT)
    found = explain(body.decode("utf-8", "replace"), DECLARED)
    told = {
        "entries": [_tell(entry) for entry in found.entries[:MAX_ENTRIES]],
        "causes": [{"code": cause.code, "title": cause.title} for cause in found.causes],
    }
    return Response(json.dumps(told).encode(), 200, EVERY_ANSWER, "application/json")


def _tell(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "kind": entry.kind,
        "whose": WHOSE[entry.whose],
        "title": entry.title,
        "meaning": entry.meaning,
        "next_steps": [step.model_dump(exclude_none=True) for step in entry.next_steps],
    }
