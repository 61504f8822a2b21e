"""The gateway's record of the generation, held against what the answer told of it."""

import re

from gateway_probe.causes.reading import Reading
from gateway_probe.disclosure import is_hidden
from gateway_probe.document.answer import GenerationRecord, Routing

_NOT_TO_BE_HAD = 300
"""From this status on an answer is none to the question."""


def is_borne_out(seen: Reading) -> bool:
    """Whether the record says nothing else than the answer. One that is not written yet, or not to be had, says nothing;
    one that is there and cannot be read, or lacks a part, may say anything."""
    check = seen.check("generation-record")
    if check is None:
        return seen.baseline is None or seen.baseline.generation_id is None
    if check.answer == "none" or (check.status or 0) >= _NOT_TO_BE_HAD:
        return True
    record = check.record if check.answer == "served" else None
    if record is None or None in (record.is_byok, record.provider, record.model):
        return False
    return _is_of_the_attempt(seen, record) and _is_of_the_model(seen, record)


def record_of(seen: Reading) -> GenerationRecord | None:
    """The record, where it was read."""
    check = seen.check("generation-record")
    return check.record if check is not None else None


def _is_of_the_attempt(seen: Reading, record: GenerationRecord) -> bool:
    """The same provider and credential as those of the attempt that served, as far as both may be named here."""
    if seen.serving is None:
        return True
    _, attempt = seen.serving
    whose = "byok" if record.is_byok else "system"
    is_masked = any(map(is_hidden, (attempt.provider, record.provider)))
    return attempt.credential_type in {whose, "other"} and (is_masked or attempt.provider == record.provider)


def _is_of_the_model(seen: Reading, record: GenerationRecord) -> bool:
    """A model that was asked for, or that the routing tells of."""
    told = record.model or ""
    if is_hidden(told):
        return True
    routing = seen.baseline.routing if seen.baseline is not None else None
    return any(same_name(told, name) for name in (seen.probe.model, *_models_of(routing)))


def _models_of(routing: Routing | None) -> list[str]:
    slugs = [routing.canonical_slug, *(item.canonical_slug for item in routing.model_attempts)] if routing else []
    return [slug for slug in slugs if slug is not None]


def same_name(slug: str, asked: str) -> bool:
    """Whether two ids name one model: creators and signs between the parts aside, and a version or date at the end."""
    served_id, asked_id = (re.sub(r"[^a-z0-9]", "", name.rpartition("/")[2].lower()) for name in (slug, asked))
    return served_id.startswith(asked_id) or asked_id.startswith(served_id)
