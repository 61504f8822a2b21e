"""Worlds in which a provider refuses a request in its own words, and some in which two attempts fail apart."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Model, Rule, Team, Token
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import BAD, NOT_HEALTHY, STORED_CREDENTIAL, May
from tests.worlds.own_accounts import CREDENTIAL, NOT_THE_GATEWAYS, openai_form, told
from tests.worlds.world import KEY, World, on_vercel

LIMITED = May(BAD, names=(("provider-rate-limit",),), not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL)
OF_PROVIDER = May(BAD, not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL)
GROQ_LIMIT = (
    "Rate limit reached for model `llama` on tokens per day (TPD): Limit 100000. Need more tokens? Upgrade to Dev Tier."
)
FILTERED = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
ON_DEMAND = "Invocation of model ID with on-demand throughput isn't supported. Retry with an inference profile."

WORLDS = (
    told(
        "Groq's daily limit speaks of a tier to upgrade to",
        LIMITED,
        "groq",
        "byok",
        429,
        GROQ_LIMIT,
        openai_form(GROQ_LIMIT, "tokens", "rate_limit_exceeded"),
    ),
    told(
        "OpenAI wants a verified organisation for the model",
        OF_PROVIDER,
        "openai",
        "byok",
        400,
        "Your organization must be verified to stream this model.",
        openai_form(
            "Your organization must be verified to stream this model.", "invalid_request_error", "unsupported_value"
        ),
    ),
    told(
        "Azure's filter refuses the text",
        OF_PROVIDER,
        "azure",
        "byok",
        400,
        FILTERED,
        openai_form(FILTERED, None, "content_filter"),
    ),
    told(
        "Azure's own rate limit speaks of a pricing tier",
        LIMITED,
        "azure",
        "byok",
        429,
        "Requests have exceeded call rate limit of your current OpenAI S0 pricing tier.",
        openai_form("Requests have exceeded call rate limit of your current OpenAI S0 pricing tier.", None, "429"),
    ),
    told(
        "Azure wants an API version that is still there",
        replace(
            OF_PROVIDER,
            certain=False,
            not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL - {"byok-azure-deployment-name"},
        ),
        "azure",
        "byok",
        404,
        "Resource not found",
        openai_form("Resource not found", None, "404"),
    ),
    told(
        "Bedrock wants an inference profile",
        OF_PROVIDER,
        "bedrock",
        "byok",
        400,
        ON_DEMAND,
        {"message": ON_DEMAND, "__type": "ValidationException"},
    ),
    told(
        "Vertex does not know the model in this region",
        OF_PROVIDER,
        "vertex",
        "byok",
        404,
        "Publisher Model was not found or your project does not have access to it.",
        {"error": {"code": 404, "message": "Publisher Model was not found.", "status": "NOT_FOUND"}},
    ),
    told(
        "a provider speaks of access_denied, and nobody blocked the team",
        May(BAD, not_claimed=NOT_THE_GATEWAYS),
        "azure",
        "byok",
        403,
        "Forbidden.",
        openai_form("Forbidden.", "access_denied", "access_denied"),
    ),
    told(
        "a provider's proxy speaks of quota_for_entity_exceeded",
        May(BAD, not_claimed=NOT_THE_GATEWAYS),
        "openai",
        "byok",
        429,
        "Quota limit exceeded",
        openai_form("Quota limit exceeded", "quota_for_entity_exceeded"),
    ),
    told(
        "a provider says model_not_found of a listed model",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=NOT_THE_GATEWAYS),
        "openai",
        "byok",
        404,
        "The model does not exist or you do not have access to it.",
        openai_form(
            "The model does not exist or you do not have access to it.", "invalid_request_error", "model_not_found"
        ),
    ),
    World(
        "two stored credentials: one is refused, the other is out of funds",
        on_vercel(KEY),
        Gateway(
            (Key(KEY, Team(stored={"azure": Credential("bad-key"), "openai": Credential("no-funds")})),),
            system={"azure": "none", "openai": "none"},
        ),
        May(
            ("failing",),
            names=(CREDENTIAL, ("upstream-account-out-of-funds", "provider-rate-limit")),
            not_claimed=NOT_THE_GATEWAYS,
        ),
    ),
    World(
        "the stored deployment does not exist, and the gateway's own providers are down",
        on_vercel(KEY),
        Gateway(
            (Key(KEY, Team(stored={"azure": Credential("no-deployment")})),), system={"azure": "none", "openai": "down"}
        ),
        May(
            ("failing",),
            names=(
                ("byok-azure-deployment-name",),
                ("provider-route-down-for-model", "gateway-5xx", "provider-overloaded-or-slow"),
            ),
            not_claimed=NOT_THE_GATEWAYS,
        ),
    ),
    World(
        "the stored key is refused, the gateway's own serves, and a free check is all that fails",
        on_vercel(KEY, Token(Team(stored={"azure": Credential("bad-key")})), experiments="all"),
        Gateway(
            (Key(KEY, Team(stored={"azure": Credential("bad-key")})),), rules=(Rule(parts.MODELS, parts.UNAVAILABLE),)
        ),
        May(
            ("degraded", "healthy"),
            names=(("byok-failed-silent-system-fallback", *CREDENTIAL),),
            certain=None,
            not_claimed=NOT_THE_GATEWAYS,
            not_silent=True,
        ),
    ),
    World(
        "no stored credential for xAI's model, and the gateway's own is overloaded",
        on_vercel(KEY, model="xai/grok-5"),
        Gateway(
            (Key(KEY, parts.PAID),), models=(*CATALOGUE, Model("xai/grok-5", ("xai",))), system={"xai": "overloaded"}
        ),
        May(
            NOT_HEALTHY,
            names=(("provider-overloaded-or-slow", "provider-route-down-for-model"),),
            not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL,
        ),
    ),
)
