"""Which two places are held against each other: each failing one and the served one that is most like it.

A difference explains an outcome only as far as all else is alike: beside a served place with the same model, one with
another model says nothing about the model.
"""

from dataclasses import dataclass

from gateway_probe.comparison.align import minutes_apart, unlike
from gateway_probe.comparison.fields import FIELDS
from gateway_probe.document import Document

MAX_MINUTES = 5.0
"""Rules, balances and tiers move: runs further apart say nothing about a place."""

MAX_CANDIDATES = 8
"""Served places that differ from each other and are looked at for each failing one: the work stays linear."""

_FIELDS = {item.id: item for item in FIELDS}
_SET_BY_PEOPLE = [item for item in FIELDS if item.stability in {"configuration", "credential"}]
_Settings = tuple[str | None, ...]


@dataclass(frozen=True)
class Pair:
    """A place that is served and one that is not, which may speak for others that are alike in all that was set."""

    served_name: str
    served: Document
    failing_names: tuple[str, ...]
    failing: Document

    @property
    def failing_name(self) -> str:
        """The failing places, as a text names them."""
        return ", ".join(self.failing_names)

    def differs(self, field_id: str) -> bool | None:
        """Whether a field differs between the two; None where it cannot be told."""
        item = _FIELDS[field_id]
        return unlike([item.read(self.served), item.read(self.failing)], item)

    def is_compared(self, field_id: str) -> bool:
        """Whether the field is known in both and can be held against each other."""
        return self.differs(field_id) is not None

    @property
    def relevant_differences(self) -> list[str]:
        """What people set, or whose it is, that differs between the two."""
        relevant = [item.id for item in FIELDS if item.difference == "relevant" and item.stability != "outcome"]
        return [name for name in relevant if self.differs(name)]

    @property
    def not_known(self) -> bool:
        """Whether the key itself could not be compared."""
        return self.differs("key") is None and self.served.credential.method == "api-key"

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
    documents = [document for _, document in named]
    good: dict[_Settings, _Place] = {}
    bad: dict[tuple[_Settings, str], list[_Place]] = {}
    for name, document in sorted(named, key=lambda item: item[0]):
        place = _Place(name, document, tuple(item.read(document) for item in _SET_BY_PEOPLE))
        # Places that are alike in all of this say the same: the first by name speaks for them, and names them all.
        if document.served and not _is_worse(document, documents):
            good.setdefault(place.settings, place)
        else:
            bad.setdefault((place.settings, document.verdict.code), []).append(place)
    candidates = list(good.values())[:MAX_CANDIDATES]
    return [_nearest(places, candidates) for places in bad.values()] if candidates else []


def _is_worse(document: Document, others: list[Document]) -> bool:
    """Served, and not as well as elsewhere: in trouble where another place is not, or by the gateway's credential where
    another is served by the team's own."""
    if document.verdict.status == "degraded":
        return any(other.verdict.status == "healthy" for other in others)
    return _pays(document) == "system" and any(_pays(other) == "byok" for other in others)


def _pays(document: Document) -> str | None:
    routing = document.baseline.routing if document.baseline else None
    return routing.served_by.credential_type if routing and routing.served_by else None


def _nearest(alike: list[_Place], candidates: list[_Place]) -> Pair:
    failing = alike[0]
    names = tuple(place.name for place in alike)
    pairs = [(Pair(c.name, c.document, names, failing.document), failing.differences(c)) for c in candidates]
    return min(pairs, key=lambda item: (not item[0].together, item[1], item[0].served_name))[0]
