"""A place that fails and another one: what is known to differ between the two, and what may be one and the same."""

from dataclasses import dataclass
from functools import cached_property

from gateway_probe.causes.key_defects import QUOTING, UNREADABLE
from gateway_probe.causes.reading import Reading
from gateway_probe.comparison.align import minutes_apart, unlike
from gateway_probe.comparison.fields import FIELDS
from gateway_probe.document import Document
from gateway_probe.document.vocabulary import ExperimentId

MAX_MINUTES = 5.0
"""Rules, balances and tiers move: runs further apart say nothing about a place."""

_FIELDS = {item.id: item for item in FIELDS}
_FORM = ("streaming", "protocol", "client")
"""In which form is asked: whoever asks and whatever for, the team that pays is the same."""
_WHAT = ("model", "options")
_WHOSE = ("named-team", "granted", "granted-band", "base-url")
"""By which a payer is told besides the credential itself, and at which gateway."""
_TRIED: dict[str, ExperimentId] = {"options": "options-none", "named-team": "team-none", "model": "model-control"}
"""What a request holds, and the experiment that asks without it, or for another model."""
_THE_ANSWER = frozenset({"baseline", "other-way", "served-by", "attempts"})


@dataclass(frozen=True)
class TwoPlaces:
    """A failing place, and another that was asked too."""

    failing: Document
    other: Document

    def differs(self, field_id: str) -> bool | None:
        """Whether a field differs between the two; None where it cannot be told."""
        return unlike(self._values(field_id), _FIELDS[field_id])

    def asks_otherwise(self, field_id: str) -> bool:
        """Whether a field is known to differ, and the failing place was not refused what the other has as well."""
        if not self.differs(field_id):
            return False
        tried = _TRIED.get(field_id)
        as_tried = self.failing.probe.control_model if field_id == "model" else "none"
        return tried is None or self._values(field_id)[0] != as_tried or not self.was_refused(tried)

    def was_refused(self, experiment: ExperimentId) -> bool:
        """Whether the failing place was refused this experiment too, for whatever reason."""
        found = self.seen.experiment(experiment)
        return found is not None and found.answer == "refused"

    def is_compared(self, field_id: str) -> bool:
        """Whether the field is known and can be held against each other."""
        return any(self._values(field_id)) and self.differs(field_id) is not None

    def _values(self, field_id: str) -> list[str | None]:
        read = _FIELDS[field_id].read
        return [read(self.other), read(self.failing)]

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
        return minutes_apart([self.other, self.failing]) > MAX_MINUTES

    @property
    def clocks_are_known(self) -> bool:
        """Whether both clocks were held against the gateway's."""
        return None not in {self.other.runtime.clock_offset_ms, self.failing.runtime.clock_offset_ms}

    @cached_property
    def seen(self) -> Reading:
        """What the failing place's own run saw."""
        return Reading(self.failing)

    @cached_property
    def heard(self) -> Reading:
        """What the other place's run saw."""
        return Reading(self.other)

    @property
    def sends_no_headers(self) -> bool:
        """Whether the failing place names no deployment to the gateway."""
        return _FIELDS["headers"].read(self.failing) == "none"

    @property
    def options_may_be_in_the_way(self) -> bool:
        """Whether the failing place sends options, and was not shown to be refused the same without them."""
        return _FIELDS["options"].read(self.failing) != "none" and not self.seen.is_same("options-none")

    @property
    def has_one_credential(self) -> bool:
        """Whether both are known to ask by the same key, or by tokens of the same team."""
        return self.differs("key" if self.failing.credential.method == "api-key" else "team") is False

    @property
    def may_be_one_credential(self) -> bool:
        """Whether both ask by key or both by token, at whatever hour and address, and the credential is not known to
        differ: a key but for what is around it."""
        method = self.failing.credential.method
        if method == "none" or self.other.credential.method != method:
            return False
        if method == "oidc":
            # A laptop has a token of some project, and names none.
            of_two_projects = all(self._values("project")) and self.differs("project")
            return not self.differs("team") and not of_two_projects
        differs = self.differs("key")
        return not differs and (differs is False or not self.differs("key-state"))

    @property
    def may_send_one_credential(self) -> bool:
        """Whether it may also go out alike: what travels along with a key makes another one of it."""
        travels = {*QUOTING, *UNREADABLE}
        keys = [document.key for document in (self.other, self.failing)]
        around = [{defect.kind for defect in key.defects} & travels for key in keys if key is not None]
        return self.may_be_one_credential and (len(around) < 2 or around[0] == around[1])

    @property
    def may_be_one_payer(self) -> bool:
        """Whether that may be one credential within these minutes, and nothing else by which the payer is told is known
        to differ."""
        if self.apart or not self.may_send_one_credential:
            return False
        return not any(map(self.asks_otherwise, ("credential", *_WHOSE)))

    @property
    def may_be_one_team(self) -> bool:
        """Whether the team that pays may be one: the two may be one payer, or each is known to ask for the team of its
        deployment, which is not known to be another one in the other place."""
        own = all(seen.method == "oidc" or seen.team_relation == "same" for seen in (self.seen, self.heard))
        return self.may_be_one_payer or (
            own and not self.apart and not any(map(self.asks_otherwise, ("team", *_WHOSE)))
        )

    @property
    def may_ask_for_the_same(self) -> bool:
        """Whether neither the model nor the options are known to differ."""
        return not any(map(self.asks_otherwise, _WHAT))

    @property
    def may_be_one_model(self) -> bool:
        """Whether neither the hour nor the address nor the model that is asked for is known to differ."""
        return not self.apart and not any(map(self.differs, ("base-url", "model")))

    @property
    def differs_in_form(self) -> bool:
        """Whether the two are known to ask by another client, at another door or for another way of answering."""
        return any(map(self.differs, _FORM))

    def flips_there(self, *experiments: ExperimentId) -> bool:
        """Whether the failing place's own run was served once one of these factors was changed."""
        return not self.failing.served and any(self.seen.flip(item) is not None for item in experiments)
