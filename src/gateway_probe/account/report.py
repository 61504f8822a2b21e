"""What is handed out: the facts of the account beside the live results, the joins, the findings, the timeline."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from gateway_probe.account.account_facts import Account
from gateway_probe.account.joins import Join
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.document.base import SCHEMA_VERSION, ForeignName, Hidden, Level, Model
from gateway_probe.document.judgement import Confidence, Finding, Severity, Status

if TYPE_CHECKING:
    from gateway_probe.reports.blocks import Outline
    from gateway_probe.reports.openmetrics import Family
    from gateway_probe.reports.suite import Suite

KeyTeam = Literal["deployment's", "another", "unknown"]
CredentialState = Literal["on", "off", "deleted", "unknown"]
Lane = Literal["run", "deployment", "variable", "account"]


class Live(Model):
    """What a run saw in a place. Nothing of the account changes it."""

    at: datetime
    status: Status
    code: str
    confidence: Confidence
    served: bool | None = None
    error: Annotated[str | None, ForeignName()] = Field(default=None, description="type of the gateway's error")
    credential: str
    environment: str | None = None


class ByokState(Model):
    """A provider credential, and whether it can be used."""

    provider: Annotated[str | None, ForeignName()] = None
    state: CredentialState


class Configured(Model):
    """What the account has set for a place. Nothing of a run changes it."""

    environment: str | None = None
    deployment_created_at: datetime | None = None
    deployment_ready_at: datetime | None = None
    substate: str | None = None
    key_name: str = Field(default=GATEWAY_KEY, description="the variable that the place's client reads")
    key_variable: Literal["set", "not-set", "unknown"] = "unknown"
    key_variable_changed_at: datetime | None = None
    key_team: KeyTeam = "unknown"
    byok: list[ByokState] = Field(default_factory=list, description="of the team that decides")
    credits_purchased_at: datetime | None = None


class Settled(Model):
    """A code that the run left open, and what the account says of it."""

    code: str
    account: Literal["supported", "spoken-against", "excluded", "open", "silent"]
    confidence: Confidence | None = Field(default=None, description="of the account's finding")
    because: str


class PlaceFacts(Model):
    """One place: what is configured and what happened, side by side."""

    name: str
    host: Annotated[str | None, Hidden()] = None
    live: Live | None = None
    configured: Configured
    settled: list[Settled] = Field(default_factory=list, description="what the run left open")


class PlaceFinding(Finding):
    """A finding about one place, or about the account where `place` is null."""

    place: str | None = None


class SpokenAgainst(Model):
    """A cause that the facts exclude, or speak against where an undocumented field says so."""

    place: str | None
    code: str
    title: str
    because: str
    excluded: bool
    evidence: list[str] = Field(default_factory=list)


class Undecided(Model):
    """A cause that the facts leave open, and the one that would decide."""

    place: str | None
    code: str
    title: str
    decided_by: str


class Moment(Model):
    """One entry of the timeline."""

    at: datetime
    lane: Lane
    what: str
    place: str | None = None
    served: bool | None = Field(default=None, description="runs only")
    severity: Severity | None = None


class AccountReport(Model):
    """The answer of `gateway-probe account`."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    disclosure: Level = "private"
    summary: str
    trouble: str | None = Field(default=None, description="why the account could not be asked at all")
    next_step: str | None = None
    findings: list[PlaceFinding]
    left_out: list[str] = Field(default_factory=list, description="causes that broke on this account")
    against: list[SpokenAgainst]
    undecided: list[Undecided]
    places: list[PlaceFacts]
    timeline: list[Moment]
    joins: list[Join]
    account: Account

    @property
    def title(self) -> str:
        return "the account"

    # How it is told is imported where it is told: each run writes one format.

    def outline(self) -> "Outline":
        from gateway_probe.account.account_outline import account_outline

        return account_outline(self)

    def brief(self) -> dict[str, Any]:
        from gateway_probe.account.account_brief import account_brief

        return account_brief(self)

    def suite(self) -> "Suite":
        from gateway_probe.account.account_suite import account_suite

        return account_suite(self)

    def metrics(self) -> "Iterator[Family]":
        from gateway_probe.account.metrics import account_metrics

        return account_metrics(self)
