"""Disclosure levels: what a Document for a public thread leaves out of one for support staff."""

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cache
from operator import is_
from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import FINGERPRINT, HIDDEN, fingerprint
from gateway_probe.disclosure.parts import MARKER, is_known
from gateway_probe.disclosure.redaction import MAX_TEXT_OF_A_RUN, removals
from gateway_probe.disclosure.screen import admitted_names, block, screen
from gateway_probe.disclosure.secrets import Secrets
from gateway_probe.document import (
    ByRight,
    Evidence,
    ForeignName,
    ForeignText,
    ForeignValues,
    Hidden,
    Identifier,
    IdentifierHeaders,
    Level,
    Model,
    Redaction,
)
from gateway_probe.document.inner_models import models_in
from gateway_probe.record import record

M = TypeVar("M", bound=Model)
_MAX_NAME = 128


@record
class _Shown:
    """What one Document shows at the public level: the values that it names by right, and a number for each name that
    it does not show."""

    salt: str
    own: frozenset[str]
    left: int = MAX_TEXT_OF_A_RUN
    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    """What stands for each so far: most of them come many times."""
    admitted: set[tuple[str, ...]] = field(default_factory=set)
    """Lists of names that say nothing together."""
    hidden: int = 0

    def text(self, value: str) -> str:
        if value not in self.texts:
            shown = screen(value, "public", self.own) if self._spend(value) else block("unlisted", len(value))
            self.texts[value] = shown
        return self.texts[value]

    def name(self, value: str) -> str:
        if value not in self.names:
            self.names[value] = value if self._is_shown(value) else self._number(value)
        return self.names[value]

    def list_of_names(self, values: list[str]) -> list[str]:
        """Each as it is alone, and a number for those that say too much together."""
        names = [self.name(value) for value in values]
        if tuple(names) in self.admitted:
            return names
        admitted = admitted_names(names, "public", self.own)
        shown = [
            name if fits or MARKER.fullmatch(name) else self._number(name)
            for name, fits in zip(names, admitted, strict=True)
        ]
        if shown == names:
            self.admitted.add(tuple(names))
        return shown

    def identifier(self, value: str) -> str:
        if value not in self.identifiers:
            shown_before = re.fullmatch(FINGERPRINT, value) is not None
            self.identifiers[value] = value if shown_before else fingerprint(value, self.salt) or HIDDEN
        return self.identifiers[value]

    def _is_shown(self, name: str) -> bool:
        if MARKER.fullmatch(name) or is_known(name) or name in self.own:
            return True
        short = len(name) <= _MAX_NAME and self._spend(name)
        return short and screen(name, "public", self.own, name=True) == name

    def _number(self, name: str) -> str:
        self.hidden += 1
        return block(f"name-{self.hidden}", len(name))

    def _spend(self, value: str) -> bool:
        """Whether there is still so much to be looked at."""
        self.left -= len(value)
        return self.left >= 0


def disclose(model: M, level: Level, salt: str = "") -> M:
    """The model at this level. Private: as it is. Public: ids become fingerprints, guessable values go, and of foreign
    text known words stay."""
    if level == "private":
        return model
    return _public(model, _Shown(salt, Secrets(own=_named_by_right(model)).own))


def ledger(before: Evidence, after: Evidence) -> list[Redaction]:
    """Every removal in the evidence: those that foreign text shows by itself, and those that the level made."""
    found: list[Redaction] = []
    _list_removals("", before, after, found)
    return found


Change = Callable[[Any, _Shown], Any]


@record(frozen=True)
class _Plan:
    """What is done with a class of models: for each marked field its change, and which fields lead to more of them."""

    changes: tuple[tuple[str, Change], ...]
    inner: tuple[str, ...]
    by_right: tuple[str, ...]
    to_by_right: tuple[str, ...]


