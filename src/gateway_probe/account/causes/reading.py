"""The account and the Documents as the causes ask for them: named questions, and a JSON pointer for each answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from gateway_probe.account.facts import Account, Asked, ByokCredential, Deployment, Event, F, Key, VariableSetting
from gateway_probe.account.joins import deployment_of, keys_of, serving
from gateway_probe.account.places import Place

KEY_NAME = "AI_GATEWAY_API_KEY"
BYOK_GATE = "byok_requires_paid_credits"
BUDGET_ERROR = "quota_for_entity_exceeded"
PURCHASED = "ai-gateway-credits-purchased"


@dataclass(frozen=True)
class AccountReading:
    """What was read, and the places that it is about. Every method is a pure function of it."""

    account: Account
    places: Sequence[Place]
    salt: str = ""

    def error_type(self, place: Place) -> str | None:
        """The type of the gateway's error in answer to the place's baseline."""
        error = place.baseline_error
        return error.type if error is not None and place.served is False else None

    def was_served(self, place: Place) -> tuple[str, str]:
        """That the place's request was served, as a contradiction: in words, and where it stands."""
        return "the request was served", f"/places/{list(self.places).index(place)}/live/served"

    # Deployments and variables

    def deployment(self, place: Place) -> Deployment | None:
        """The deployment that the place's Document was made in; without a Document, the one that answers now."""
        found = deployment_of(self.account, place, self.salt)
        if found is not None:
            return found[0]
        return serving(self.account, place) if place.document is None else None

    def serving(self, place: Place) -> Deployment | None:
        """The deployment that answers for the place's host now."""
        return serving(self.account, place)

    def environment(self, place: Place) -> str | None:
        """Where the place runs: as its Document says, else as its deployment does."""
        found = self.deployment(place)
        return place.environment or (found.environment if found is not None else None)

    def settings(self, name: str) -> list[tuple[str, VariableSetting]]:
        """Every setting of a variable, the project's own and those that its team shares, with their pointers."""
        own = [(f"/account/variables/facts/{at}", fact) for at, fact in enumerate(self.account.variables.facts)]
        shared = self.account.shared_variables.facts
        own += [(f"/account/shared_variables/facts/{at}", fact) for at, fact in enumerate(shared)]
        return [(at, fact) for at, fact in own if fact.name == name]

    def setting_for(self, name: str, place: Place) -> tuple[str, VariableSetting] | None:
        """The setting that reaches the place's environment; one for a branch is another matter than one for all."""
        environment, found = self.environment(place), self.deployment(place)
        for at, fact in self.settings(name):
            custom = found is not None and found.custom_environment is not None
            if custom and any(item.id == found.custom_environment for item in fact.custom_environments if found):
                return at, fact
            if environment in fact.environments and fact.branch is None:
                return at, fact
        return None

    @property
    def variables_are_known(self) -> bool:
        """The whole list of variables was read, the shared ones too where the project's own lack the key."""
        own, shared = self.account.variables, self.account.shared_variables
        own_is_whole = own.state in {"known", "absent"} and own.complete
        if any(fact.name == KEY_NAME for fact in own.facts):
            return own_is_whole
        return own_is_whole and shared.state in {"known", "absent"} and shared.complete

    # Keys, credentials, events

    def keys(self, place: Place) -> list[tuple[str, Key]]:
        """The keys that can be the place's, with their pointers."""
        fitting = keys_of(self.account, place)[0]
        return [(at, key) for at, key in _each("keys", self.account.keys) if key in fitting]

    def key(self, place: Place) -> tuple[str, Key] | None:
        """The place's key, where one alone fits."""
        found = self.keys(place)
        return found[0] if len(found) == 1 else None

    def key_team(self, place: Place) -> str | None:
        """The team of the place's key, also where several keys fit that are all of one team."""
        teams = {key.team for _, key in self.keys(place)}
        return teams.pop() if len(teams) == 1 else None

    def deployment_team(self, place: Place) -> str | None:
        """The team of the place's deployment."""
        found = self.deployment(place)
        if found is not None and found.team is not None:
            return found.team
        return place.team if place.team is not None and place.team.startswith("team_") else None

    def spending_team(self, place: Place) -> str | None:
        """The team whose credits, tier and credentials decide: the key's, or without a key the deployment's."""
        if place.document is not None and not place.uses_key:
            return self.deployment_team(place)
        return self.key_team(place) or (None if place.document is not None else self.deployment_team(place))

    def byok(self) -> list[tuple[str, ByokCredential]]:
        """Every stored credential that was listed; one that names no team is of the team that was asked about."""
        return [
            (
                f"/account/byok/{at}/facts/{inside}",
                fact.model_copy(update={"team": fact.team or asked.team or self.home_team}),
            )
            for at, asked in enumerate(self.account.byok)
            for inside, fact in enumerate(asked.facts)
        ]

    def byok_is_known(self, team: str | None) -> bool:
        """The whole list of this team was read."""
        return any(
            asked.state in {"known", "absent"} and asked.complete and self._is_of(asked, team)
            for asked in self.account.byok
        )

    def events(self, *types: str, team: str | None = None) -> list[tuple[str, Event]]:
        """Events of these types, the oldest first; of one team where that is asked for."""
        found = [
            (f"/account/events/{at}/facts/{inside}", event)
            for at, asked in enumerate(self.account.events)
            if team is None or self._is_of(asked, team)
            for inside, event in enumerate(asked.facts)
            if event.type in types
        ]
        return sorted(found, key=lambda item: item[1].at)

    def events_are_known(self, team: str | None) -> bool:
        """The team's activity log answered, whole as far back as it was asked for."""
        return any(
            asked.state in {"known", "absent"} and asked.complete and self._is_of(asked, team)
            for asked in self.account.events
        )

    def _is_of(self, asked: Asked[F], team: str | None) -> bool:
        """Whether a call was made for this team. Where none was named, the login's own choice is the home team."""
        return asked.team == team or (asked.team is None and team in {None, self.home_team})

    @property
    def home_team(self) -> str | None:
        """The team that was asked about first: as named, or that of the first key or deployment that came back."""
        named = self.account.team
        of_keys = (key.team for asked in self.account.keys if asked.team is None for key in asked.facts)
        of_places = (self.deployment_team(place) for place in self.places)
        return named or next((team for team in (*of_keys, *of_places) if team), None)


def _each(name: str, lists: list[Asked[F]]) -> Iterator[tuple[str, F]]:
    for at, asked in enumerate(lists):
        for inside, fact in enumerate(asked.facts):
            yield f"/account/{name}/{at}/facts/{inside}", fact


def day(at: datetime | None) -> str:
    """A moment as people say it, in UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC" if at is not None else "an unknown time"
