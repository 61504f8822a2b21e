"""What the account says, as typed facts: each list of facts has the call it came from, its time and its state.

A state other than `known` is never read as "there is none": `absent` alone means that the answer came and was empty.
"""

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from gateway_probe.account.calls import CallId
from gateway_probe.document.base import ForeignName, ForeignText, Hidden, Identifier, Level, Model

State = Literal["known", "absent", "refused", "unanswered", "not-asked"]
"""`known`: answered, with facts. `absent`: answered, and there are none. `refused`: this login may not see them.
`unanswered`: no answer that could be read (in time). `not-asked`: nothing here needed it, or it could not be asked."""

F = TypeVar("F", bound=Model)


class Team(Model):
    """A team that the login can see."""

    id: Annotated[str, Identifier()]
    slug: Annotated[str | None, Hidden()] = None
    plan: str | None = Field(default=None, description="the plan of Vercel; it is not the tier of the gateway")


class CustomEnvironment(Model):
    """An environment of the team's own, beside production, preview and development."""

    id: Annotated[str, Identifier()]


class VariableSetting(Model):
    """A variable of the project, or one shared by its team. Its value is dropped while the answer is read."""

    name: str
    environments: list[str] = Field(description="production, preview, development")
    custom_environments: list[CustomEnvironment] = Field(default_factory=list)
    branch: Annotated[str | None, Hidden()] = None
    kind: str | None = None
    shared: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Deployment(Model):
    """A deployment, looked up by its host or id."""

    asked_as: Annotated[str, Hidden()]
    id: Annotated[str, Identifier()]
    team: Annotated[str | None, Identifier()] = None
    project: Annotated[str | None, Identifier()] = None
    project_name: Annotated[str | None, Hidden()] = None
    environment: str | None = Field(default=None, description="production, preview, or the name of a custom one")
    custom_environment: Annotated[str | None, Identifier()] = None
    host: Annotated[str | None, Hidden()] = None
    state: str | None = None
    substate: str | None = Field(default=None, description="STAGED, ROLLING or PROMOTED")
    created_at: datetime | None = None
    ready_at: datetime | None = None


class Key(Model):
    """A gateway key, as the team's list shows it."""

    id: Annotated[str, Identifier()]
    team: Annotated[str | None, Identifier()] = None
    project: Annotated[str | None, Identifier()] = Field(default=None, description="null: every project of the team")
    ending: Annotated[str | None, Hidden()] = Field(
        default=None, description="its last characters, as Vercel shows them"
    )
    name: Annotated[str | None, Hidden()] = None
    environment: Annotated[str | None, ForeignName()] = Field(
        default=None, description="shown as it is; what it does is not documented"
    )
    created_at: datetime | None = None
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    leaked_at: datetime | None = None
    budget_active: bool | None = None
    budget_used_up: bool | None = None


class ByokCredential(Model):
    """A provider credential that a team has stored."""

    id: Annotated[str | None, Identifier()] = None
    team: Annotated[str | None, Identifier()] = None
    provider: Annotated[str | None, ForeignName()] = None
    name: Annotated[str | None, Hidden()] = None
    active: bool | None = None
    deleted: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Event(Model):
    """An entry of the team's activity log."""

    type: str
    at: datetime
    team: Annotated[str | None, Identifier()] = None
    text: Annotated[str | None, Hidden()] = Field(default=None, description="in Vercel's words; it may name people")


class Budget(Model):
    """A budget of the gateway."""

    scope: str | None = None
    active: bool | None = None
    used_up: bool | None = None


class RoutingRule(Model):
    """A routing rule of the team."""

    id: Annotated[str, Identifier()]
    type: str
    enabled: bool | None = None
    model: Annotated[str | None, ForeignText()] = None
    updated_at: datetime | None = None


class CallAnswer(Model, Generic[F]):
    """One kind of facts: the call that was made for it, when, and how it ended."""

    call: CallId
    path: str = Field(description="the path of the API, with its parameters named and not filled in")
    state: State = "not-asked"
    asked_at: datetime | None = None
    team: Annotated[str | None, Identifier()] = None
    permission: str | None = Field(default=None, description="the right that the login lacks, where it was refused")
    because: str | None = None
    missed: bool = Field(default=False, description="not asked, though the question needed it: `because` says why")
    complete: bool = Field(default=True, description="false: there are more pages than were read")
    documented: bool = Field(default=True, description="false: no published description types these fields")
    facts: list[F] = Field(default_factory=list)


class Account(Model):
    """Everything that was read of the account."""

    read_at: datetime
    since: datetime = Field(description="how far back the activity log was asked for")
    source: Literal["vercel-cli", "files"] | None = Field(description="null: the account could not be asked")
    cli: str | None = Field(default=None, description="version of the Vercel CLI")
    disclosure: Level = "private"
    requests: int = 0
    duration_ms: float = 0
    project: Annotated[str | None, Hidden()] = None
    team: Annotated[str | None, Identifier()] = None
    teams: CallAnswer[Team]
    deployments: list[CallAnswer[Deployment]] = Field(default_factory=list)
    variables: CallAnswer[VariableSetting]
    shared_variables: CallAnswer[VariableSetting]
    keys: list[CallAnswer[Key]] = Field(default_factory=list)
    byok: list[CallAnswer[ByokCredential]] = Field(default_factory=list)
    events: list[CallAnswer[Event]] = Field(default_factory=list)
    budgets: CallAnswer[Budget]
    rules: CallAnswer[RoutingRule]

    @property
    def every_call(self) -> list[CallAnswer[Any]]:
        """Each call with what it gave, in the order in which they are told."""
        return [
            self.teams,
            *self.deployments,
            self.variables,
            self.shared_variables,
            *self.keys,
            *self.byok,
            *self.events,
            self.budgets,
            self.rules,
        ]
