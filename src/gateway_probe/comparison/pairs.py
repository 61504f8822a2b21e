"""Which two places are held against each other: each failing one and the served one that is most like it.

A difference explains an outcome only as far as all else is alike: beside a served place with the same model, one with
another model says nothing about the model.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from gateway_probe.causes.reading import TEAM_REFUSALS, Reading
from gateway_probe.comparison.align import minutes_apart, unlike
from gateway_probe.comparison.fields import FIELDS
from gateway_probe.document import Document
from gateway_probe.document.vocabulary import ExperimentId

MAX_MINUTES = 5.0
"""Rules, balances and tiers move: runs further apart say nothing about a place."""

MAX_CANDIDATES = 8
"""Served places that differ in what was set and are looked at for each failing one: the work stays linear."""

_FIELDS = {item.id: item for item in FIELDS}
_SET_BY_PEOPLE = [item for item in FIELDS if item.stability in {"configuration", "credential"}]
_FORM = ("streaming", "protocol", "client")
"""In which form is asked: whoever asks and whatever for, the team that pays is the same."""
_WHAT = ("model", "options")
_OF_A_CREDENTIAL = {"api-key": ("key", "key-state", "key-length", "key-defects"), "oidc": ("team", "project")}
"""By which one credential is told from another."""
_WHOSE = ("credential", "named-team", "granted", "granted-band", "base-url")
"""By which it is told besides who pays, and at which gateway."""
_THE_ANSWER = frozenset({"baseline", "other-way", "served-by", "attempts"})
Settings = tuple[str | None, ...]


@dataclass(frozen=True)
class Pair:
    """A place that is served and one that is not, which may speak for others of which the same is to be said."""

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
        return unlike(self._values(field_id), _FIELDS[field_id])

    def is_compared(self, field_id: str) -> bool:
        """Whether the field is known and can be held against each other."""
        return any(self._values(field_id)) and self.differs(field_id) is not None

    def _values(self, field_id: str) -> list[str | None]:
        read = _FIELDS[field_id].read
        return [read(self.served), read(self.failing)]

    @property
    def relevant_differences(self) -> list[str]:
        """What differs between the two, other than the answer that is to be explained."""
        relevant = [item.id for item in FIELDS if item.difference == "relevant" and item.id not in _THE_ANSWER]
        return [name for name in relevant if self.differs(name)]

    @property
    def together(self) -> bool:
        """The two are known to have run within minutes: a clock that was held against no other may be off."""
        return self.clocks_are_known and not self.seems_apart

    @property
    def apart(self) -> bool:
        """The two are known to have run further apart than that."""
        return self.clocks_are_known and self.seems_apart

    @property
    def seems_apart(self) -> bool:
        """By what is known of the clocks, be it nothing, the two ran further apart than that."""
        return minutes_apart([self.served, self.failing]) > MAX_MINUTES

    @property
    def clocks_are_known(self) -> bool:
        """Whether both clocks were held against the gateway's."""
        return None not in {self.served.runtime.clock_offset_ms, self.failing.runtime.clock_offset_ms}

    @cached_property
    def seen(self) -> Reading:
        """What the failing place's own run saw."""
        return Reading(self.failing)

    @property
    def is_about_the_credential(self) -> bool:
        """Whether the failing place was refused for whom it asks as: another key or token may then be served there.

        The refusal of a team is no sign of that where its own run has not shown that the headers of the place decide
        nothing, since they may be what is refused. A Document that lacks what each run lists is no sign of anything.
        """
        seen = self.seen
        if not seen.is_whole:
            return False
        if seen.refused_with("authentication_error"):
            return True
        sends_none = _FIELDS["headers"].read(self.failing) == "none"
        return seen.refused_with(*TEAM_REFUSALS) and (sends_none or seen.is_same("headers-none"))

    @property
    def options_may_be_in_the_way(self) -> bool:
        """Whether the failing place sends options, and was not shown to be refused the same without them."""
        return _FIELDS["options"].read(self.failing) != "none" and not self.seen.is_same("options-none")

    @property
    def has_one_credential(self) -> bool:
        """Whether both are known to ask by the same key, or by tokens of the same team."""
        return self.differs("key" if self.failing.credential.method == "api-key" else "team") is False

    @property
    def may_be_one_payer(self) -> bool:
        """Whether both ask by key or both by token, and neither hour nor address nor owner is known to differ."""
        method = self.failing.credential.method
        own = _OF_A_CREDENTIAL.get(method, ())
        alike = bool(own) and self.served.credential.method == method
        return alike and not self.apart and not any(map(self.differs, (*own, *_WHOSE)))

    @property
    def may_be_one_request(self) -> bool:
        """Whether the two may be one payer, and what is asked for is not known to differ, in whatever form."""
        return self.may_be_one_payer and not any(map(self.differs, _WHAT))

    @property
    def may_be_one_model(self) -> bool:
        """Whether neither the hour nor the address nor the model that is asked for is known to differ."""
        return not self.apart and not any(map(self.differs, ("base-url", "model")))

    @property
    def may_be_served_by_who_refuses(self) -> bool:
        """Whether a provider may have refused the failing place, and the served one is not known to have been served by
        another provider, or with another credential."""
        baseline = self.failing.baseline
        if baseline is None or baseline.answer != "refused" or baseline.answered_by in {"platform", "intermediary"}:
            return False
        refusing = next((attempt for _, attempt in self.seen.attempts), None)
        serving = Reading(self.served).serving
        if refusing is None or serving is None:
            return True
        told = (refusing.provider, refusing.credential_type), (serving[1].provider, serving[1].credential_type)
        return all(one is None or other is None or one == other for one, other in zip(*told, strict=True))

    @property
    def differs_in_form(self) -> bool:
        """Whether the two are known to ask by another client, at another door or for another way of answering."""
        return any(map(self.differs, _FORM))

    def flips_there(self, *experiments: ExperimentId) -> bool:
        """Whether the failing place's own run was served once one of these factors was changed."""
        return not self.failing.served and any(self.seen.flip(item) is not None for item in experiments)


