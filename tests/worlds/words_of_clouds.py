"""What providers say in further words of theirs: of the team's own credential, of the gateway's, and before another one serves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.standin import Credential, Team, Token, Words
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

CLAUDE, GEMINI, GPT = "anthropic/claude-sonnet-4.5", "google/gemini-3-flash", "openai/gpt-5.4-mini"
REFUSED = STORED_CREDENTIAL | {"provider-refuses"}
FUNDS = frozenset({"upstream-account-out-of-funds", "provider-rate-limit"})
NO_MODEL = frozenset(
    {"byok-credential-refused", "provider-refuses", "byok-azure-deployment-name", "provider-route-down-for-model"}
)
DOWN = frozenset({"provider-route-down-for-model", "provider-overloaded-or-slow", "provider-rate-limit"})
REGION = frozenset({"region-refused-by-provider", "provider-refuses"})
INVALID = frozenset({"provider-refuses", "request-refused-as-invalid"})
NOT_THE_GATEWAYS = KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM | {"routing-rule-denied", "model-unknown-or-retired"}


@dataclass(frozen=True)
class Said:
    """A provider's refusal and the causes that it bears."""

    name: str
    provider: str
    model: str
    words: Words
    codes: frozenset[str]


SAID = (
    Said(
        "a session of AWS is over",
        "bedrock",
        CLAUDE,
        Words(403, "The security token included in the request is expired", "ExpiredTokenException"),
        REFUSED,
    ),
    Said(
        "a signature of AWS does not match",
        "bedrock",
        CLAUDE,
        Words(
            403,
            "The request signature we calculated does not match the signature you provided.",
            "InvalidSignatureException",
        ),
        REFUSED,
    ),
    Said(
        "AWS wants another kind of throughput",
        "bedrock",
        CLAUDE,
        Words(400, "Invocation of model ID with on-demand throughput isn't supported.", "ValidationException"),
        INVALID | NO_MODEL,
    ),
    Said(
        "AWS has no such model in its region",
        "bedrock",
        CLAUDE,
        Words(
            404,
            "Could not resolve the foundation model from the provided model identifier.",
            "ResourceNotFoundException",
        ),
        NO_MODEL | REGION,
    ),
    Said(
        "AWS is not ready",
        "bedrock",
        CLAUDE,
        Words(424, "The model is not ready for inference.", "ModelNotReadyException"),
        DOWN | NO_MODEL | {"dependency-not-available"},
    ),
    Said(
        "AWS limits tokens of a day",
        "bedrock",
        CLAUDE,
        Words(429, "Too many tokens per day, please wait before trying again.", "ThrottlingException"),
        frozenset({"provider-rate-limit"}),
    ),
    Said(
        "a project of Google Cloud has no billing",
        "vertex",
        GEMINI,
        Words(
            403,
            "This API method requires billing to be enabled. Please enable billing on project #0.",
            "PERMISSION_DENIED",
        ),
        REFUSED | FUNDS,
    ),
    Said(
        "a project of Google Cloud has no such model",
        "vertex",
        GEMINI,
        Words(404, "Publisher Model was not found or your project does not have access to it.", "NOT_FOUND"),
        NO_MODEL | REFUSED,
    ),
    Said(
        "a key of Google is barred from this service",
        "google",
        GEMINI,
        Words(403, "Requests to this API method are blocked.", "PERMISSION_DENIED"),
        REFUSED,
    ),
    Said(
        "a key of Google is past its date",
        "google",
        GEMINI,
        Words(400, "API key expired. Please renew the API key.", "INVALID_ARGUMENT"),
        REFUSED,
    ),
    Said(
        "Google is overloaded",
        "google",
        GEMINI,
        Words(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
        DOWN,
    ),
    Said(
        "Anthropic's organisation is switched off",
        "anthropic",
        CLAUDE,
        Words(403, "This organization has been disabled.", "permission_error"),
        REFUSED,
    ),
    Said(
        "Anthropic has no such model",
        "anthropic",
        CLAUDE,
        Words(404, "model: claude-sonnet-4-5", "not_found_error"),
        NO_MODEL,
    ),
    Said(
        "Anthropic's invoice is open",
        "anthropic",
        CLAUDE,
        Words(402, "Your account has an unpaid invoice.", "billing_error"),
        FUNDS,
    ),
    Said(
        "OpenAI's account is switched off",
        "openai",
        GPT,
        Words(
            401,
            "Your account is not active, please check your billing details.",
            "billing_not_active",
            "billing_not_active",
        ),
        REFUSED | FUNDS,
    ),
    Said(
        "OpenAI's organisation must be verified",
        "openai",
        GPT,
        Words(
            403, "Your organization must be verified to use the model.", "invalid_request_error", "unsupported_value"
        ),
        REFUSED,
    ),
    Said(
        "OpenAI's project has no such model",
        "openai",
        GPT,
        Words(403, "Project does not have access to model.", "invalid_request_error", "model_not_found"),
        REFUSED | NO_MODEL,
    ),
    Said(
        "OpenAI's key may be used from other addresses",
        "openai",
        GPT,
        Words(401, "Your IP address is not authorized.", "invalid_request_error", "ip_not_authorized"),
        REFUSED,
    ),
    Said(
        "Azure's resource is shut down",
        "azure",
        GPT,
        Words(403, "Access denied due to an inactive subscription.", "", "AccessDenied"),
        REFUSED | FUNDS,
    ),
    Said(
        "Azure does not know the version of its interface",
        "azure",
        GPT,
        Words(404, "Resource not found", "", "404"),
        NO_MODEL | REFUSED,
    ),
    Said(
        "Azure's deployment is of another kind",
        "azure",
        GPT,
        Words(400, "The chatCompletion operation does not work with the specified model.", "", "OperationNotSupported"),
        INVALID | NO_MODEL,
    ),
    Said(
        "Azure's filter stops the prompt",
        "azure",
        GPT,
        Words(
            400,
            "The response was filtered due to the prompt triggering content management policy.",
            "",
            "content_filter",
        ),
        INVALID,
    ),
)


def _worlds() -> Iterator[World]:
    for said in SAID:
        model = next(item for item in CATALOGUE if item.id == said.model)
        team = Team(stored={said.provider: Credential(said.words)})
        place = replace(on_vercel(KEY, Token(team)), model=said.model)
        none = dict.fromkeys(model.providers, "none")
        yield World(
            f"the team's own credential, and no other way: {said.name}",
            place,
            parts.one_team(team, system=none),
            May(("failing",), names=(tuple(sorted(said.codes)),), not_claimed=NOT_THE_GATEWAYS, at_least="possible"),
        )
        yield World(
            f"the team's own credential, and the gateway's serves: {said.name}",
            place,
            parts.one_team(team),
            May(("degraded",), names=(("byok-failed-silent-system-fallback",),), not_claimed=NOT_THE_GATEWAYS),
        )
        yield World(
            f"the gateway's own credential, and no other way: {said.name}",
            replace(on_vercel(KEY, Token(Team())), model=said.model),
            parts.one_team(Team(), system={**none, said.provider: said.words}),
            May(("failing", "inconclusive"), not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL),
        )


WORLDS = tuple(_worlds())
