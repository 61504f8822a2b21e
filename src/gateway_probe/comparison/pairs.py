"""Which two places are held against each other: each failing one and the served one that is most like it.

A difference explains an outcome only as far as all else is alike: beside a served place with the same model, one with
another model says nothing about the model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gateway_probe.causes.reading import TEAM_REFUSALS
from gateway_probe.comparison.nearest import PlaceAsSet, Settings, nearest, settings_of
from gateway_probe.comparison.two_places import TwoPlaces
from gateway_probe.comparison.witnesses import HeldPlace
from gateway_probe.document import Document

MAX_CANDIDATES = 8
"""Served places that differ in what was set and are looked at for each failing one: the work stays linear."""


@dataclass(frozen=True)
class Pair(TwoPlaces):
    """A place that is served and one that is not, which may speak for others of which the same is to be said."""

    served_name: str
    failing_names: tuple[str, ...]
    has_a_good_credential: bool = False
    """Another place got further by what may be the very credential that the failing one asks by."""

    @property
    def served(self) -> Document:
        """The place that is served."""
        return self.other

    @property
    def failing_name(self) -> str:
        """The failing places, as a text names them."""
        return ", ".join(self.failing_names)

    @property
    def is_about_the_credential(self) -> bool:
        """Whether the failing place was refused for whom it asks as: another key or token may then be served there.

        The refusal of a team is no sign of that where its own run has not shown that the headers of the place decide
        nothing, since they may be what is refused. Nor where that credential is good elsewhere. A
        Document that lacks what each run lists is no sign of anything.
        """
        seen = self.seen
        if not seen.is_whole or self.has_a_good_credential:
            return False
        if seen.refused_with("authentication_error"):
            return True
        return seen.refused_with(*TEAM_REFUSALS) and (self.sends_no_headers or seen.is_same("headers-none"))


def pairs_of(held: Mapping[str, HeldPlace]) -> list[Pair]:
    """A pair for each failing place, in the order of the runs, which does not depend on the order of the places."""
    named = [(name, place.document) for name, place in held.items()]
    served = [document for _, document in named if document.served]
    worse = [document for document in served if _is_worse(document, served)]
    if len(worse) == len(served):
        # Each is worse than another in its own way: then all of them are served, and no more is said of it.
        worse = []
    good: dict[Settings, list[PlaceAsSet]] = {}
    bad: list[PlaceAsSet] = []
    for name, document in sorted(named, key=lambda item: (item[1].began, item[0])):
        place = PlaceAsSet(name, document, settings_of(document))
        if document.served and not any(document is other for other in worse):
            good.setdefault(place.settings, []).append(place)
        else:
            bad.append(place)
    pairs = [_pair(place, good) for place in bad] if good else []
    return [replace(pair, has_a_good_credential=held[pair.failing_name].has_a_good_credential) for pair in pairs]


def _is_worse(document: Document, others: list[Document]) -> bool:
    """Served, and not as well as elsewhere: in trouble where another place is not, or by the gateway's credential where
    another is served the same model by the team's own."""
    if document.verdict.status == "degraded":
        return any(other.verdict.status == "healthy" for other in others)
    asked_alike = [other for other in others if other.probe.model == document.probe.model]
    return _pays(document) == "system" and any(_pays(other) == "byok" for other in asked_alike)


def _pays(document: Document) -> str | None:
    routing = document.baseline.routing if document.baseline else None
    return routing.served_by.credential_type if routing and routing.served_by else None


def _pair(failing: PlaceAsSet, good: dict[Settings, list[PlaceAsSet]]) -> Pair:
    """The pair with the served place that was asked at the same time and shares the most settings."""
    candidates = nearest(failing, good.values(), MAX_CANDIDATES)
    pairs = [(Pair(failing.document, c.document, c.name, (failing.name,)), failing.differences(c)) for c in candidates]
    return min(pairs, key=lambda item: (not item[0].together, item[1], item[0].served_name))[0]
