"""Answers of a gateway that repeats what it should not, in every field that it controls."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.safety.canaries import ENCODINGS
from tests.safety.scripted import Received, whole

HERE = "*"
"""Stands for a repeated secret in the templates below."""

_ATTEMPT = {
    "provider": HERE,
    "internalModelId": HERE,
    "providerApiModelId": HERE,
    "credentialType": HERE,
    "credentialId": HERE,
    "success": False,
    "statusCode": 401,
    "error": HERE,
}
_ROUTING = {
    "originalModelId": HERE,
    "resolvedProvider": HERE,
    "resolvedProviderApiModelId": HERE,
    "finalProvider": HERE,
    "internalResolvedModelId": HERE,
    "canonicalSlug": HERE,
    "planningReasoning": HERE,
    "fallbacksAvailable": [HERE, HERE],
    "attempts": [_ATTEMPT],
    "modelAttempts": [{"modelId": HERE, "canonicalSlug": HERE, "success": False, "providerAttempts": [_ATTEMPT]}],
}
_METADATA = {"gateway": {"generationId": HERE, "routing": _ROUTING, "cost": HERE, HERE: HERE}, HERE: {HERE: HERE}}
_PARAM = {"name": HERE, "ruleId": HERE, "modelId": HERE, "message": HERE, "statusCode": 401, HERE: [HERE]}
_USAGE = {"inputTokens": {"total": 9}, "outputTokens": {"total": 2}}
TEMPLATES: dict[str, Any] = {
    "error": {
        "error": {"type": HERE, "message": HERE, "code": HERE, "param": _PARAM},
        "generationId": HERE,
        "providerMetadata": _METADATA,
    },
    "error as text": {"error": HERE, "type": HERE, "message": HERE, "statusCode": 403},
    "generation": {
        "content": [{"type": "text", "text": HERE}, {"type": HERE, HERE: HERE}],
        "finishReason": {"unified": HERE, "raw": HERE},
        "usage": _USAGE,
        "warnings": [{"type": HERE, "details": HERE}],
        "providerMetadata": _METADATA,
        "response": {"id": HERE, "modelId": HERE, "timestamp": HERE},
    },
    "completion": {
        "id": HERE,
        "model": HERE,
        "choices": [{"message": {"content": HERE, "provider_metadata": _METADATA}, "finish_reason": HERE}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 2},
    },
    "models": {
        "object": HERE,
        "data": [{"id": HERE, "owned_by": HERE, "name": HERE, "type": HERE, "tags": [HERE]}] * 3,
    },
    "endpoints": {
        "data": {
            "id": HERE,
            "name": HERE,
            "endpoints": [{"name": HERE, "provider_name": HERE, "tag": HERE, "status": 0, "quantization": HERE}] * 2,
        }
    },
    "credits": {"balance": HERE, "total_used": HERE, HERE: HERE},
    "anything": [HERE, {HERE: HERE}],
}
HEADERS = (
    "x-vercel-id", "x-vercel-error", "x-vercel-cache", "server", "retry-after", "x-request-id", "x-generation-id",
    "www-authenticate", "set-cookie", "location", "date", "x-ratelimit-limit", "cf-ray", "via", "x-matched-path",
)  # fmt: skip


def fields() -> set[str]:
    """Every field by its name, wherever it stands; a key that is a secret itself is one too."""
    found, pending = {"KEY", "reason phrase", "event name"}, list[Any](TEMPLATES.values())
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            found |= {name for name, value in item.items() if value == HERE or value == [HERE]} - {HERE}
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return found


@dataclass(frozen=True)
class Echo:
    """What the gateway repeats, and how."""

    texts: tuple[str, ...]
    statuses: tuple[int, ...]
    templates: tuple[str, ...]
    kind: str
    model: str
    headers: bool

    def answer(self, number: int, request: Received) -> bytes:
        """To the request of this number."""
        texts = itertools.cycle(self.texts[number % len(self.texts) :] + self.texts[: number % len(self.texts)])
        status = self.statuses[number % len(self.statuses)]
        template = TEMPLATES[self._template(number, request)]
        body = json.dumps(_filled(template, texts), ensure_ascii=number % 2 == 0)
        kind = "application/json"
        if self.kind == "html":
            body, kind = f"<html><title>{next(texts)}</title>{next(texts)}</html>", "text/html"
        elif self.kind == "text":
            body, kind = next(texts), "text/plain"
        elif self.kind == "events":
            body, kind = f"event: {next(texts)}\ndata: {body}\n\ndata: [DONE]\n\n", "text/event-stream"
        elif self.kind == "broken":
            body = body[: len(body) * 2 // 3]
        content = body.encode("utf-8", "replace")
        if not self.headers:
            return whole(status, content, kind=kind)
        headers = [(name, _on_one_line(next(texts))) for name in HEADERS]
        answer = whole(status, content, *headers, kind=kind)
        return answer.replace(b" X\r\n", f" {_on_one_line(next(texts))}\r\n".encode("latin-1"), 1)

    def _template(self, number: int, request: Received) -> str:
        """Usually what is expected there, so that the readers go deep; sometimes something else."""
        wanted = self.templates[number % len(self.templates)]
        if wanted != "expected":
            return wanted
        if self.statuses[number % len(self.statuses)] >= 400:
            return "error"
        for part, name in (
            ("endpoints", "endpoints"),
            ("models", "models"),
            ("credits", "credits"),
            ("chat", "completion"),
        ):
            if part in request.path:
                return name
        return "generation"


def _on_one_line(text: str) -> str:
    return quote(text, safe=" !#$&'()*+,/:;=?@[]<>\"{}|\\^`~%")


def _filled(template: Any, texts: Iterator[str]) -> Any:
    if isinstance(template, dict):
        return {_filled(name, texts): _filled(value, texts) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, texts) for value in template]
    return next(texts) if template == HERE else template


@cache
def echoes(secrets: tuple[str, ...]) -> st.SearchStrategy[Echo]:
    """Any of the secrets, in any encoding, between, around and split over anything. Made once for each place."""
    secret, encoding = st.sampled_from(secrets), st.sampled_from(sorted(ENCODINGS))
    cut = st.sampled_from([_same, _same, _same, _first_half, _second_half, _quoted, _masked, _stretched])
    piece = st.builds(lambda secret, encoding, cut: cut(ENCODINGS[encoding](secret)), secret, encoding, cut)
    filler = st.one_of(st.just(""), st.just(" "), st.text(max_size=12), st.sampled_from(FILLERS))
    text = st.builds(lambda *parts: "".join(parts), filler, piece, filler, piece, filler)
    whole_texts = st.lists(text, min_size=1, max_size=5).map(tuple)
    statuses = st.sampled_from([200, 200, 400, 401, 403, 403, 404, 429, 500])
    templates = st.sampled_from(["expected", "expected", "expected", *TEMPLATES])
    return st.builds(
        Echo,
        texts=st.one_of(
            whole_texts, whole_texts, whole_texts, st.builds(_spread, secret, encoding, st.integers(1, 11))
        ),
        statuses=st.lists(statuses, min_size=1, max_size=4).map(tuple),
        templates=st.lists(templates, min_size=1, max_size=3).map(tuple),
        kind=st.sampled_from(["json", "json", "json", "json", "html", "text", "events", "broken"]),
        model=st.sampled_from(["azure/gpt-5.4-mini", "openai/gpt-5.4-mini", "nobody/unknown"]),
        headers=st.booleans(),
    )


FILLERS = (
    "Incorrect API key provided: ", "Bearer ", "key=", "https://user:", "@host/", "[redacted:known-secret:", "](", "<b>",
    "`", "\x1b[31m", "\u202e", "…", "|", "\n", "--", "  - ", "&quot;", "{{", "%", "\\u0041", "x" * 290, "é" * 150,
)  # fmt: skip


def _spread(secret: str, encoding: str, size: int) -> tuple[str, ...]:
    """Piece by piece over the fields, in their order: no field alone says enough to be searched for."""
    form = ENCODINGS[encoding](secret)
    return tuple(form[at : at + size] for at in range(0, len(form), size))


def _same(form: str) -> str:
    return form


def _first_half(form: str) -> str:
    return form[: len(form) // 2]


def _second_half(form: str) -> str:
    return form[len(form) // 2 :]


def _quoted(form: str) -> str:
    return f'"{form}"'


def _masked(form: str) -> str:
    return f"{form[:16]}****{form[-4:]}"


def _stretched(form: str) -> str:
    """Pushed over the length that texts are cut to."""
    return "x" * 280 + " " + form
