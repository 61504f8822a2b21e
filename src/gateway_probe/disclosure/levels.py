"""Disclosure levels: what a Document for a public thread leaves out of one for support staff."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import is_
from typing import Any, TypeVar

from gateway_probe.disclosure.fingerprint import HIDDEN, fingerprint, is_fingerprint
from gateway_probe.disclosure.parts import MARKER, is_known
from gateway_probe.disclosure.redaction import MAX_TEXT_OF_A_RUN, removals
from gateway_probe.disclosure.screen import admitted_names, block, screen
from gateway_probe.disclosure.secrets import Secrets
from gateway_probe.document import (
    ByRight,
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
_BLOCK = "[redacted:"


class _Once(dict[str, str]):
    """What stands for each value, found out once: most of them come many times."""

    def __init__(self, find: Callable[[str], str]) -> None:
        self._find = find

    def __missing__(self, value: str) -> str:
        found = self[value] = self._find(value)
        return found


Where = tuple["Where", str | int] | None
"""A place in a model: that of what holds it, and its name or number there as a JSON pointer has it. None: the whole."""

Removed = tuple[Where, str, str]
"""A marked text of which something is not shown: its place, what it was, and what stands there now."""


class _Shown:
    """What one Document shows at a level: the values that it names by right, and a number for each name that it does
    not show."""

    def __init__(self, level: Level, salt: str, own: frozenset[str]) -> None:
        self.is_public = level == "public"
        self.removed: list[Removed] = []
        self.texts = _Once(self._text)
        self.names = _Once(lambda value: value if self._is_shown(value) else self._number(value))
        self.identifiers = _Once(self._identifier)
        self._salt = salt
        self._own = own
        self._left = MAX_TEXT_OF_A_RUN
        self._admitted = set[tuple[str, ...]]()
        """Lists of names that say nothing together."""
        self._hidden = 0

    def list_of_names(self, values: list[str]) -> list[str]:
        """Each as it is alone, and a number for those that say too much together."""
        names = [self.names[value] for value in values]
        if tuple(names) in self._admitted:
            return names
        admitted = admitted_names(names, "public", self._own)
        shown = [
            name if fits or MARKER.fullmatch(name) else self._number(name)
            for name, fits in zip(names, admitted, strict=True)
        ]
        if shown == names:
            self._admitted.add(tuple(names))
        return shown

    def note_each(self, values: Any, shown: Any, where: Where) -> None:
        """What is not shown of the texts of a list or a map."""
        for key, value in values.items() if isinstance(values, dict) else enumerate(values):
            if shown[key] != value or _BLOCK in value:
                at = key.replace("~", "~0").replace("/", "~1") if isinstance(key, str) else key
                self.removed.append(((where, at), value, shown[key]))

    def _text(self, value: str) -> str:
        return screen(value, "public", self._own) if self._spend(value) else block("unlisted", len(value))

    def _identifier(self, value: str) -> str:
        return value if is_fingerprint(value) else fingerprint(value, self._salt) or HIDDEN

    def _is_shown(self, name: str) -> bool:
        if MARKER.fullmatch(name) or is_known(name) or name in self._own:
            return True
        short = len(name) <= _MAX_NAME and self._spend(name)
        return short and screen(name, "public", self._own, name=True) == name

    def _number(self, name: str) -> str:
        self._hidden += 1
        return block(f"name-{self._hidden}", len(name))

    def _spend(self, value: str) -> bool:
        """Whether there is still so much to be looked at."""
        self._left -= len(value)
        return self._left >= 0


def disclose(model: M, level: Level, salt: str = "") -> M:
    """The model at this level. Private: as it is. Public: ids become fingerprints, guessable values go, and of foreign
    text known words stay."""
    return model if level == "private" else disclose_and_list(model, level, salt)[0]


def disclose_and_list(model: M, level: Level, salt: str = "") -> tuple[M, list[Removed]]:
    """The same, and of every marked text what was removed from it: by itself before, and by the level now."""
    shown = _Shown(level, salt, frozenset() if level == "private" else Secrets(own=named_by_right(model)).own)
    return _show(model, shown, None), shown.removed


def ledger(removed: Iterable[Removed]) -> list[Redaction]:
    """Every removal: those that foreign text shows by itself, and those that the level made."""
    found = []
    for where, original, shown in removed:
        pointer = _pointer(where)
        if _BLOCK in original:
            found += [Redaction(pointer=pointer, rule=rule, removed=count) for rule, count in removals(original)]
        if shown != original:
            found.append(Redaction(pointer=pointer, rule="public-level", removed=len(original)))
    return found


def _pointer(where: Where) -> str:
    return f"{_pointer(where[0])}/{where[1]}" if where else ""


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
            return lambda value, shown: shown.identifiers[value]
        case ForeignValues(names=names):
            return lambda value, shown: {
                name: shown.identifiers[item] if name in names else shown.texts[item] for name, item in value.items()
            }
        case IdentifierHeaders(names=names, given=given):
            return lambda value, shown: {
                name: shown.identifiers[item] if name in names else shown.names[item] if name in given else item
                for name, item in value.items()
            }
        case ForeignText():
            return lambda value, shown: shown.texts[value]
        case ForeignName():
            return lambda value, shown: shown.list_of_names(value) if isinstance(value, list) else shown.names[value]
    return None


def _show(model: M, shown: _Shown, where: Where) -> M:
    plan = _plan(type(model))
    values = model.__dict__
    changes: dict[str, Any] = {}
    for name, change in plan.changes:
        value = values[name]
        if value is None:
            continue
        changed = change(value, shown) if shown.is_public else value
        if changed != value:
            changes[name] = changed
        if not isinstance(value, str):
            shown.note_each(value, changed, (where, name))
        elif changed != value or _BLOCK in value:
            shown.removed.append(((where, name), value, changed))
    for name in plan.inner:
        value = values[name]
        if not value:
            continue
        at = where, name
        if isinstance(value, list):
            inner: Any = [_show(item, shown, (at, number)) for number, item in enumerate(value)]
        else:
            inner = _show(value, shown, at)
        if not _is_same(inner, value):
            changes[name] = inner
    return model.alter(changes) if changes else model


def _is_same(shown: Any, whole: Any) -> bool:
    """Whether a model, or each of a list of them, is the very one."""
    return all(map(is_, shown, whole)) if isinstance(whole, list) else shown is whole


def named_by_right(model: Model) -> Iterator[str]:
    plan = _plan(type(model))
    for name in plan.by_right:
        value = getattr(model, name)
        yield from [value] if isinstance(value, str) else value or []
    for name in plan.to_by_right:
        value = getattr(model, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Model):
                yield from named_by_right(item)
