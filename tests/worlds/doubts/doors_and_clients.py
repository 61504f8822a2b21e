"""Other doors and other clients: which key their app really sends, and what of a request a refusal depends on."""

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

GATEWAY = "https://ai-gateway.vercel.sh"
CLAUDE = "anthropic/claude-sonnet-4.5"
EMBEDDING = "openai/text-embedding-3-small"
PAID = parts.by_key_alone(Team())
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
HEALTHY = May(("healthy",), certain=True)
INVALID = parts.refusal(400, "invalid_request_error", "Invalid request.")


def _line_six(request: Request, ordinary: Answer) -> Answer:
    """Line 6 of the AI SDK is refused, lines 5 and 7 are not."""
    return parts.BYOK_REFUSAL if request.protocol == "ai-sdk" and request.version == 3 else ordinary


def _with_tools(request: Request, ordinary: Answer) -> Answer:
    """Requests with a tool are refused."""
    return INVALID if isinstance(request.body, dict) and request.body.get("tools") else ordinary


def _from_washington(request: Request, ordinary: Answer) -> Answer:
    """Requests that say they come from this region are refused."""
    return parts.ACCESS_DENIED if request.headers.get("ai-o11y-region") == "iad1" else ordinary


def _paid(name: str, may: May, *rules: Rule, **settings: str) -> World:
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def _client(name: str, client: str, gateway: Gateway, may: May, model: str = ASKED, **settings: str) -> World:
    """An app of this client, and the variables that it has."""
    return World(name, on_laptop(model=model, GATEWAY_PROBE_CLIENT=client).having(settings), gateway, may)


