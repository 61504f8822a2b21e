"""One place of the account, as a cause asks for it: its deployment, its key, and the team whose facts decide."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gateway_probe.account.account_facts import Deployment, Key, VariableSetting
from gateway_probe.account.causes.reading import AccountReading, point_at
from gateway_probe.account.joins import deployment_here, deployment_team, is_of_other_project, keys_of, serving
from gateway_probe.account.places import Place, differs
from gateway_probe.disclosure.parts import MARKER

_THE_ACCOUNT_ITSELF = Place("")


def readings_of(whole: AccountReading) -> "list[PlaceReading]":
    """One reading a place; where none was named, one of the account by itself."""
    return [PlaceReading(whole, place) for place in whole.places or [_THE_ACCOUNT_ITSELF]]


@dataclass(frozen=True)
class PlaceReading:
    """A place and everything that was read. Every property is a pure function of them."""

    whole: AccountReading
    place: Place

    @property
    def ran(self) -> tuple[datetime, datetime] | None:
        """When the place's run began and ended."""
        return self.place.window

    @property
    def error_type(self) -> str | None:
        """The type of the gateway's error in answer to the place's baseline."""
        baseline = self.place.baseline
        return baseline.error_type if baseline is not None and self.place.served is False else None

    @property
    def live(self) -> str:
        """Where the place's run stands in the report."""
        return f"/places/{list(self.whole.places).index(self.place)}/live"

    def join_at(self, *what: str) -> tuple[str, ...]:
        """Where it stands how these were joined to the place."""
        joins = enumerate(self.whole.joins)
        return tuple(f"/joins/{at}" for at, join in joins if join.place == self.place.name and join.what in what)

    # Deployment and variables

    @property
    def deployment(self) -> Deployment | None:
        """The deployment that the place's Document was made in; without a Document, the one that answers now."""
        return deployment_here(self.whole.account, self.place, self.whole.salt)

    @property
    def serving(self) -> Deployment | None:
        """The deployment that answers for the place's host now."""
        return serving(self.whole.account, self.place)

    def deployment_at(self, deployment: Deployment) -> str:
        """Where a deployment stands."""
        listed = point_at("deployments", self.whole.account.deployments)
        return next(pointer for pointer, _, fact in listed if fact.id == deployment.id)

    @property
    def environment(self) -> str | None:
        """Where the place runs: as its Document says, else as its deployment does."""
        found = self.deployment
        return self.place.environment or (found.environment if found is not None else None)

    @property
    def key_name(self) -> str:
        """What the key's variable is called here."""
        return " or ".join(self.place.key_variables)

    @property
    def key_settings(self) -> list[tuple[str, VariableSetting]]:
        """Every setting of the key's variable, for whatever environment."""
        return self.whole.settings(self.place.key_variables) if self._is_of_this_project else []

    @property
    def variables_are_known(self) -> bool:
        """Whether it could be seen that the key is not set."""
        return self._is_of_this_project and self.whole.variables_are_known(self.place.key_variables)

    @property
    def _is_of_this_project(self) -> bool:
        """The variables that were read can be this place's: their project is not surely another."""
        return not is_of_other_project(self.whole.account, self.place, self.whole.salt)

    @property
    def key_setting(self) -> tuple[str, VariableSetting] | None:
        """The setting that reaches the place: one for its branch stands before one for every branch."""
        own = [item for item in self._settings_here if item[1].branch in {None, self._branch}]
        return min(own, key=lambda item: item[1].branch is None, default=None)

    @property
    def depends_on_branch(self) -> bool:
        """There is a setting for a branch, and whether it is the deployment's branch is not known."""
        branches = {fact.branch for _, fact in self._settings_here} - {None}
        masked = any(MARKER.search(branch) for branch in branches if branch)
        return bool(branches) and self._branch not in branches and (self._branch is None or masked)

    @property
    def is_set_for_a_branch(self) -> bool:
        """There are settings for the place's environment, whether or not one reaches it."""
        return bool(self._settings_here)

    @property
    def _branch(self) -> str | None:
        """The branch of the place's deployment, which a Document shows at the private level alone."""
        return self.place.document.runtime.branch if self.place.document is not None else None

    @property
    def _settings_here(self) -> list[tuple[str, VariableSetting]]:
        """The settings for the place's environment, for whatever branch."""
        custom = self.deployment.custom_environment if self.deployment is not None else None
        return [
            (at, fact)
            for at, fact in self.key_settings
            if self.environment in fact.environments
            or (custom is not None and any(item.id == custom for item in fact.custom_environments))
        ]

    # Key and team

    @cached_property
    def keys(self) -> list[tuple[str, Key]]:
        """The keys that can be the place's, with their pointers. Of thousands none is held against each."""
        fitting = {id(key) for key in keys_of(self.whole.account, self.place)[0]}
        return [(at, key) for at, key in self.whole.all_keys() if id(key) in fitting]

    @property
    def key(self) -> tuple[str, Key] | None:
        """The place's key, where one alone fits."""
        found = self.keys
        return found[0] if len(found) == 1 else None

    @property
    def key_team(self) -> str | None:
        """The team of the place's key, also where several keys fit that are all of one team."""
        teams = {key.team for _, key in self.keys}
        return teams.pop() if len(teams) == 1 else None

    @property
    def home_team(self) -> str | None:
        """The team of the place's deployment, else the one that was asked about first, unless the run says another."""
        own = deployment_team(self.whole.account, self.place, self.whole.salt)
        if own is None and differs(self.place.team, self.whole.home_team, self.whole.salt):
            return None
        return own or self.whole.home_team

    @property
    def spending_team(self) -> str | None:
        """The team whose credits, tier and credentials decide: the key's, or without a key the deployment's."""
        own = deployment_team(self.whole.account, self.place, self.whole.salt)
        if self.place.document is None:
            return self.key_team or own
        return self.key_team if self.place.uses_key else own

    @property
    def team_at(self) -> tuple[str, ...]:
        """What it rests on whose team that is: the key's entry and how it was joined, or the deployment's."""
        if self.place.uses_key:
            return (*(f"{at}/team" for at, _ in self.keys), *self.join_at("key"))
        found = self.deployment
        return (self.deployment_at(found),) if found is not None else ()


def was_served(seen: PlaceReading) -> tuple[str, str] | None:
    """That the place's request was served, which could not be if its key were no good."""
    return ("the request was served", f"{seen.live}/served") if seen.place.served else None
