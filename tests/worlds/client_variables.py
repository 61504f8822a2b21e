"""Where a client looks for its key, its token and its base URL, and what lies there."""

from dataclasses import replace

from tests.standin import Gateway, Key, Model, Team, Token
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

TEAM = Team()
TOKEN = Token(TEAM)
GOOD = Gateway((Key(KEY, TEAM),), (TOKEN,))
OLD = Token(TEAM, age_s=50_000, lifetime_s=43_200, environment="development")
WELL = May(("healthy",), not_claimed=BLAMES)
WRONG_PATH = May(NOT_HEALTHY, found=(("base-url-wrong-path",),), not_claimed=BLAMES)
WRONG_HOST = May(
    NOT_HEALTHY,
    found=(("base-url-wrong-host", "provider-env-diverts-routing", "base-url-wrong-path"),),
    not_claimed=BLAMES - {"key-is-provider-key"},
)
UNTOLD = May(("healthy", "degraded"), certain=False, found=(("base-url-not-set",),), not_claimed=BLAMES)
NO_CREDENTIAL = May(
    ("failing",), not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"}, generations=(0, 0)
)

WORLDS: tuple[World, ...] = (
    World(
        "Anthropic's SDK with /v1 in its base URL asks /v1/v1/messages",
        set_up("anthropic", KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1"),
        GOOD,
        WRONG_PATH,
    ),
    World(
        "Claude Code with /v1 in its base URL",
        set_up("claude-code", KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1"),
        GOOD,
        WRONG_PATH,
    ),
    World(
        "the AI SDK's Anthropic provider without /v1 asks /messages",
        set_up("ai-sdk-anthropic", KEY, ANTHROPIC_BASE_URL=GATEWAY),
        GOOD,
        WRONG_PATH,
    ),
    World("OpenAI's SDK at the bare origin", set_up("openai", KEY, OPENAI_BASE_URL=GATEWAY), GOOD, WRONG_PATH),
    World(
        "OpenAI's SDK at the AI SDK's path", set_up("openai", KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1/ai"), GOOD, WRONG_PATH
    ),
    World(
        "OpenAI's SDK with a slash behind its base URL",
        set_up("openai", KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1/"),
        GOOD,
        WELL,
    ),
    World(
        "OpenAI's SDK at a host that looks like the gateway's",
        set_up("openai", KEY, OPENAI_BASE_URL="https://gateway.ai.vercel.sh/v1"),
        GOOD,
        WRONG_HOST,
    ),
    World(
        "OpenAI's SDK with the gateway's key and no base URL asks OpenAI, unless its code says otherwise",
        on_vercel(None, TOKEN).having({"GATEWAY_PROBE_CLIENT": "openai", "OPENAI_API_KEY": KEY}),
        GOOD,
        UNTOLD,
    ),
    World(
        "Anthropic's SDK with the gateway's key and no base URL asks Anthropic, unless its code says otherwise",
        on_vercel(None, TOKEN).having({"GATEWAY_PROBE_CLIENT": "anthropic", "ANTHROPIC_API_KEY": KEY}),
        GOOD,
        UNTOLD,
    ),
    World(
        "OpenAI's SDK, set up in code with the gateway's own variable",
        on_vercel(KEY, TOKEN, GATEWAY_PROBE_CLIENT="openai"),
        GOOD,
        replace(WELL, certain=True),
    ),
    World(
        "LlamaIndex does not read the base URL that somebody set for it",
        set_up("llama-index", KEY, VERCEL_AI_GATEWAY_API_BASE="https://nowhere.example/v1"),
        GOOD,
        May(("healthy", "degraded"), not_claimed=BLAMES | {"base-url-wrong-host"}),
    ),
    World(
        "the AI SDK reads no base URL, and one of an older line lies there",
        on_vercel(KEY, TOKEN, AI_GATEWAY_BASE_URL=f"{GATEWAY}/v1/ai"),
        GOOD,
        May(("healthy", "degraded"), not_claimed=BLAMES, not_certain=frozenset({"base-url-wrong-path"})),
    ),
    World(
        "Pydantic AI does not read OpenAI's base URL",
        set_up(
            "pydantic-ai", KEY, OPENAI_BASE_URL="https://api.openai.com/v1", OPENAI_API_KEY="sk-proj-FAKE" + "f" * 40
        ),
        GOOD,
        WELL,
    ),
    *(
        World(
            f"{client} has no key on Vercel, and the token is in the header, where it does not look",
            set_up(client, None, TOKEN),
            GOOD,
            replace(NO_CREDENTIAL, names=(("client-does-not-see-token", "key-absent"),)),
        )
        for client in ("litellm", "pydantic-ai", "llama-index")
    ),
    World(
        "LiteLLM reads an old token from the variable, a fresh one is in the header",
        replace(set_up("litellm", None, TOKEN), env_token=OLD),
        GOOD,
        # LiteLLM sends whatever it reads there.
        replace(NO_CREDENTIAL, names=((*sorted(OIDC), "client-does-not-see-token"),), generations=(0, 4)),
    ),
    World(
        "Pydantic AI on a laptop with a fresh token in the variable",
        replace(
            on_laptop().having({"GATEWAY_PROBE_CLIENT": "pydantic-ai"}),
            env_token=Token(TEAM, environment="development", lifetime_s=43_200),
        ),
        Gateway(tokens=(Token(TEAM, environment="development", lifetime_s=43_200),)),
        WELL,
    ),
    World(
        "LlamaIndex with the AI SDK's variable alone",
        on_vercel(KEY).having({"GATEWAY_PROBE_CLIENT": "llama-index"}),
        GOOD,
        replace(NO_CREDENTIAL, names=(("key-absent", "key-name-near-miss"),)),
    ),
    World(
        "the AI SDK, named, with LiteLLM's variable alone",
        on_vercel().having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7", "VERCEL_AI_GATEWAY_API_KEY": KEY}),
        GOOD,
        replace(NO_CREDENTIAL, names=(("key-name-near-miss",),)),
    ),
    World(
        "OpenAI's SDK has no key, and a token is in the header that it does not know",
        on_vercel(None, TOKEN).having({"GATEWAY_PROBE_CLIENT": "openai", "OPENAI_BASE_URL": f"{GATEWAY}/v1"}),
        GOOD,
        replace(NO_CREDENTIAL, names=(("key-absent", "client-does-not-see-token"),)),
    ),
    World(
        "OpenAI's SDK at the gateway with OpenAI's own key, a good key lies beside",
        set_up("openai", "sk-proj-FAKE" + "g" * 60, AI_GATEWAY_API_KEY=KEY),
        GOOD,
        May(("failing",), verdict=("key-is-provider-key",), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "OpenAI's SDK with a newline behind a good key: Python refuses to send it, Node takes it off",
        set_up("openai", f"{KEY}\n"),
        GOOD,
        May(NOT_HEALTHY, names=(("key-trailing-newline",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a newline behind a revoked key: taking it off does not help",
        set_up("openai", f"{REVOKED_KEY}\n"),
        Gateway((Key(REVOKED_KEY, TEAM, revoked=True),)),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",), ("key-trailing-newline",)),
            not_certain=frozenset({"key-trailing-newline"}),
            not_claimed=MONEY | FACTORS,
        ),
    ),
    World(
        "Claude Code with Anthropic's own key beside the gateway's",
        set_up("claude-code", KEY, ANTHROPIC_API_KEY="sk-ant-FAKE" + "h" * 60),
        GOOD,
        May(
            ("healthy", "degraded", "failing", "inconclusive"),
            certain=None,
            not_silent=True,
            not_claimed=MONEY | FACTORS,
        ),
    ),
    World(
        "an embedding app by OpenAI's SDK whose key is revoked",
        replace(set_up("openai", REVOKED_KEY), model="openai/text-embedding-3-small"),
        Gateway((Key(REVOKED_KEY, TEAM, revoked=True),)),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), not_claimed=MONEY | FACTORS),
    ),
    World(
        "an embedding app of the AI SDK in a free team with BYOK",
        replace(on_vercel(KEY, Token(parts.FREE_WITH_BYOK)), model="openai/text-embedding-3-small"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            certain=True,
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | {"model-of-wrong-kind"},
        ),
    ),
    World(
        "an embedding app of the AI SDK, and the list of models is down",
        replace(on_vercel(KEY, Token(parts.PAID)), model="openai/text-embedding-3-small"),
        parts.one_team(parts.PAID, parts.always(parts.MODELS, parts.UNAVAILABLE)),
        May(
            ("healthy", "degraded", "inconclusive", "failing"),
            not_claimed=BLAMES | {"model-unknown-or-retired"},
            not_certain=frozenset({"model-of-wrong-kind"}),
        ),
    ),
    World(
        "Anthropic's SDK asks for an embedding model, for which it has no door",
        replace(set_up("anthropic", KEY), model="openai/text-embedding-3-small"),
        GOOD,
        May(("failing", "inconclusive"), names=(("model-of-wrong-kind",),), not_claimed=BLAMES),
    ),
    World(
        "line 5 of the AI SDK and a model that only its name's end tells",
        replace(set_up("ai-sdk-5", KEY, Token(parts.PAID)), model="azure/phi-9"),
        parts.one_team(parts.PAID, models=(*CATALOGUE, Model("microsoft/phi-9", ("azure",)))),
        WELL,
    ),
)