WORLDS = (
    _client(
        "Claude Code as Vercel sets it up",
        "claude-code",
        PAID,
        HEALTHY,
        CLAUDE,
        ANTHROPIC_AUTH_TOKEN=KEY,
        ANTHROPIC_API_KEY="",
        ANTHROPIC_BASE_URL=GATEWAY,
    ),
    _client(
        "Claude Code with a version in its address",
        "claude-code",
        PAID,
        May(NOT_HEALTHY, found=(("base-url-wrong-path",),)),
        CLAUDE,
        ANTHROPIC_AUTH_TOKEN=KEY,
        ANTHROPIC_API_KEY="",
        ANTHROPIC_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "Claude Code asks with a revoked key, and the AI SDK's variable has a good one",
        "claude-code",
        Gateway((REVOKED, Key(KEY, parts.PAID))),
        May(("failing",), verdict=("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")),
        CLAUDE,
        ANTHROPIC_AUTH_TOKEN=REVOKED_KEY,
        ANTHROPIC_API_KEY="",
        ANTHROPIC_BASE_URL=GATEWAY,
        AI_GATEWAY_API_KEY=KEY,
    ),
    _client(
        "Claude Code asks with the key of a free team, the AI SDK's variable has a paid one's",
        "claude-code",
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE))),
        May(("failing",), names=(("free-tier-model-restricted",),), not_claimed=KEY_IS_BAD),
        CLAUDE,
        ANTHROPIC_AUTH_TOKEN=OTHER_KEY,
        ANTHROPIC_API_KEY="",
        ANTHROPIC_BASE_URL=GATEWAY,
        AI_GATEWAY_API_KEY=KEY,
    ),
    _client(
        "LangChain's Anthropic client at the gateway",
        "anthropic",
        PAID,
        HEALTHY,
        CLAUDE,
        ANTHROPIC_API_KEY=KEY,
        ANTHROPIC_BASE_URL=GATEWAY,
    ),
    _client(
        "Anthropic's own key, sent to the gateway",
        "anthropic",
        PAID,
        May(("failing",), verdict=("key-is-provider-key", "key-invalid-revoked-or-expired")),
        CLAUDE,
        ANTHROPIC_API_KEY="sk-ant-api03-FAKE" + "x" * 80,
        ANTHROPIC_BASE_URL=GATEWAY,
    ),
    _client(
        "OpenAI's client with a gateway key and no address",
        "openai",
        PAID,
        # Its code may hold the address.
        May(("healthy", *NOT_HEALTHY), certain=False, found=(("base-url-not-set",),)),
        OPENAI_API_KEY=KEY,
    ),
    _client(
        "OpenAI's client at OpenAI, while a good gateway key lies beside it",
        "openai",
        PAID,
        May(NOT_HEALTHY, not_claimed=MONEY | FACTORS),
        OPENAI_API_KEY="sk-proj-FAKE" + "x" * 60,
        OPENAI_BASE_URL="https://api.openai.com/v1",
        AI_GATEWAY_API_KEY=KEY,
    ),
    _client(
        "OpenAI's client with a word in place of a key",
        "openai",
        PAID,
        May(("failing",), verdict=tuple(sorted(KEY_IS_BAD)), not_claimed=MONEY),
        OPENAI_API_KEY="dummy",
        OPENAI_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "OpenAI's client with a line end behind the key",
        "openai",
        PAID,
        May(NOT_HEALTHY, found=(("key-trailing-newline",),)),
        OPENAI_API_KEY=f"{KEY}\n",
        OPENAI_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "OpenAI's Responses client at the gateway",
        "openai-responses",
        PAID,
        HEALTHY,
        OPENAI_API_KEY=KEY,
        OPENAI_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "Responses is refused for want of money, chat completions is served, ninety-five dollars",
        "openai-responses",
        parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="responses"), parts.NO_FUNDS)),
        May(("failing",), not_certain=MONEY, not_claimed=KEY_IS_BAD | STORED_CREDENTIAL),
        OPENAI_API_KEY=KEY,
        OPENAI_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "LiteLLM's own variable holds a revoked key, the AI SDK's a good one",
        "litellm",
        Gateway((REVOKED, Key(KEY, parts.PAID))),
        May(("failing",), verdict=("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")),
        VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY,
        AI_GATEWAY_API_KEY=KEY,
    ),
    _client("LiteLLM with its own variable", "litellm", PAID, HEALTHY, VERCEL_AI_GATEWAY_API_KEY=KEY),
    _client("LlamaIndex with its own variable", "llama-index", PAID, HEALTHY, VERCEL_AI_GATEWAY_API_KEY=KEY),
    _client(
        "Pydantic AI, and the key under the AI SDK's name",
        "pydantic-ai",
        PAID,
        May(("failing",), names=(("key-name-near-miss", "key-absent"),), not_claimed=MONEY | FACTORS),
        AI_GATEWAY_API_KEY=KEY,
    ),
    World(
        "Pydantic AI on Vercel without a key: the token is in a header that it does not read",
        on_vercel(None, Token(parts.PAID), GATEWAY_PROBE_CLIENT="pydantic-ai"),
        parts.one_team(parts.PAID),
        May(("failing",), names=(("client-does-not-see-token", "key-absent"),)),
    ),
    World(
        "a provider's own key beside a good gateway key",
        on_vercel(KEY, Token(parts.PAID), OPENAI_API_KEY="sk-proj-FAKE" + "x" * 60),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    _client(
        "AI SDK 5 on a free team with a stored credential",
        "ai-sdk-5",
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=FACTORS),
        AI_GATEWAY_API_KEY=KEY,
    ),
    _paid(
        "AI SDK 6 is refused in the words of the tier, line 7 and chat completions are served",
        May(
            ("failing",),
            names=(("refusal-depends-on-protocol",),),
            not_certain=frozenset({"byok-needs-paid-tier", "refusal-depends-on-origin"}),
        ),
        Rule(parts.GENERATE, _line_six),
        GATEWAY_PROBE_CLIENT="ai-sdk-6",
    ),
    _client(
        "the key is refused as x-api-key and served as a bearer",
        "ai-sdk-anthropic",
        parts.by_key_alone(parts.PAID, Rule(Where(header="x-api-key"), unauthorized())),
        May(("failing",), names=(("refusal-depends-on-auth-header",),), not_certain=KEY_IS_BAD),
        CLAUDE,
        ANTHROPIC_API_KEY=KEY,
        ANTHROPIC_BASE_URL=f"{GATEWAY}/v1",
    ),
    _paid(
        "the project's id alone is what a refusal depends on",
        May(("failing",), verdict=("refusal-depends-on-origin",), at_least="likely", generations=(8, 14)),
        Rule(Where("generate", header="ai-o11y-project-id"), parts.BYOK_REFUSAL),
    ),
    _paid(
        "access_denied for one region, balances are told",
        May(("failing",), verdict=("refusal-depends-on-origin",), not_certain=frozenset({"team-blocked"})),
        Rule(parts.GENERATE, _from_washington),
    ),
    World(
        "a free team, and the tier's words only for what a deployment says of itself",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE, parts.REFUSES_DEPLOYMENTS),
        May(("failing",), names=(("refusal-depends-on-origin",),), not_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    World(
        "a free team, and the tier's words for streams alone",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE, Rule(Where("generate", streamed=True, model=ASKED), parts.BYOK_REFUSAL)),
        May(NOT_HEALTHY, not_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    _paid(
        "the app names a team that the key is not of",
        May(("failing",), names=(("refusal-depends-on-named-team",),), not_certain=KEY_IS_BAD | MONEY),
        Rule(Where("generate", header="x-vercel-ai-gateway-team"), parts.ACCESS_DENIED),
        GATEWAY_PROBE_TEAM="team_FAKEother",
    ),
    _paid(
        "a tool in the request is refused, all else is served",
        May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY | STORED_CREDENTIAL),
        Rule(parts.GENERATE, _with_tools),
        GATEWAY_PROBE_SHAPES="tool",
    ),
    _client("a model for embeddings", "ai-sdk-7", PAID, May(("healthy",)), EMBEDDING, AI_GATEWAY_API_KEY=KEY),
    _client(
        "a model for embeddings, of a team without a card",
        "openai",
        parts.by_key_alone(parts.NO_CARD),
        May(("failing",), verdict=("no-card-on-file",), not_claimed=frozenset({"model-of-wrong-kind"})),
        EMBEDDING,
        OPENAI_API_KEY=KEY,
        OPENAI_BASE_URL=f"{GATEWAY}/v1",
    ),
    _client(
        "a model for embeddings is refused with words for another kind of model",
        "ai-sdk-7",
        parts.by_key_alone(
            parts.PAID,
            Rule(
                Where("generate", protocol="ai-sdk-embedding"),
                Answer(400, error_body("Model is not an embedding model", "invalid_request_error")),
            ),
        ),
        May(BAD, not_claimed=KEY_IS_BAD | MONEY | STORED_CREDENTIAL),
        EMBEDDING,
        AI_GATEWAY_API_KEY=KEY,
    ),
)
