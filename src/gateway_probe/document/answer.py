"""What came back: the answer of one exchange with the gateway, reduced to what can be shown."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from gateway_probe.document.base import (
    Count,
    ForeignName,
    ForeignText,
    ForeignValues,
    Hidden,
    Identifier,
    Milliseconds,
    Model,
)
from gateway_probe.document.facts import TEAM_HEADER
from gateway_probe.document.vocabulary import ProviderSaying, Saying

UnreadPart = Literal[
    "content", "credits", "endpoints", "endpoints_total", "finish_reason", "generation_id", "headers", "listing",
    "record", "routing",
]  # fmt: skip
"""A part of an answer that has a reader of its own."""

IDENTIFIER_HEADERS = frozenset(
    {TEAM_HEADER, "ai-o11y-deployment-id", "ai-o11y-project-id", "ai-o11y-request-id", "x-vercel-id", "x-request-id"}
)
NAMING_HEADERS = frozenset({"ai-o11y-environment"})
"""Headers of requests that tell a name which a team may have given."""


class GatewayError(Model):
    """An error as the gateway words it; what a provider said inside it is kept in fields of its own."""

    type: Annotated[str | None, ForeignName()] = None
    message: Annotated[str | None, ForeignText()] = None
    says: list[Saying] = Field(default=[], description="what the gateway's own words speak of")
    provider_type: Annotated[str | None, ForeignName()] = Field(
        default=None, description="the error type of a provider whose answer is passed on"
    )
    provider_says: list[ProviderSaying] = []
    param_name: Annotated[str | None, ForeignName()] = None
    rule_id: Annotated[str | None, Identifier()] = None
    model_id: Annotated[str | None, ForeignName()] = None
    code: Annotated[str | None, ForeignName()] = None
    link: Literal["top-up", "add-credit-card"] | None = Field(
        default=None, description="the cure that a link inside the message names"
    )

    @property
    def own_type(self) -> str | None:
        """The type where it is the gateway's own word; None where a provider's answer is passed on."""
        return self.type if self.provider_type is None else None


class Response(Model):
    """The answer, reduced to what can be shown."""

    status: int
    content: Literal["json", "html", "text", "event-stream", "empty", "binary"]
    error: GatewayError | None = None
    headers: Annotated[dict[str, str], ForeignValues(IDENTIFIER_HEADERS)] = {}
    body_bytes: Count = 0
    truncated: bool = False
    handed_on: bool = Field(
        default=False, description="its headers are marked by something between the gateway and this place"
    )
    from_store: bool | None = Field(
        default=None, description="its headers say that it was kept and given again; null where they were not read"
    )


class ProviderAttempt(Model):
    """One try at one provider with one credential."""

    provider: Annotated[str | None, ForeignName()] = None
    credential_type: Literal["byok", "system", "other"] | None = None
    success: bool | None = None
    status: int | None = None
    error: Annotated[str | None, ForeignText()] = None
    says: list[ProviderSaying] = Field(default=[], description="what the provider's words speak of")


class ModelAttempt(Model):
    """One try at one model; its provider attempts in order."""

    canonical_slug: Annotated[str | None, ForeignName()] = None
    success: bool | None = None
    provider_attempt_count: int | None = None
    provider_attempts: list[ProviderAttempt] = []


class Routing(Model):
    """The gateway's routing metadata; every field is optional on the wire."""

    original_model: Annotated[str | None, ForeignName()] = None
    resolved_provider: Annotated[str | None, ForeignName()] = None
    canonical_slug: Annotated[str | None, ForeignName()] = None
    final_provider: Annotated[str | None, ForeignName()] = None
    fallbacks: Annotated[list[str], ForeignName()] = []
    planning_reasoning: Annotated[str | None, ForeignText()] = None
    planned: list[Literal["byok", "system"]] = Field(
        default=[], description="credential types that the planning text names; empty where planning never ran"
    )
    model_attempts: list[ModelAttempt] = []
    total_provider_attempts: int | None = None
    zero_data_retention: bool | None = None
    cost: str | None = None

    def attempts(self) -> Iterator[tuple[str, ProviderAttempt]]:
        """Every provider attempt in order, with its JSON pointer inside this object."""
        for m, model in enumerate(self.model_attempts):
            for p, attempt in enumerate(model.provider_attempts):
                yield f"model_attempts/{m}/provider_attempts/{p}", attempt

    @property
    def attempted(self) -> bool:
        """Whether any provider was tried."""
        return bool(self.total_provider_attempts) or any(True for _ in self.attempts())

    @property
    def providers(self) -> frozenset[str]:
        """Every provider that is told of: who was resolved, could stand in, was tried, or answered."""
        tried = [attempt.provider for _, attempt in self.attempts()]
        return frozenset(filter(None, (self.resolved_provider, self.final_provider, *self.fallbacks, *tried)))

    @property
    def served_model(self) -> int | None:
        """Which model of the list served, counted from 0; any but the first is a fallback."""
        return next((index for index, model in enumerate(self.model_attempts) if model.success), None)

    @property
    def served_by(self) -> ProviderAttempt | None:
        """The attempt that served."""
        return next((attempt for _, attempt in self.attempts() if attempt.success), None)


