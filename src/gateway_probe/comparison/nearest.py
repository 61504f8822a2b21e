"""Of many places those that are most like one: that set the same, and ran next to it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.fields import FIELDS
from gateway_probe.document import Document

_SET_BY_PEOPLE = [item for item in FIELDS if item.stability in {"configuration", "credential"}]
Settings = tuple[str | None, ...]


@dataclass(frozen=True)
class PlaceAsSet:
    """A place, and what people set there."""

    name: str
    document: Document
    settings: Settings

    def differences(self, other: "PlaceAsSet") -> int:
        """How many settings the two do not share."""
        return sum(one != another for one, another in zip(self.settings, other.settings, strict=True))


def settings_of(document: Document) -> Settings:
    """What people set in a place, and which credential it has."""
    return tuple(item.read(document) for item in _SET_BY_PEOPLE)


def nearest(one: PlaceAsSet, kinds: Iterable[list[PlaceAsSet]], most: int) -> list[PlaceAsSet]:
    """Of each kind, whose places set the same and are in the order of their runs, the one that ran next to this one; of
    many kinds those that share the most settings."""
    beside = (_next_in_time(one, places) for places in _alike_first(one, kinds)[:most])
    return [min(places, key=lambda place: minutes_apart([place.document, one.document])) for places in beside]


def before_and_after(one: PlaceAsSet, kinds: Iterable[list[PlaceAsSet]], most: int) -> list[PlaceAsSet]:
    """As the nearest, but of each kind the last one before this one and the first one after it."""
    return [place for places in _alike_first(one, kinds)[:most] for place in _next_in_time(one, places)]


def _alike_first(one: PlaceAsSet, kinds: Iterable[list[PlaceAsSet]]) -> list[list[PlaceAsSet]]:
    return sorted(kinds, key=lambda places: one.differences(places[0]))


def _next_in_time(one: PlaceAsSet, places: list[PlaceAsSet]) -> list[PlaceAsSet]:
    at = bisect_left(places, one.document.began, key=lambda place: place.document.began)
    return places[max(0, at - 1) : at + 1]
