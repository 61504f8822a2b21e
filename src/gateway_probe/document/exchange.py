"""What was asked of the gateway and what came back: checks and experiments."""

from typing import Annotated, Literal

from pydantic import Field

from gateway_probe.document.base import (
    ForeignText,
    Hidden,
    Identifier,
    IdentifierHeaders,
    Milliseconds,
    Model,
)
from gateway_probe.document.facts import PUBLIC_HOST

Outcome = Literal["passed", "failed", "refused", "skipped", "timed-out", "errored"]
"""`passed`: the expected answer. `refused`: the gateway says no (4xx JSON). `failed`: any other answer.
`errored`: no answer; the reason names the stage. `timed-out`, `skipped`: the reason says why."""

CredentialUse = Literal["none", "api-key", "oidc", "made-up", "request-byok"]

IDENTIFIER_HEADERS = frozenset(
    {
        "x-vercel-ai-gateway-team",
        "ai-o11y-deployment-id",
        "ai-o11y-project-id",
        "ai-o11y-request-id",
        "x-vercel-id",
        "x-request-id",
    }
)


class Reason(Model):
    """Why a check was skipped, timed out or errored, or what was wrong with its answer."""

    code: str
    text: str


class Request(Model):
    """The request as it was sent, without its credential."""

    method: Literal["GET", "POST"]
    path: str
    credential: CredentialUse
    headers: Annotated[dict[str, str], IdentifierHeaders(IDENTIFIER_HEADERS)] = {}
    model: str | None = None
    streaming: bool = False
    options: list[str] = []
    body_bytes: int = 0


class GatewayError(Model):
    """An error as the gateway words it, from whichever place of the body it was in."""

    type: str | None = None
    message: Annotated[str | None, ForeignText()] = None
    param_name: str | None = None
    rule_id: Annotated[str | None, Identifier()] = None
    model_id: Annotated[str | None, ForeignText()] = None
    code: str | None = None
    link: Literal["top-up", "add-credit-card"] | None = Field(
        default=None, description="the cure that a link inside the message names"
    )


class Response(Model):
    """The answer, reduced to what can be shown."""

    status: int
    content: Literal["json", "html", "text", "event-stream", "empty", "binary"]
    error: GatewayError | None = None
    headers: Annotated[dict[str, str], IdentifierHeaders(IDENTIFIER_HEADERS)] = {}
    body_bytes: int = 0
    truncated: bool = False


class ProviderAttempt(Model):
    """One try at one provider with one credential."""

    provider: str | None = None
    credential_type: Literal["byok", "system", "other"] | None = None
    success: bool | None = None
    status: int | None = None
    error: Annotated[str | None, ForeignText()] = None


class ModelAttempt(Model):
    """One try at one model; its provider attempts in order."""

    canonical_slug: str | None = None
    success: bool | None = None
    provider_attempt_count: int | None = None
    provider_attempts: list[ProviderAttempt] = []


class Routing(Model):
    """The gateway's routing metadata; every field is optional on the wire."""

    original_model: str | None = None
    resolved_provider: str | None = None
    canonical_slug: str | None = None
    final_provider: str | None = None
    fallbacks: list[str] = []
    planning_reasoning: Annotated[str | None, ForeignText()] = None
    planned: list[Literal["byok", "system"]] = Field(
        default=[], description="credential types that the planning text names; empty where planning never ran"
    )
    model_attempts: list[ModelAttempt] = []
    total_provider_attempts: int | None = None
    zero_data_retention: bool | None = None
    cost: str | None = None


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


class Credits(Model):
    """`GET /v1/credits`, in US dollars. It says nothing about the tier (gateway docs, REST API)."""

    balance: Annotated[str | None, Hidden()] = None
    total_used: Annotated[str | None, Hidden()] = None
    balance_band: Literal["negative", "zero", "up-to-5", "above-5", "unreadable"]
    granted_band: Literal["zero", "exactly-5", "up-to-5", "above-5", "unreadable"] = Field(
        description="band of balance + total_used: what the team was ever granted"
    )


class ModelListing(Model):
    """The asked model in the public list of models."""

    models: int
    listed: bool
    as_id: str | None = None
    kind: str | None = None
    suggestions: list[str] = []
    control_listed: bool | None = None
    tier_listed: bool | None = None


class ProviderEndpoint(Model):
    """A provider that the gateway offers for the model."""

    provider: str
    active: bool | None = None
    uptime_last_1h: float | None = None


class GenerationRecord(Model):
    """`GET /v1/generation`: what was recorded of a completed generation."""

    is_byok: bool | None = None
    provider: str | None = None
    streamed: bool | None = None


class Stream(Model):
    """What a streamed answer held, read to its end."""

    events: int
    ended: bool = Field(description="the stream closed as its protocol says, with a finish reason")
    error: GatewayError | None = None
    content_chars: int = Field(default=0, description="characters of text and tool input that arrived")
    first_event_ms: Milliseconds | None = None
    first_token_ms: Milliseconds | None = Field(default=None, description="when the first of the content was there")
    last_token_ms: Milliseconds | None = Field(default=None, description="when the last of the content was there")
    last_event_ms: Milliseconds | None = None


class Check(Model):
    """One question put to the gateway."""

    id: str
    question: str
    outcome: Outcome
    reason: Reason | None = None
    cost: Literal["free", "metered"] = "free"
    request: Request | None = None
    response: Response | None = None
    routing: Routing | None = None
    generation_id: Annotated[str | None, Identifier()] = None
    timing: Timing | None = None
    credits: Credits | None = None
    listing: ModelListing | None = None
    endpoints: list[ProviderEndpoint] | None = None
    record: GenerationRecord | None = None
    stream: Stream | None = None
    finish_reason: str | None = Field(default=None, description="in the protocol's own word")
    content_chars: int | None = Field(
        default=None,
        description="characters of text and tool input in a served answer; numbers, for an embedding",
    )


class Experiment(Check):
    """The baseline again with exactly one factor changed."""

    factor: str
    changed: dict[str, str] = {}
    round: int = 0
    flips: bool | None = Field(default=None, description="null where the experiment gave no outcome to compare")


class GatewayFacts(Model):
    """Every check, in the order of the catalogue."""

    base_url: Annotated[str, Hidden(unless=PUBLIC_HOST)]
    base_url_kind: Literal["vercel", "loopback", "other"]
    checks: list[Check] = []
