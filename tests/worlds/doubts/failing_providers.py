"""What providers say to the gateway's own credentials: words and statuses that could be the gateway's, and are not."""

from tests.standin import Gateway, Rule, Team, Token, Where, Words
from tests.worlds import parts
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

CLAUDE = "anthropic/claude-sonnet-4.5"
GEMINI = "google/gemini-3-flash"
TEAMS = KEY_IS_BAD | MONEY | OIDC | STORED_CREDENTIAL
"""What is the team's to mend: none of it is at fault."""
SETTINGS = frozenset({"provider-or-model-allowlist", "team-filter-leaves-no-provider", "routing-rule-denied"})
SLOW = ("provider-overloaded-or-slow", "provider-route-down-for-model", "provider-refuses")


def _system(name: str, words: str | Words, may: May, model: str = ASKED, **settings: str) -> World:
    """Each provider of the model answers so to the gateway's credentials."""
    providers = {
        ASKED: ("openai", "azure"),
        CLAUDE: ("anthropic", "bedrock", "vertexAnthropic"),
        GEMINI: ("google", "vertex"),
    }[model]
    team = Team()
    place = on_vercel(KEY, Token(team), model=model).having(settings)
    return World(name, place, parts.one_team(team, system=dict.fromkeys(providers, words)), may)


def _first_by(answers: dict[str, str]) -> Gateway:
    return parts.by_key_alone(Team(), system=answers)


WORLDS = (
    _system(
        "a provider says authentication_error to the gateway's credentials",
        Words(401, "invalid x-api-key", "authentication_error"),
        May(BAD, names=(("provider-refuses",),), not_claimed=TEAMS),
        CLAUDE,
    ),
    _system(
        "a provider says access_denied",
        Words(403, "Forbidden.", "access_denied"),
        May(BAD, not_claimed=TEAMS | SETTINGS),
    ),
    _system(
        "a provider says insufficient_funds with a 402",
        Words(402, "Insufficient funds. Please add credits to your account.", "insufficient_funds"),
        May(BAD, names=(("upstream-account-out-of-funds",),), not_claimed=TEAMS),
    ),
    _system(
        "a provider says insufficient_quota with a 429",
        Words(429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota"),
        May(BAD, names=(("upstream-account-out-of-funds", "provider-rate-limit"),), not_claimed=TEAMS),
    ),
    _system(
        "a provider says quota_for_entity_exceeded",
        Words(429, "Quota limit exceeded for entity.", "quota_for_entity_exceeded"),
        May(BAD, not_claimed=TEAMS),
    ),
    _system(
        "a provider's own free tier is at its limit",
        Words(429, "Free tier requests on this model are rate-limited.", "rate_limit_exceeded"),
        May(BAD, names=(("provider-rate-limit",),), not_certain=frozenset({"free-tier-rate-limit"})),
    ),
    _system(
        "a provider is a gateway itself and has no allowed provider",
        Words(404, "No allowed providers are available for the selected model.", "no_providers_available"),
        May(BAD, not_claimed=TEAMS | SETTINGS | {"only-filter-matches-nothing"}),
    ),
    _system(
        "a provider says model_not_found of a model that the list has",
        Words(404, "The model does not exist.", "invalid_request_error", "model_not_found"),
        May(BAD, not_certain=frozenset({"model-unknown-or-retired", "model-id-without-creator"}), not_claimed=TEAMS),
    ),
    _system(
        "a provider says byok_requires_paid_credits",
        Words(403, "Bring Your Own Key (BYOK) is available only with paid credits.", "byok_requires_paid_credits"),
        May(BAD, not_certain=frozenset({"byok-needs-paid-tier"}), certain=False),
    ),
    _system(
        "a provider wants a card",
        Words(403, "Please add a valid credit card on file.", "customer_verification_required"),
        May(BAD, not_certain=frozenset({"no-card-on-file"}), not_claimed=KEY_IS_BAD | STORED_CREDENTIAL),
    ),
    _system(
        "Bedrock's own 424 for a model that broke",
        Words(424, "The model returned an error while processing the request.", "ModelErrorException"),
        May(BAD, not_certain=frozenset({"dependency-not-available"}), not_claimed=TEAMS),
        CLAUDE,
    ),
    _system(
        "Bedrock's own 408 for a model that took too long",
        Words(408, "The request took too long to process.", "ModelTimeoutException"),
        May(BAD, names=(SLOW,), not_claimed=TEAMS),
        CLAUDE,
    ),
    _system(
        "Anthropic has too much to do everywhere",
        Words(529, "Overloaded", "overloaded_error"),
        May(BAD, names=(SLOW,), not_claimed=TEAMS | {"gateway-5xx"}),
        CLAUDE,
    ),
    _system(
        "Google's model is overloaded",
        Words(503, "The model is overloaded. Please try again later.", "UNAVAILABLE"),
        May(BAD, names=(SLOW,), not_claimed=TEAMS | {"gateway-5xx"}),
        GEMINI,
    ),
    _system(
        "a provider refuses the country of the gateway's own servers",
        Words(403, "Country, region, or territory not supported", "request_forbidden"),
        May(BAD, names=(("region-refused-by-provider",),), not_claimed=TEAMS),
        VERCEL_REGION="hkg1",
    ),
    _system(
        "a provider does not take a parameter that each request has",
        Words(400, "Unsupported parameter: 'max_output_tokens'.", "invalid_request_error"),
        May(BAD, not_certain=frozenset({"model-of-wrong-kind"}), not_claimed=TEAMS),
    ),
    _system(
        "no provider was reached at all",
        Words(None, "Connect Timeout Error (attempted address: fake.example:443)", "", "UND_ERR_CONNECT_TIMEOUT"),
        May(BAD, names=(SLOW,), not_claimed=TEAMS | {"byok-structured-credential-malformed"}),
    ),
    _system(
        "providers answer 451",
        Words(451, "Unavailable For Legal Reasons", "blocked"),
        May(BAD, not_claimed=TEAMS | SETTINGS),
    ),
    World(
        "each provider has a trouble of its own: one over its rate, one down",
        on_vercel(KEY),
        _first_by({"openai": "rate-limit", "azure": "down"}),
        May(BAD, names=(("provider-rate-limit",), SLOW), not_claimed=TEAMS),
    ),
    World(
        "the first provider is down and the second serves",
        on_vercel(KEY),
        _first_by({"openai": "down"}),
        May(("healthy", "degraded"), not_claimed=TEAMS),
    ),
    World(
        "Azure alone has the model, is down, and the fallback model serves",
        on_vercel(
            KEY,
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=[GEMINI], only=["azure", "google"]),
        ),
        _first_by({"azure": "down"}),
        May(NOT_HEALTHY, found=(("another-model-served", "options-lost-on-fallback-model"),)),
    ),
    World(
        "a provider was over its rate for the first request alone",
        on_vercel(KEY),
        parts.by_key_alone(
            Team(),
            Rule(
                Where("generate", model=ASKED),
                parts.tried("openai", "system", 429, "Rate limit reached.", {"error": {"type": "requests"}}),
                last=1,
            ),
        ),
        May(NOT_HEALTHY, certain=False, not_claimed=TEAMS),
    ),
    World(
        "a stored credential is refused once and served after: it was changed a moment ago",
        on_vercel(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(
                Where("generate", model=ASKED),
                parts.tried("azure", "byok", 401, "Access denied due to invalid subscription key.", {"code": "401"}),
                last=2,
            ),
        ),
        May(NOT_HEALTHY, certain=False, not_certain=STORED_CREDENTIAL),
    ),
)