class Timing(Model):
    """Milliseconds. A phase that did not happen (a reused connection, no TLS) is null."""

    started: Milliseconds = Field(description="since the start of the run")
    dns: Milliseconds | None = None
    connect: Milliseconds | None = None
    tls: Milliseconds | None = None
    first_byte: Milliseconds | None = Field(
        default=None, description="from the request's last byte to the answer's first"
    )
    total: Milliseconds
    asked_again: bool = Field(
        default=False, description="a connection from before had ended, so that the request was sent on another one"
    )


class Credits(Model):
    """`GET /v1/credits`, in US dollars. It says nothing about the tier (gateway docs, REST API)."""

    balance: Annotated[str | None, Hidden()] = None
    total_used: Annotated[str | None, Hidden()] = None
    balance_band: Literal["negative", "zero", "up-to-5", "above-5", "unreadable"]
    granted_band: Literal["zero", "exactly-5", "up-to-5", "above-5", "unreadable"] = Field(
        description="band of balance + total_used: what the team was ever granted"
    )

    @property
    def is_positive(self) -> bool:
        """Whether the balance is above zero."""
        return self.balance_band in {"up-to-5", "above-5"}


class ModelListing(Model):
    """The asked model in the public list of models."""

    models: Count
    listed: bool
    as_id: Annotated[str | None, ForeignName()] = None
    kind: Annotated[str | None, ForeignName()] = None
    suggestions: Annotated[list[str], ForeignName()] = []
    control_listed: bool | None = None
    tier_listed: bool | None = None

    def names(self, model: str) -> bool:
        """Whether the list has the model by this very id."""
        return self.listed and self.as_id in {model, None}


class ProviderEndpoint(Model):
    """A provider that the gateway offers for the model."""

    provider: Annotated[str, ForeignName()]
    active: bool | None = None
    uptime_last_1h: float | None = None


class GenerationRecord(Model):
    """`GET /v1/generation`: what was recorded of a completed generation."""

    is_byok: bool | None = None
    provider: Annotated[str | None, ForeignName()] = None
    model: Annotated[str | None, ForeignName()] = None
    streamed: bool | None = None


class Stream(Model):
    """What a streamed answer held, read to its end."""

    events: Count
    ended: bool = Field(description="the stream closed as its protocol says, with a finish reason")
    error: GatewayError | None = None
    content_chars: Count = Field(default=0, description="characters of text and tool input that arrived")
    first_event_ms: Milliseconds | None = None
    first_token_ms: Milliseconds | None = Field(default=None, description="when the first of the content was there")
    last_token_ms: Milliseconds | None = Field(default=None, description="when the last of the content was there")
    last_event_ms: Milliseconds | None = None
