"""What an error text or a code means, for the field of the page: the gateway is not asked and nothing is kept."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

import gateway_probe.causes
import gateway_probe.comparison
import gateway_probe.glossary  # noqa: F401 - each registers its codes
from gateway_probe.explaining import MAX_TEXT, explain, tell_whose
from gateway_probe.register import DECLARED, Entry
from gateway_probe.web.given import read_body
from gateway_probe.web.http_answers import plain_answer

MAX_ENTRIES = 6


async def explained_answer(request: Request) -> Response:
    """The entries for the text in the body, the most telling first, as JSON. Raises `Problem` (413)."""
    body = await read_body(request, MAX_TEXT)
    found = explain(body.decode("utf-8", "replace"), DECLARED)
    told = {
        "entries": [_tell(entry) for entry in found.entries[:MAX_ENTRIES]],
        "causes": [{"code": cause.code, "title": cause.title} for cause in found.causes],
    }
    return plain_answer(told)


def _tell(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "kind": entry.kind,
        "whose": tell_whose(entry.kind, entry.whose),
        "title": entry.title,
        "meaning": entry.meaning,
        "next_steps": [step.model_dump(exclude_none=True) for step in entry.next_steps],
    }
