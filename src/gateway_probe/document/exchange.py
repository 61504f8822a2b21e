"""Checks and experiments: what was asked of the gateway, how it ended and what came back."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from gateway_probe.document.answer import (
    IDENTIFIER_HEADERS,
    NAMING_HEADERS,
    Credits,
    GatewayError,
    GenerationRecord,
    ModelListing,
    ProviderEndpoint,
    Response,
    Routing,
    Stream,
    Timing,
    UnreadPart,
)
from gateway_probe.document.base import Count, ForeignName, Hidden, Identifier, IdentifierHeaders, Model, Said
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
    ReasonCode,
)

TOLD = ("routing", "credits", "listing", "endpoints", "endpoints_total", "record", "content", "finish_reason", "stream")
"""The fields of a check that hold what its answer told. Where the answer is not believed, neither are they."""

CredentialUse = Literal["none", "api-key", "oidc", "made-up", "request-byok"]


class Reason(Model):
    """Why a check was skipped, timed out or errored, or what was wrong with its answer."""

    code: ReasonCode
    text: Annotated[str, Said(instead="code")]


class Request(Model):
    """The request as it was sent, without its credential."""

    method: Literal["GET", "POST"]
    path: str
    credential: CredentialUse
    headers: Annotated[dict[str, str], IdentifierHeaders(IDENTIFIER_HEADERS, NAMING_HEADERS)] = {}
    model: str | None = None
    streaming: bool = False
    options: list[str] = []
    body_bytes: Count = 0


class Check(Model):
    """One question put to the gateway."""

    id: CheckId | ExperimentId
    question: Annotated[str, Said()]
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
    endpoints_total: Count | None = Field(
        default=None, description="providers that the gateway offers for the model, whether they are named here or not"
    )
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
        return {**value, **_derive(value)}

    @property
    def error(self) -> GatewayError | None:
        """The error of the answer, or the one that travelled inside its stream."""
        if self.response is not None and self.response.error is not None:
            return self.response.error
        return self.stream.error if self.stream is not None else None

    @property
    def error_type(self) -> str | None:
        """The type of that error."""
        return self.error.type if self.error is not None else None

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer."""
        return self.response.status if self.response is not None else None

    @property
    def is_answered_before_the_gateway(self) -> bool:
        """Whether Vercel's edge, or somebody on the way, answered in the gateway's place."""
        return self.answered_by in {"platform", "intermediary"}

    @property
    def asked(self) -> bool:
        """Whether the question was put at all."""
        return self.outcome != "skipped"

    @property
    def left_out_by_choice(self) -> bool:
        """Whether it could have been asked, and whoever asked for the run wanted no generation."""
        return not self.asked and self.reason is not None and self.reason.code in {"free-checks", "generation-limit"}

    @property
    def model_kind(self) -> str | None:
        """What the public list of models calls the asked one: language, embedding or another kind."""
        return self.listing.kind if self.listing is not None else None

    def refused_with(self, *types: str) -> bool:
        """Whether this was refused with one of these error types of the gateway."""
        return self.answer == "refused" and self.error_type in types


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
    round: Count = 0
    effect: Effect | None = Field(default=None, description="null where the experiment was not run")
    decides: str | None = Field(
        default=None, description="the one header or option that decides, where it was told apart"
    )
    enough: str | None = Field(
        default=None,
        description="the one header that does it alone, where it was not asked whether another does as well",
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

    @property
    def part(self) -> str:
        """What was told of the parts of the factor, in the words of every report; empty where nothing was."""
        if self.enough:
            return f"{self.enough} alone is enough"
        return f"What decides is {self.decides}" if self.decides else ""


class GatewayFacts(Model):
    """Every check, in the order of the catalogue."""

    base_url: Annotated[str, Hidden(unless=PUBLIC_HOST)]
    base_url_kind: Literal["vercel", "loopback", "other"]
    trust: Literal["public", "others", "unknown"] | None = Field(
        default=None,
        description="whose certificates the probe trusted, whatever variables name for others: those of the public "
        "authorities alone, or others too; null where nothing was encrypted",
    )
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


def _derive(check: dict[str, Any]) -> dict[str, Any]:
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
