"""The account as the causes ask for it: named questions, a JSON pointer for each answer, and how much it can bear."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gateway_probe.account.account_facts import Account, ByokCredential, CallAnswer, Event, F, Key, VariableSetting
from gateway_probe.account.joins import Join, deployment_team, join_places
from gateway_probe.account.places import Place
from gateway_probe.causes.cause import Basis, Indicated, Observed
from gateway_probe.document.judgement import Confidence

BYOK_GATE = "byok_requires_paid_credits"
BUDGET_ERROR = "quota_for_entity_exceeded"
_SIGNS = {"ending", "last-use"}
"""Joins that two things may share by chance."""


@dataclass(frozen=True)
class AccountReading:
    """What was read, and the places that it is about. Every method is a pure function of it."""

    account: Account
    places: Sequence[Place]
    salt: str = ""

    def strength(self, basis: Basis, evidence: tuple[str, ...]) -> Confidence:
        """How sure a basis makes a finding: what is observed decides only where each field behind it is documented."""
        match basis:
            case Observed():
                return "certain" if evidence and all(self._decides(at) for at in evidence) else "likely"
            case Indicated():
                return "likely"
            case _:
                return "possible"

    def _decides(self, pointer: str) -> bool:
        """Whether what lies there is typed in public, or joined by more than a sign."""
        _, room, *parts = pointer.split("/")
        if room == "joins":
            return self.joins[int(parts[0])].how not in _SIGNS
        if room != "account":
            return True  # what a run saw
        asked = getattr(self.account, parts[0])
        if isinstance(asked, list):
            return all(item.documented for item in (asked[int(parts[1]) :][:1] if parts[1:] else asked))
        return bool(asked.documented)

    @cached_property
    def joins(self) -> list[Join]:
        """What was joined to which place, and how."""
        return join_places(self.account, list(self.places), self.salt)

    # Variables

    def settings(self, names: Collection[str]) -> list[tuple[str, VariableSetting]]:
        """Every setting of these variables, the project's own and those that its team shares, with their pointers."""
        lists = {"variables": self.account.variables, "shared_variables": self.account.shared_variables}
        return [
            (f"/account/{name}/facts/{at}", fact)
            for name, asked in lists.items()
            for at, fact in enumerate(asked.facts)
            if fact.name in names
        ]

    def variables_are_known(self, names: Collection[str]) -> bool:
        """The whole list of variables was read, the shared ones too where none of these is the project's own."""
        own, shared = self.account.variables, self.account.shared_variables
        if any(fact.name in names for fact in own.facts):
            return is_whole(own)
        return is_whole(own) and is_whole(shared)

    # Keys, credentials, events

    def all_keys(self) -> Iterator[tuple[str, Key]]:
        """Every key that was listed, with its pointer."""
        return ((pointer, key) for pointer, _, key in point_at("keys", self.account.keys))

    def byok(self) -> list[tuple[str, ByokCredential]]:
        """Every stored credential that was listed; one that names no team is of the team that was asked about."""
        return [
            (pointer, fact.model_copy(update={"team": fact.team or asked.team or self.home_team}))
            for pointer, asked, fact in point_at("byok", self.account.byok)
        ]

    def byok_list_of(self, team: str | None) -> str | None:
        """Where the team's list of credentials lies, answered and whole; else None."""
        return self._whole_list("byok", self.account.byok, team)

    def events(self, *types: str, team: str | None = None) -> list[tuple[str, Event]]:
        """Events of these types, the oldest first; of one team where that is asked for."""
        found = [
            (pointer, event)
            for pointer, asked, event in point_at("events", self.account.events)
            if event.type in types and (team is None or self._is_of(asked, team))
        ]
        return sorted(found, key=lambda item: item[1].at)

    def log_of(self, team: str | None) -> str | None:
        """Where the team's activity log lies, answered and whole as far back as it was asked for; else None."""
        return self._whole_list("events", self.account.events, team)

    def _whole_list(self, name: str, lists: list[CallAnswer[F]], team: str | None) -> str | None:
        found = (at for at, asked in enumerate(lists) if is_whole(asked) and self._is_of(asked, team))
        return next((f"/account/{name}/{at}" for at in found), None)

    def _is_of(self, asked: CallAnswer[F], team: str | None) -> bool:
        """Whether a call was made for this team. Where none was named, the login's own choice is the home team."""
        return asked.team == team or (asked.team is None and team in {None, self.home_team})

    @property
    def home_team(self) -> str | None:
        """The team that was asked about first: as named, or that of the first key or deployment that came back."""
        named = self.account.team
        of_keys = (key.team for asked in self.account.keys if asked.team is None for key in asked.facts)
        of_places = (deployment_team(self.account, place, self.salt) for place in self.places)
        return named or next((team for team in (*of_keys, *of_places) if team), None)


def point_at(name: str, lists: list[CallAnswer[F]]) -> Iterator[tuple[str, CallAnswer[F], F]]:
    """Every fact of these answers, with its pointer and the answer that it came in."""
    for at, asked in enumerate(lists):
        for inside, fact in enumerate(asked.facts):
            yield f"/account/{name}/{at}/facts/{inside}", asked, fact


def is_whole(asked: CallAnswer[F]) -> bool:
    """Whether the answer came, with every page of it."""
    return asked.state in {"known", "absent"} and asked.complete


def day(at: datetime | None) -> str:
    """A moment as people say it, in UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC" if at is not None else "an unknown time"
