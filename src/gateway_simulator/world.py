"""The simulated world: teams, keys, projects, models, and the places from which it is asked. Data only."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

ByokOutcome = Literal[
    "ok", "wrong-key", "deployment-not-found", "rate-limited", "out-of-funds", "malformed", "resource-name-is-url",
    "region-refused", "content-refused",
]  # fmt: skip
FaultKind = Literal[
    "html", "empty", "json-without-error", "error-in-200", "string-error", "invalid-json", "invalid-utf8", "huge",
    "gzip-bomb", "slow-bytes", "slow-headers", "never-ending", "close", "reset", "redirect", "status", "emptied",
    "cut-short",
]  # fmt: skip
Endpoint = Literal[
    "models", "model", "endpoints", "credits", "generation", "config", "language-model", "embedding-model",
    "chat-completions", "responses", "messages", "embeddings", "*",
]  # fmt: skip
GENERATING: frozenset[Endpoint] = frozenset(
    {"language-model", "embedding-model", "chat-completions", "responses", "messages", "embeddings"}
)


class Piece(BaseModel):
    """A piece of a scenario: every name must be known, so that a slip in a file is an error and not a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ByokCredential(Piece):
    """A provider credential stored for a team, and what the provider answers to it."""

    enabled: bool = True
    zdr: bool = False
    outcome: ByokOutcome = "ok"


class Team(Piece):
    """A Vercel team as the gateway sees it."""

    slug: str
    id: str = ""
    tier: Literal["free", "paid"] = "paid"
    balance: str = "95.50"
    total_used: str = "4.50"
    card_on_file: bool = True
    blocked: bool = False
    budget_exceeded: bool = False
    rate_limited: bool = False
    allowed_providers: list[str] | None = None
    zero_data_retention: bool = False
    denied_models: list[str] = []
    rewrites: dict[str, str] = Field(default={}, description="routing rules: which model stands in for which")
    byok: dict[str, ByokCredential] = {}


class Key(Piece):
    """A gateway key. The three dead states answer alike."""

    team: str
    state: Literal["active", "revoked", "expired"] = "active"


class Project(Piece):
    """A Vercel project; its OIDC tokens stand for its team."""

    team: str
    name: str
    id: str = ""


class Model(Piece):
    """A model of the catalogue. `providers` are in the order in which they are tried."""

    type: Literal["language", "embedding", "image"] = "language"
    providers: list[str]
    free_tier: bool = True
    down: list[str] = Field(default=[], description="providers whose own service fails")
    own_only: list[str] = Field(default=[], description="providers for which the gateway has no credentials of its own")
    limited: list[str] = Field(default=[], description="providers that answer 429")


class When(Piece):
    """Conditions on a request; all that are given must hold."""

    endpoint: Endpoint = "*"
    method: str | None = None
    header: str | None = None
    header_absent: str | None = None
    model: str | None = None
    protocol: Literal["ai-sdk", "chat-completions", "responses", "messages", "embeddings"] | None = None
    credential: Literal["api-key", "oidc"] | None = None
    streaming: bool | None = None
    provider: str | None = Field(default=None, description="the first provider that would be tried")
    option: str | None = None
    option_absent: str | None = None


class Rule(Piece):
    """Something that strikes the requests of which `when` holds: all of them, or a stretch counted from the first."""

    when: When = When()
    after: int = Field(default=0, ge=0, description="so many requests are spared first")
    times: int | None = Field(default=None, ge=1, description="then only so many are struck")


class Refusal(Rule):
    """A refusal of generation requests beyond what the team's state calls for."""

    status: int
    type: str
    message: str
    param: dict[str, Any] | None = None
    routing: bool = True

    @model_validator(mode="after")
    def _can_strike(self) -> Self:
        if self.when.endpoint not in {"*", *GENERATING}:
            raise ValueError("a refusal speaks of generation requests; a fault can strike other endpoints")
        return self


class Fault(Rule):
    """Something that goes wrong on the way, whatever was asked."""

    kind: FaultKind
    status: int = 200
    body: str = ""
    location: str = ""
    headers: dict[str, str] = Field(default={}, description="further headers of an answer of the kind `status`")
    foreign: bool = Field(default=False, description="somebody else answers: nothing marks the answer as the gateway's")
    delay_ms: int = Field(default=0, ge=0, le=60_000, description="how long the answer is held back")

    @model_validator(mode="after")
    def _can_strike(self) -> Self:
        unread = {"model", "provider", "option", "option_absent"} & self.when.model_fields_set
        if unread:
            raise ValueError(
                f"a fault strikes before the body is read, so it cannot look at {', '.join(sorted(unread))}"
            )
        return self


class Place(Piece):
    """What a place gives to the code that runs there: variables, and headers that the platform adds to a request."""

    env: dict[str, str] = {}
    headers: dict[str, str] = {}


class Scenario(Piece):
    """One story."""

    title: str
    description: str = ""
    teams: dict[str, Team]
    keys: dict[str, Key] = {}
    projects: dict[str, Project] = {}
    models: dict[str, Model] = {}
    refusals: list[Refusal] = []
    faults: list[Fault] = []
    clock_offset_s: int = Field(default=0, description="how far the gateway's Date header is ahead")
    places: dict[str, Place]

    @model_validator(mode="after")
    def _teams_exist(self) -> Self:
        owned: dict[str, Key | Project] = {
            **{f"keys.{name}": key for name, key in self.keys.items()},
            **{f"projects.{name}": project for name, project in self.projects.items()},
        }
        for name, part in owned.items():
            if part.team not in self.teams:
                raise ValueError(f"{name}: there is no team {part.team!r}")
        return self
