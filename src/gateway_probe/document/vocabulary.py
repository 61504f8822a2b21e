"""The closed vocabularies of the Document: every id and word that code, rules and readers may compare.

They are literal types, so that a misspelt id is an error of the type checker and not a check that is never found.
"""

from typing import Literal, get_args

CheckId = Literal[
    "models",
    "endpoints",
    "credits-control",
    "credits-key",
    "credits-key-cleaned",
    "credits-oidc",
    "credits-control-again",
    "credits-key-again",
    "credits-oidc-again",
    "baseline",
    "generation-record",
]

ExperimentId = Literal[
    "baseline-repeat",
    "streaming",
    "credential-oidc",
    "headers-none",
    "headers-all",
    "headers-project",
    "credential-and-headers",
    "protocol-chat",
    "protocol-sdk",
    "protocol-responses",
    "protocol-messages",
    "auth-header-other",
    "second-key-none",
    "key-cleaned",
    "team-none",
    "route-other",
    "model-control",
    "model-tier",
    "options-none",
    "part-1",
    "part-2",
    "part-3",
    "part-4",
    "byok-request",
    "other-client-1",
    "other-client-2",
    "other-client-3",
    "shape-tool",
    "shape-two-turns",
    "shape-json-schema",
    "shape-image",
]

PLANNED: tuple[ExperimentId, ...] = (
    "streaming",
    "headers-none",
    "headers-all",
    "headers-project",
    "credential-oidc",
    "byok-request",
    "protocol-chat",
    "protocol-sdk",
    "protocol-responses",
    "protocol-messages",
    "auth-header-other",
    "second-key-none",
    "team-none",
    "options-none",
    "route-other",
    "model-control",
    "model-tier",
)
"""What a run that looks for a cause lists, asked or left out and then why."""

FactorName = Literal[
    "none",
    "client",
    "streaming",
    "credential",
    "deployment-headers",
    "credential-and-headers",
    "protocol",
    "auth-header",
    "team",
    "shape",
    "provider-route",
    "model",
    "options",
    "credential-source",
]

Outcome = Literal["passed", "failed", "refused", "skipped", "timed-out", "errored"]
"""`passed`: the expected answer. `refused`: the gateway says no (4xx JSON). `failed`: any other answer.
`errored`: no answer; the reason names the stage. `timed-out`, `skipped`: the reason says why."""

AnswerClass = Literal["served", "refused", "throttled", "failed", "foreign", "none"]
"""What an answer means: `refused` is a 4xx in the gateway's form; `throttled` 429; `failed` 5xx, 408, 424 or a broken
success; `foreign` not the gateway's form at all; `none` no whole answer."""

Answerer = Literal["gateway", "provider", "platform", "intermediary", "unknown"]
"""Who answered: `provider` where an attempt was made and the words are its own, `platform` for Vercel's edge or
firewall, `intermediary` for a proxy, `unknown` where the form is the gateway's and nothing marks it as such."""

Effect = Literal["flips", "changes", "same", "undecided"]
"""What changing one factor did: served became refused or the other way round, refused for another reason, the same
class and type, or nothing that can be compared."""

Saying = Literal[
    "free-tier", "paid-credits", "no-allowed-providers", "team-restriction", "rate", "card", "no-credential"
]
"""What the gateway's own words speak of, told from the text before anything of it is taken out."""

ProviderSaying = Literal[
    "credential-invalid",
    "deployment-missing",
    "host-not-resolved",
    "credential-unreadable",
    "out-of-funds",
    "billing",
    "region",
    "overloaded",
    "rate",
    "quota",
    "model-access",
]
"""What a provider's words speak of."""

ReasonCode = Literal[
    "answer-binary",
    "answer-empty",
    "answer-event-stream",
    "answer-html",
    "answer-json",
    "answer-text",
    "answered-by-intermediary",
    "answered-by-platform",
    "budget-timeout",
    "connect-refused",
    "connect-reset",
    "connect-timeout",
    "connect-unreachable",
    "control-failed",
    "credential-unsendable",
    "error-in-stream",
    "error-inside-200",
    "free-checks",
    "generation-limit",
    "no-credential",
    "no-key",
    "no-token",
    "not-applicable",
    "not-gateway-json",
    "not-telling",
    "not-wanted",
    "probe-fault",
    "protocol-malformed",
    "protocol-reset",
    "read-malformed",
    "read-reset",
    "read-timeout",
    "read-undecodable",
    "redirected",
    "resolve-not-found",
    "resolve-timeout",
    "server-error",
    "stream-cut",
    "time-budget",
    "tls-certificate",
    "tls-malformed",
    "tls-reset",
    "tls-timeout",
    "token-unusable",
    "too-large",
    "unexpected-body",
    "write-reset",
    "write-timeout",
    "write-unsendable",
]

LIMIT_REACHED = frozenset({"length", "max_tokens", "max_output_tokens"})
"""Why a generation ended that used up the tokens it was given, in the word of each door."""

GATEWAY_TYPES = frozenset(
    {
        "byok_requires_paid_credits",
        "customer_verification_required",
        "insufficient_funds",
        "model_not_found",
        "model_unavailable_in_region",
        "no_providers_available",
        "quota_for_entity_exceeded",
    }
)
"""Error types by which the gateway alone refuses: `insufficient_funds` and the like are checked before any provider is
tried (gateway docs, getting started; the error classes of `@ai-sdk/gateway`). Other types are providers' words too."""

BUDGET = "quota_for_entity_exceeded"
"""The one refusal that is answered with 429 as well as with 402 and 403 (gateway docs, budgets)."""
_NO_REFUSALS: dict[str | None, AnswerClass] = {"rate_limit_exceeded": "throttled", "failed_dependency": "failed"}


def class_of_refusal(status: int, own_type: str | None) -> AnswerClass:
    """What a status of 400 or more means beside the gateway's own word, if any. A fault of a server stays one."""
    if status == 429:
        return "refused" if own_type == BUDGET else "throttled"
    if status in {408, 424} or status >= 500:
        return "failed"
    return _NO_REFUSALS.get(own_type, "refused")


REASON_CODES: frozenset[str] = frozenset(get_args(ReasonCode))

ExperimentsMode = Literal["auto", "none", "all"]
"""`auto`: where the baseline fails, until it is explained."""

ChecksMode = Literal["all", "free"]
"""`free`: what costs nothing, which is all but the generations."""

RunPart = Literal[
    "disclosure",
    "experiments",
    "judgement",
    "ledger",
    "other-clients",
    "run",
    "sealing",
    "second-readings",
    "team",
    "tokens",
    "variables",
]
"""A part of a run that can be left out without losing the others; `run` where it is the run as a whole."""
