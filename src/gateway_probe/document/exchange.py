"""What was asked of the gateway and what came back: checks and experiments."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gateway_probe.document.base import (
    ForeignName,
    ForeignText,
    ForeignValues,
    Hidden,
    Identifier,
    IdentifierHeaders,
    Milliseconds,
    Model,
)
from gateway_probe.document.facts import PUBLIC_HOST
from gateway_probe.document.vocabulary import (
    GATEWAY_TYPES,
    AnswerClass,
    Answerer,
    CheckId,
    Effect,
    ExperimentId,
    FactorName,
    Outcome,
    ProviderSaying,
    ReasonCode,
    Saying,
)

UnreadPart = Literal[
    "content",
    "credits",
    "endpoints",
    "finish_reason",
    "generation_id",
    "headers",
    "listing",
    "record",
    "routing",
]
"""A part of an answer that has a reader of its own."""

CredentialUse = Literal["none", "api-key", "oidc", "made-up", "request-byok"]

TEAM_HEADER = "x-vercel-ai-gateway-team"
"""The team that an app names beside its credential, by id or slug."""

IDENTIFIER_HEADERS = frozenset(
    {
        TEAM_HEADER,
        "ai-o11y-deployment-id",
        "ai-o11y-project-id",
        "ai-o11y-request-id",
        "x-vercel-id",
        "x-request-id",
    }
)


class Reason(Model):
    """Why a check was skipped, timed out or errored, or what was wrong with its answer."""

    code: ReasonCode
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
    body_bytes: int = 0
    truncated: bool = False


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
    as_id: Annotated[str | None, ForeignName()] = None
    kind: Annotated[str | None, ForeignName()] = None
    suggestions: Annotated[list[str], ForeignName()] = []
    control_listed: bool | None = None
    tier_listed: bool | None = None


class ProviderEndpoint(Model):
    """A provider that the gateway offers for the model."""

    provider: Annotated[str, ForeignName()]
    active: bool | None = None
    uptime_last_1h: float | None = None


class GenerationRecord(Model):
    """`GET /v1/generation`: what was recorded of a completed generation."""

    is_byok: bool | None = None
    provider: Annotated[str | None, ForeignName()] = None
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

    id: CheckId | ExperimentId
    question: str
    outcome: Outcome
    answer: AnswerClass | None = Field(default=None, description="null where nothing was asked")
    answered_by: Answerer | None = Field(default=None, description="null where no answer began")
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
    finish_reason: Annotated[str | None, ForeignName()] = None
    content: bool | None = Field(
        default=None, description="whether a served generation holds anything; null if unknown"
    )
    unread: list[UnreadPart] = Field(
        default=[], description="parts of the answer on which this probe failed: unknown, whatever they held"
    )

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, value: Any) -> Any:
        """The answer class follows from outcome and status where an earlier build wrote none, or where somebody changed
        a Document in one place and not in the other: the weaker statement counts."""
        if not isinstance(value, dict) or not isinstance(value.get("outcome"), str):
            return value
        if "answer" in value and (value["answer"] not in {"served", "refused"} or not _contradicts_itself(value)):
            return value
        return {**value, **_derived(value)}

    @property
    def error(self) -> GatewayError | None:
        """The error of the answer, or the one that travelled inside its stream."""
        if self.response is not None and self.response.error is not None:
            return self.response.error
        return self.stream.error if self.stream is not None else None

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer."""
        return self.response.status if self.response is not None else None

    @property
    def asked(self) -> bool:
        """Whether the question was put at all."""
        return self.outcome != "skipped"

    @property
    def left_out_by_choice(self) -> bool:
        """Whether it could have been asked, and whoever asked for the run wanted no generation."""
        return not self.asked and self.reason is not None and self.reason.code in {"free-checks", "generation-limit"}

    def refused_with(self, *types: str) -> bool:
        """Whether this was refused with one of these error types of the gateway."""
        return self.answer == "refused" and self.error is not None and self.error.type in types


class Repeat(Model):
    """One more asking of the baseline or of an experiment's request, to tell a cause from chance."""

    arm: Literal["baseline", "variant"]
    answer: AnswerClass
    same: bool = Field(description="the same class, and for a refusal the same error type, as that arm's first answer")
    status: int | None = None
    error_type: Annotated[str | None, ForeignName()] = None
    generation_id: Annotated[str | None, Identifier()] = None


class Experiment(Check):
    """The baseline again with exactly one factor changed."""

    id: ExperimentId
    factor: FactorName
    changed: dict[str, str] = {}
    round: int = 0
    effect: Effect | None = Field(default=None, description="null where the experiment was not run")
    decides: str | None = Field(
        default=None, description="the one header or option that decides, where it was told apart"
    )
    repeats: list[Repeat] = Field(default=[], description="answers that were not used to find the effect")
    chance: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="upper bound on the probability that the repeats of a flip came out so if refusals came at random",
    )

    @property
    def flips(self) -> bool:
        """Served became refused, or the other way round."""
        return self.effect == "flips"


class GatewayFacts(Model):
    """Every check, in the order of the catalogue."""

    base_url: Annotated[str, Hidden(unless=PUBLIC_HOST)]
    base_url_kind: Literal["vercel", "loopback", "other"]
    checks: list[Check] = []


def _status(check: dict[str, Any]) -> int | None:
    response = check.get("response")
    status = response.get("status") if isinstance(response, dict) else None
    return status if isinstance(status, int) else None


def _contradicts_itself(check: dict[str, Any]) -> bool:
    outcome, answer, status = check["outcome"], check.get("answer"), _status(check)
    if outcome in {"skipped", "errored", "timed-out"}:
        return answer not in {None, "none"} or (outcome == "skipped") != (answer is None)
    if outcome == "passed":
        return answer not in {"served", "refused"}
    if answer == "served" and check.get("id") not in {"credits-control", "credits-control-again"}:
        return True
    error = (check.get("response") or {}).get("error") if isinstance(check.get("response"), dict) else None
    own = isinstance(error, dict) and error.get("type") in GATEWAY_TYPES
    return answer == "refused" and status is not None and not own and (status in {408, 424, 429} or status >= 500)


def _derived(check: dict[str, Any]) -> dict[str, Any]:
    status = _status(check)
    answer: AnswerClass | None
    match check["outcome"]:
        case "skipped":
            return {"answer": None, "answered_by": None}
        case "passed":
            answer = "refused" if str(check.get("id")).startswith("credits-control") else "served"
        case "refused":
            answer = "throttled" if status == 429 else "failed" if status in {408, 424} else "refused"
        case "failed":
            answer = "failed" if status is not None and (status >= 500 or status == 200) else "foreign"
        case _:
            answer = "none"
    effect = {"effect": "flips" if check["flips"] else "same"} if isinstance(check.get("flips"), bool) else {}
    who = check.get("answered_by") or "unknown"
    return {"answer": answer, "answered_by": None if answer == "none" else who, **effect}
