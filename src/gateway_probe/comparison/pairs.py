"""Which two places are held against each other: each failing one and the served one that is most like it.

A difference explains an outcome only as far as all else is alike: beside a served place with the same model, one with
another model says nothing about the model.
"""

from dataclasses import dataclass

from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.fields import FIELDS, served
from gateway_probe.document import Document

MAX_MINUTES = 5.0
"""Rules, balances and tiers move: runs further apart say nothing about a place (failure catalogue, N7)."""

MAX_CANDIDATES = 8
"""Served places that differ from each other and are looked at for each failing one: the work stays linear."""

_READ = {item.id: item.read for item in FIELDS}
_SET_BY_PEOPLE = [item for item in FIELDS if item.stability in {"configuration", "credential"}]
_Settings = tuple[str | None, ...]


@dataclass(frozen=True)
class Pair:
    """A place that is served and one that is not."""

    served_name: str
    served: Document
    failing_name: str
    failing: Document

    def differs(self, field_id: str) -> bool:
        """Whether a field differs between the two."""
        return _READ[field_id](self.served) != _READ[field_id](self.failing)

    @property
    def together(self) -> bool:
        """The two ran within minutes of each other."""
        return minutes_apart([self.served, self.failing]) <= MAX_MINUTES


@dataclass(frozen=True)
class _Place:
    """A place, and what people set there."""

    name: str
    document: Document
    settings: _Settings

    def differences(self, other: "_Place") -> int:
        """How many settings the two do not share."""
        return sum(one != another for one, another in zip(self.settings, other.settings, strict=True))


def pairs_of(named: list[tuple[str, Document]]) -> list[Pair]:
    """A pair for each kind of failing place, in an order that does not depend on the order of the places."""
    good: dict[_Settings, _Place] = {}
    bad: dict[tuple[_Settings, str], _Place] = {}
    for name, document in sorted(named, key=lambda item: item[0]):
        place = _Place(name, document, tuple(item.read(document) for item in _SET_BY_PEOPLE))
        # Places that are alike in all of this say the same: the first by name speaks for them.
        if served(document):
            good.setdefault(place.settings, place)
        else:
            bad.setdefault((place.settings, document.verdict.code), place)
    candidates = list(good.values())[:MAX_CANDIDATES]
    return [_nearest(place, candidates) for place in bad.values()] if candidates else []


def _nearest(failing: _Place, candidates: list[_Place]) -> Pair:
    pairs = [(Pair(c.name, c.document, failing.name, failing.document), failing.differences(c)) for c in candidates]
    return min(pairs, key=lambda item: (not item[0].together, item[1], item[0].served_name))[0]