@cache
def _plan(model: type[Model]) -> _Plan:
    """Made once for each class: of several hundred fields some thirty are marked."""
    changes, inner, by_right, to_by_right = [], [], [], []
    for name, info in model.model_fields.items():
        change = next((found for found in map(_change, info.metadata) if found), None)
        if change is not None:
            changes.append((name, change))
        elif any(isinstance(marker, ByRight) for marker in info.metadata):
            by_right.append(name)
        else:
            plans = [_plan(part) for part in models_in(info.annotation)]
            if any(plan.changes or plan.inner for plan in plans):
                inner.append(name)
            if any(plan.by_right or plan.to_by_right for plan in plans):
                to_by_right.append(name)
    return _Plan(tuple(changes), tuple(inner), tuple(by_right), tuple(to_by_right))


def _change(marker: object) -> Change | None:
    """What the public level makes of a value under this marker."""
    match marker:
        case Hidden(unless=None):
            return lambda _value, _shown: HIDDEN
        case Hidden(unless=str() as pattern):
            known = re.compile(pattern)
            return lambda value, _shown: value if known.fullmatch(value) else HIDDEN
        case Identifier():
            return lambda value, shown: shown.identifier(value)
        case ForeignValues(names=names):
            return lambda value, shown: {
                name: shown.identifier(item) if name in names else shown.text(item) for name, item in value.items()
            }
        case IdentifierHeaders(names=names):
            return lambda value, shown: {
                name: shown.identifier(item) if name in names else item for name, item in value.items()
            }
        case ForeignText():
            return lambda value, shown: shown.text(value)
        case ForeignName():
            return lambda value, shown: shown.list_of_names(value) if isinstance(value, list) else shown.name(value)
    return None


def _public(model: M, shown: _Shown) -> M:
    plan = _plan(type(model))
    values, changes = model.__dict__, dict[str, Any]()
    for name, change in plan.changes:
        value = values[name]
        if value is not None:
            changed = change(value, shown)
            if changed != value:
                changes[name] = changed
    for name in plan.inner:
        value = values[name]
        if not value:
            continue
        inner = [_public(item, shown) for item in value] if isinstance(value, list) else _public(value, shown)
        if not _is_same(inner, value):
            changes[name] = inner
    return model.alter(changes) if changes else model


def _is_same(shown: Any, whole: Any) -> bool:
    """Whether a model, or each of a list of them, is the very one."""
    return all(map(is_, shown, whole)) if isinstance(whole, list) else shown is whole


def _named_by_right(model: Model) -> Iterator[str]:
    plan = _plan(type(model))
    for name in plan.by_right:
        value = getattr(model, name)
        yield from [value] if isinstance(value, str) else value or []
    for name in plan.to_by_right:
        value = getattr(model, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Model):
                yield from _named_by_right(item)


def _list_removals(path: str, before: Model, after: Model, found: list[Redaction]) -> None:
    """Of every marked text of two models of the same shape: where it is, what was removed from it before, and now."""
    plan = _plan(type(after))
    old, new = before.__dict__, after.__dict__
    for name, _ in plan.changes:
        shown = new[name]
        if not shown:
            continue
        if isinstance(shown, str):
            _list_removed(path, name, old[name], shown, found)
        else:
            inside, original = f"{path}/{name}", old[name]
            for key in shown if isinstance(shown, dict) else range(len(shown)):
                _list_removed(inside, key, original[key], shown[key], found)
    for name in plan.inner:
        part = new[name]
        if not part:
            continue
        if isinstance(part, list):
            inside = f"{path}/{name}/"
            for at, (one, other) in enumerate(zip(old[name], part, strict=True)):
                _list_removals(f"{inside}{at}", one, other, found)
        else:
            _list_removals(f"{path}/{name}", old[name], part, found)


def _list_removed(path: str, key: str | int, original: str, shown: str, found: list[Redaction]) -> None:
    is_same = original is shown or original == shown
    earlier = removals(original) if "[redacted:" in original else []
    if is_same and not earlier:
        return
    pointer = f"{path}/{key.replace('~', '~0').replace('/', '~1') if isinstance(key, str) else key}"
    found += [Redaction(pointer=pointer, rule=rule, removed=count) for rule, count in earlier]
    if not is_same:
        found.append(Redaction(pointer=pointer, rule="public-level", removed=len(original)))
