"""Disclosure levels: what a Document for a public thread leaves out of one for support staff."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import fingerprint
from gateway_probe.disclosure.redaction import removals
from gateway_probe.document import Evidence, ForeignText, Hidden, Identifier, IdentifierHeaders, Level, Model, Redaction

M = TypeVar("M", bound=Model)

HIDDEN = "[hidden]"
_MIN_KNOWN = 4

# Ids of Vercel inside text: the prefix says what kind of thing it was, the rest goes.
_ID_IN_TEXT = re.compile(r"\b(api_key_id|team|prj|dpl|gen|usr|user|rule|icfg|cred|key)_[A-Za-z0-9]{4,}")
# Links of the gateway carry the team's name: https://vercel.com/d?to=%2FTEAM%2F… and https://vercel.com/TEAM/~/ai.
_TEAM_IN_LINK = re.compile(r"(?<=vercel\.com/)(?:d\?to=[^\s\"'<>&)]+|[\w.-]+(?=/~/|/ai\b))")
_AMOUNT = re.compile(r"\$\d[\d.,]*")


def disclose(model: M, level: Level, salt: str = "") -> M:
    """The model at this level. Private: as it is. Public: ids become fingerprints, guessable values go."""
    if level == "private":
        return model
    known = sorted(set(_private_values(model)), key=len, reverse=True)
    return _public(model, tuple(known), salt)


def ledger(before: Evidence, after: Evidence) -> list[Redaction]:
    """Every removal in the evidence: those that foreign text shows by itself, and those that the level made."""
    entries = []
    parts = [(name, getattr(before, name), getattr(after, name)) for name in Evidence.model_fields]
    for path, original, shown in (text for name, old, new in parts for text in _texts((name,), old, new)):
        found = removals(shown) if "[redacted:" in shown else []
        if original != shown:
            found.append(("public-level", len(original)))
        if found:
            pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
            entries += [Redaction(pointer=pointer, rule=rule, removed=count) for rule, count in found]
    return entries


def _public(model: M, known: tuple[str, ...], salt: str) -> M:
    changes = {}
    for name, markers in _fields(type(model)):
        value = getattr(model, name)
        changed = _public_value(value, markers, known, salt)
        if changed is not value:
            changes[name] = changed
    return model.model_copy(update=changes) if changes else model


def _public_value(value: Any, markers: tuple[Any, ...], known: tuple[str, ...], salt: str) -> Any:
    if value is None:
        return None
    for marker in markers:
        if isinstance(marker, Hidden):
            return HIDDEN if _is_private(marker, value) else value
        if isinstance(marker, Identifier):
            return fingerprint(value, salt) or HIDDEN
        if isinstance(marker, IdentifierHeaders):
            return {k: (fingerprint(v, salt) or HIDDEN) if k in marker.names else v for k, v in value.items()}
        if isinstance(marker, ForeignText):
            return _public_text(value, known)
    if isinstance(value, Model):
        return _public(value, known, salt)
    if isinstance(value, list) and value and isinstance(value[0], Model):
        return [_public(item, known, salt) for item in value]
    return value


def _public_text(text: str, known: tuple[str, ...]) -> str:
    masked = _TEAM_IN_LINK.sub("…", text)
    masked = _ID_IN_TEXT.sub(lambda match: f"{match[1]}_…", masked)
    masked = _AMOUNT.sub("$…", masked)
    for value in known:
        masked = masked.replace(value, "…")
    return masked


def _private_values(model: Model) -> Iterator[str]:
    """Every value in the model that the public level would mask: it may also stand inside foreign text."""
    for name, markers in _fields(type(model)):
        value = getattr(model, name)
        if (
            isinstance(value, str)
            and len(value) >= _MIN_KNOWN
            and any(_is_private(marker, value) for marker in markers)
        ):
            yield value
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Model):
                yield from _private_values(item)


def _is_private(marker: object, value: str) -> bool:
    if isinstance(marker, Hidden):
        return marker.unless is None or re.fullmatch(marker.unless, value) is None
    return isinstance(marker, Identifier)


def _texts(path: tuple[str | int, ...], before: Any, after: Any) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every text of two trees of the same shape: where, what it was, what it is."""
    if isinstance(after, str):
        yield path, before, after
    elif isinstance(after, Model):
        for name, _ in _fields(type(after)):
            yield from _texts((*path, name), getattr(before, name), getattr(after, name))
    elif isinstance(after, dict):
        for key, value in after.items():
            yield from _texts((*path, key), before[key], value)
    elif isinstance(after, list):
        for index, value in enumerate(after):
            yield from _texts((*path, index), before[index], value)


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    return tuple((name, tuple(field.metadata)) for name, field in model.model_fields.items())