@dataclass(frozen=True)
class _Place:
    """A place, and what people set there."""

    name: str
    document: Document
    settings: Settings

    def differences(self, other: "_Place") -> int:
        """How many settings the two do not share."""
        return sum(one != another for one, another in zip(self.settings, other.settings, strict=True))


def pairs_of(named: list[tuple[str, Document]]) -> list[Pair]:
    """A pair for each failing place, in the order of the runs, which does not depend on the order of the places."""
    served = [document for _, document in named if document.served]
    worse = [document for document in served if _is_worse(document, served)]
    if len(worse) == len(served):
        # Each is worse than another in its own way: then all of them are served, and no more is said of it.
        worse = []
    good: dict[Settings, list[_Place]] = {}
    bad: list[_Place] = []
    for name, document in sorted(named, key=lambda item: (item[1].began, item[0])):
        place = _Place(name, document, settings_of(document))
        if document.served and not any(document is other for other in worse):
            good.setdefault(place.settings, []).append(place)
        else:
            bad.append(place)
    return [_nearest(place, good) for place in bad] if good else []


def settings_of(document: Document) -> Settings:
    """What people set in a place, and which credential it has."""
    return tuple(item.read(document) for item in _SET_BY_PEOPLE)


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


def _nearest(failing: _Place, good: dict[Settings, list[_Place]]) -> Pair:
    """The pair with the served place that was asked at the same time and shares the most settings."""
    alike_first = sorted(good, key=lambda settings: settings != failing.settings)[:MAX_CANDIDATES]
    candidates = [_next_in_time(failing, good[settings]) for settings in alike_first]
    pairs = [(Pair(c.name, c.document, (failing.name,), failing.document), failing.differences(c)) for c in candidates]
    return min(pairs, key=lambda item: (not item[0].together, item[1], item[0].served_name))[0]


def _next_in_time(failing: _Place, places: list[_Place]) -> _Place:
    """The place whose run began nearest to the failing one's, of places in the order of their runs."""
    at = bisect_left(places, failing.document.began, key=lambda place: place.document.began)
    return min(places[max(0, at - 1) : at + 1], key=lambda place: minutes_apart([place.document, failing.document]))
