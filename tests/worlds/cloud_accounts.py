"""Worlds of accounts at the clouds: what Azure, Bedrock, Vertex and Google say to a stored credential.

Of each there are two: nothing else serves, and the gateway's own credential does.
"""

from collections.abc import Iterator

from tests.standin import Credential, Gateway, Key, Model, Team, Token, Words
from tests.standin.account import CATALOGUE
from tests.worlds.expectation import (
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NETWORK,
    NOT_THE_GATEWAY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    Codes,
    May,
)
from tests.worlds.world import ASKED, KEY, World, on_vercel

NOT_A_PROVIDERS: Codes = (
    MONEY
    | KEY_IS_BAD
    | FACTORS
    | OTHER_TEAM
    | NETWORK
    | NOT_THE_GATEWAY
    | {"routing-rule-denied", "gateway-5xx", "model-of-wrong-kind", "provider-or-model-allowlist", "no-card-on-file"}
    | {"team-filter-leaves-no-provider", "request-refused-as-invalid", "refusal-of-unknown-kind"}
)
"""What no word of a provider shows: it speaks of its own account, never of the gateway's."""

REFUSED = (*sorted(STORED_CREDENTIAL),)
LIMIT = ("provider-rate-limit",)
FUNDS = ("upstream-account-out-of-funds",)
BUSY = ("provider-overloaded-or-slow", "provider-route-down-for-model")
REGION = ("region-refused-by-provider",)
IN_ITS_WORDS = ("provider-refuses",)
CREDENTIAL = STORED_CREDENTIAL
_MODELS = {"google": "google/gemini-3-flash", "vertex": "google/gemini-3-flash"}
_MODELS |= {"anthropic": "anthropic/claude-sonnet-4.5", "bedrock": "anthropic/claude-sonnet-4.5"}
_MODELS |= {"azure": ASKED, "openai": ASKED}


def account(
    name: str, provider: str, words: Words, *groups: tuple[str, ...], never: Codes = frozenset()
) -> Iterator[World]:
    """The provider refuses the stored credential in these words; of the groups one code each has to be named."""
    models = (*CATALOGUE, Model("acme/writer-1", (provider, "deepinfra")))
    asked = _MODELS.get(provider, "acme/writer-1")
    offered = next(model.providers for model in models if model.id == asked)
    team = Team(stored={provider: Credential(words)})
    never = never | NOT_A_PROVIDERS | {"model-unknown-or-retired"}
    alone = Gateway((Key(KEY, team),), (Token(team),), models, dict.fromkeys(offered, "none"))
    yield World(
        f"{name}, and nothing else serves",
        on_vercel(KEY, Token(team), model=asked),
        alone,
        May(("failing",), names=groups, not_claimed=never),
    )
    yield World(
        f"{name}, and the gateway's own credential serves",
        on_vercel(KEY, Token(team), model=asked),
        Gateway((Key(KEY, team),), (Token(team),), models),
        May(
            ("degraded",),
            found=(("byok-failed-silent-system-fallback", *(code for group in groups for code in group)),),
            not_claimed=never - {"provider-refuses"},
        ),
    )


def _azure(status: int, message: str, code: str) -> Words:
    return Words(status, message, "", code)


def _bedrock(status: int, message: str, kind: str) -> Words:
    return Words(status, message, kind)


def _google(status: int, message: str, kind: str) -> Words:
    return Words(status, message, kind)


_IAM = "User: arn:aws:iam::000000000000:user/fake is not authorized to perform: bedrock:InvokeModel on this resource"
_MARKETPLACE = "Model access is denied due to INVALID_PAYMENT_INSTRUMENT: A valid payment instrument must be provided."
_ENTRA = "Unauthorized. Access token is missing, invalid, audience is incorrect, or have expired."
_SUSPENDED = "Permission denied: Consumer 'project:fake' has been suspended."
_FREE_TIER = "You exceeded your current quota. Quota exceeded for metric: generate_content_free_tier_requests, limit: 0"
_COUNTRY = "Gemini API free tier is not available in your country. Please enable billing on your project."

