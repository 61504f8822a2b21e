"""`format=brief`: the answer alone as JSON of at most 2,000 bytes, for programs that read little."""

import json
from typing import Any

from gateway_probe.document import SCHEMA_VERSION, Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import NextStep
from gateway_probe.reports.comparison_outline import key_of
from gateway_probe.reports.document_outline import found_beside
from gateway_probe.reports.lines import inert_json
from gateway_probe.reports.path import path_of
from gateway_probe.reports.subject import Subject
from gateway_probe.reports.text import path_words
from gateway_probe.reports.wording import client_of, place_of

MAX_BYTES = 2_000
_LONGEST, _SHORTEST = 400, 20
_MORE = "format=json has all of it; gateway-probe explain CODE says what a code means"


def brief(subject: Subject) -> str:
    """One JSON object, ending in a newline. Long texts are cut, the same for each, until it fits."""
    told = tell_briefly(subject)
    limit = _LONGEST
    while True:
        text = inert_json(json.dumps(_cut(told, limit), ensure_ascii=False, separators=(",", ":"))) + "\n"
        if len(text.encode("utf-8", "replace")) <= MAX_BYTES or limit <= _SHORTEST:
            return text
        limit = limit * 4 // 5


def tell_briefly(subject: Subject) -> dict[str, Any]:
    """What is told, before it is cut to fit."""
    if isinstance(subject, Document):
        return _document(subject)
    return _comparison(subject) if isinstance(subject, Comparison) else subject.brief()


def _document(document: Document) -> dict[str, Any]:
    verdict, probe = document.verdict, document.probe
    path = path_of(document)
    return {
        "schema_version": SCHEMA_VERSION,
        "verdict": {
            "status": verdict.status,
            "code": verdict.code,
            "title": verdict.title,
            "confidence": verdict.confidence,
            "your_error": verdict.your_error.model_dump(exclude_none=True) if verdict.your_error else None,
            "summary": verdict.summary,
            "do_now": _step(verdict.do_now),
            "alternatives": [{"code": o.code, "decided_by": o.decided_by} for o in verdict.alternatives[:3]],
            "contradictions": [item.text for item in verdict.contradictions[:2]],
        },
        "beside": [{"code": item.code, "confidence": item.confidence} for item in found_beside(document)[:4]],
        "path": path_words(path) if path is not None else None,
        "asked": {
            "client": client_of(probe),
            "model": probe.model,
            "model_origin": probe.model_origin,
            "place": place_of(document.runtime),
            "at": probe.started_at.isoformat(timespec="seconds"),
        },
        "not_tested": ", ".join(document.not_tested),
        "more": _MORE,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "outcome": comparison.outcome,
        "summary": comparison.summary,
        "key": "".join(key_of(comparison)) or None,
        "places": [
            {"name": place.name, "status": place.status, "code": place.code, "confidence": place.confidence}
            for place in comparison.places[:6]
        ],
        "explanations": [
            {
                "code": item.code,
                "confidence": item.confidence,
                "explanation": item.explanation,
                "do_now": _step(next(iter(item.next_steps), None)),
                "next_test": item.next_test,
            }
            for item in comparison.explanations[:2]
        ],
        "more": _MORE,
    }


def _step(step: NextStep | None) -> dict[str, Any] | None:
    return step.model_dump(exclude_none=True) if step is not None else None


def _cut(told: Any, limit: int) -> Any:
    """Every text at most this long; a command is not cut, since half of one must not be run."""
    if isinstance(told, dict):
        return {
            key: value if key == "command" and len(value) <= _LONGEST else _cut(value, limit)
            for key, value in told.items()
            if key != "command" or len(value) <= _LONGEST
        }
    if isinstance(told, list):
        return [_cut(item, limit) for item in told]
    return told if not isinstance(told, str) or len(told) <= limit else told[: limit - 1] + "…"