WORLDS: tuple[World, ...] = (
    *account("Azure's Entra token has expired", "azure", _azure(401, _ENTRA, "401"), REFUSED),
    *account(
        "Azure takes no keys for this resource",
        "azure",
        _azure(403, "Key based authentication is disabled for this resource.", "AuthenticationTypeDisabled"),
        REFUSED,
    ),
    *account(
        "Azure's resource is used up for ten hours, says a 403",
        "azure",
        _azure(403, "Out of call volume quota. Quota will be replenished in 10:11:10.", "QuotaExceeded"),
        (*LIMIT, *FUNDS, *IN_ITS_WORDS),
    ),
    *account(
        "Azure is busy for 27 seconds",
        "azure",
        _azure(429, "The system is currently experiencing high demand. Please retry after 27 seconds.", "429"),
        (*LIMIT, *BUSY),
        never=CREDENTIAL,
    ),
    *account(
        "Azure's deployment is of another model",
        "azure",
        _azure(400, "The chatCompletion operation does not work with the specified model.", "OperationNotSupported"),
        (*IN_ITS_WORDS, "byok-azure-deployment-name"),
    ),
    *account(
        "Azure's subscription is disabled",
        "azure",
        _azure(403, "The subscription is disabled and therefore marked as read only.", "ReadOnlyDisabledSubscription"),
        (*REFUSED, *FUNDS, *IN_ITS_WORDS),
    ),
    *account(
        "Bedrock's user may not invoke the model", "bedrock", _bedrock(403, _IAM, "AccessDeniedException"), REFUSED
    ),
    *account(
        "Bedrock wants a payment instrument",
        "bedrock",
        _bedrock(403, _MARKETPLACE, "AccessDeniedException"),
        (*FUNDS, *REFUSED, *IN_ITS_WORDS),
    ),
    *account(
        "Bedrock wants the use case of the account",
        "bedrock",
        _bedrock(404, "Model use case details have not been submitted for this account.", "ResourceNotFoundException"),
        (*IN_ITS_WORDS, *REFUSED),
    ),
    *account(
        "Bedrock has given enough tokens for the day",
        "bedrock",
        _bedrock(429, "Too many tokens per day, please wait before trying again.", "ThrottlingException"),
        LIMIT,
        never=CREDENTIAL,
    ),
    *account(
        "Bedrock's quota is exceeded, says a 400",
        "bedrock",
        _bedrock(400, "Your account has exceeded the service quota.", "ServiceQuotaExceededException"),
        (*LIMIT, *IN_ITS_WORDS),
        never=CREDENTIAL,
    ),
    *account(
        "Bedrock does not have the model in this region",
        "bedrock",
        _bedrock(400, "The provided model identifier is invalid.", "ValidationException"),
        (*IN_ITS_WORDS, *REFUSED),
    ),
    *account(
        "Bedrock has no such region",
        "bedrock",
        Words(None, "getaddrinfo ENOTFOUND bedrock-runtime.eu-fake-9.amazonaws.com", "", "ENOTFOUND"),
        (*REFUSED, *BUSY, *IN_ITS_WORDS),
        never=frozenset({"byok-azure-resource-name-is-url"}),
    ),
    *account(
        "Bedrock is not ready for the model",
        "bedrock",
        _bedrock(503, "Bedrock is unable to process your request.", "ServiceUnavailableException"),
        BUSY,
        never=CREDENTIAL,
    ),
    *account(
        "Vertex's API is not switched on",
        "vertex",
        _google(403, "Vertex AI API has not been used in project 0 before or it is disabled.", "PERMISSION_DENIED"),
        REFUSED,
    ),
    *account(
        "Vertex takes the service account's signature for no good one",
        "vertex",
        Words(400, "invalid_grant: Invalid JWT Signature.", form={"error": "invalid_grant"}),
        REFUSED,
    ),
    *account("Vertex's project is suspended", "vertex", _google(403, _SUSPENDED, "PERMISSION_DENIED"), REFUSED),
    *account(
        "Vertex's minute is used up",
        "vertex",
        _google(429, "Quota exceeded for generate_content_requests_per_minute.", "RESOURCE_EXHAUSTED"),
        LIMIT,
        never=CREDENTIAL,
    ),
    *account(
        "Vertex does not serve the model in this region",
        "vertex",
        _google(400, "Publisher Model is not servable in region europe-fake1.", "FAILED_PRECONDITION"),
        (*IN_ITS_WORDS, *REGION, *REFUSED),
    ),
    *account(
        "Google's key has expired",
        "google",
        _google(400, "API key expired. Please renew the API key.", "INVALID_ARGUMENT"),
        REFUSED,
    ),
    *account(
        "Google's key is for another referrer",
        "google",
        _google(403, "Requests from referer <empty> are blocked.", "PERMISSION_DENIED"),
        REFUSED,
    ),
    *account(
        "Google's own free tier has no requests left",
        "google",
        _google(429, _FREE_TIER, "RESOURCE_EXHAUSTED"),
        (*LIMIT, *FUNDS),
        never=CREDENTIAL,
    ),
    *account(
        "Google's own free tier is not for this country",
        "google",
        _google(400, _COUNTRY, "FAILED_PRECONDITION"),
        (*REGION, *FUNDS, *REFUSED, *IN_ITS_WORDS),
    ),
    *account(
        "Google's model is overloaded",
        "google",
        _google(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
        BUSY,
        never=CREDENTIAL,
    ),
)
