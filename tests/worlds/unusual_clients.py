"""Worlds of set-ups that nobody's documentation has: what lies beside, what is empty, what only the real program was seen to do."""

from dataclasses import replace

from tests.standin import Rule, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.client_setups import CLAUDE_CODE, PROXY, WELL
from tests.worlds.each_client import ANTHROPICS_KEY, BASE_URL, GOOD, NO_BLAME, SERVED, by
from tests.worlds.ends_of_streams import STREAMED, of
from tests.worlds.expectation import BLAMES, KEY_IS_BAD, NOT_HEALTHY, May
from tests.worlds.world import KEY, TIER, World, on_laptop, on_vercel

EMBEDDING = "openai/text-embedding-3-small"
NOWHERE = May(
    (*NOT_HEALTHY, "healthy"), certain=False, names=(BASE_URL,), not_claimed=NO_BLAME | KEY_IS_BAD | {"key-absent"}
)
"""Its base URL is empty: it asks its provider or nobody, and never the gateway."""
GETS_BY = May(
    ("degraded",),
    found=(("stream-refused", "stream-broken", "error-inside-200-stream"),),
    not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"},
)
"""The real program was seen to ask twice, and to print the second answer: slower, and not failing."""

WORLDS = (
    by(
        "claude-code",
        "white space in its first variable, the key in the second",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": " ", "ANTHROPIC_API_KEY": KEY}),
        replace(SERVED, not_claimed=SERVED.not_claimed | {"key-empty"}),
    ),
    by(
        "claude-code",
        "a key with a line's end, which it takes off",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": f"{KEY}\n"}),
        SERVED,
    ),
    by(
        "claude-code",
        "a key with a no-break space on either side, which it takes off",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": f"\xa0{KEY}\xa0"}),
        SERVED,
    ),
    by(
        "claude-code",
        "a key with a zero-width character, which it does not send",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": f"{KEY}\u200b"}),
        May(("failing",), names=(("key-invisible-unicode",),), not_claimed=NO_BLAME, generations=(0, 2)),
    ),
    by(
        "claude-code",
        "white space alone in both variables",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": " ", "ANTHROPIC_API_KEY": "\n"}),
        May(
            ("failing",),
            names=(("key-absent", "key-empty"),),
            not_claimed=NO_BLAME | {"key-invalid-revoked-or-expired"},
            generations=(0, 0),
        ),
    ),
    by(
        "claude-code",
        "streams bring an error, and what it asks again without streaming is served",
        on_laptop().having(CLAUDE_CODE),
        GETS_BY,
        replace(GOOD, rules=(parts.STREAM_DENIED,)),
    ),
    by(
        "claude-code",
        "streams break off, and what it asks again without streaming is served",
        on_laptop().having(CLAUDE_CODE),
        GETS_BY,
        replace(GOOD, rules=(Rule(STREAMED, of(lambda events: events[:1])),)),
    ),
    by(
        "claude-code",
        "streams are refused by their status, after which it asks no more",
        on_laptop().having(CLAUDE_CODE),
        May(("failing",), names=(("stream-refused",),), not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"}),
        replace(GOOD, rules=(Rule(STREAMED, parts.ACCESS_DENIED),)),
    ),
    by(
        "anthropic",
        "streams bring an error, and it asks no more",
        on_laptop(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=GATEWAY, GATEWAY_PROBE_STREAMING="on"),
        May(("failing",), not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"}),
        replace(GOOD, rules=(parts.STREAM_DENIED,)),
    ),
    by(
        "claude-code",
        "the suffix of the long context behind the model, which it takes off",
        replace(on_laptop().having(CLAUDE_CODE), model=f"{TIER}[1m]"),
        replace(SERVED, not_claimed=SERVED.not_claimed | {"model-unknown-or-retired"}),
    ),
    by("claude-code", "its base URL is empty", on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_BASE_URL": ""}), NOWHERE),
    by(
        "claude-code",
        "its base URL ends in /v1, to which it adds its own",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"}),
        May((*NOT_HEALTHY, "healthy"), certain=False, names=(("base-url-wrong-path",),), not_claimed=BLAMES),
    ),
    by("openai", "its base URL is empty", on_laptop(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=""), NOWHERE),
    by("anthropic", "its base URL is empty", on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=""), NOWHERE),
    by("ai-sdk-anthropic", "its base URL is empty", on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=""), NOWHERE),
    by(
        "anthropic",
        "the provider's key under the name that wins, the gateway's under the other",
        on_vercel(ANTHROPIC_API_KEY=ANTHROPICS_KEY, ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_BASE_URL=GATEWAY),
        May(("failing",), names=(("key-is-provider-key",),), not_claimed=NO_BLAME),
    ),
    World(
        "no client is named: the same key in the AI SDK's and in OpenAI's variables",
        on_vercel(KEY, OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1"),
        GOOD,
        May(
            WELL, not_claimed=BLAMES | {"client-resolves-another-credential", "base-url-wrong-path"}, generations=(2, 3)
        ),
    ),
    World(
        "no client is named: OpenAI's variables hold a key, and the AI SDK's path as base URL",
        on_laptop(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v4/ai"),
        GOOD,
        May((*NOT_HEALTHY, "healthy"), certain=False, names=(BASE_URL,), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    World(
        "no client is named: OpenAI's client asks a LiteLLM proxy on this machine, which has the gateway's key",
        on_laptop(
            VERCEL_AI_GATEWAY_API_KEY=KEY, OPENAI_API_KEY="sk-1234-FAKE", OPENAI_BASE_URL="http://localhost:4000/v1"
        ),
        GOOD,
        May(WELL, not_claimed=BLAMES | {"key-name-near-miss", "base-url-not-encrypted"}),
    ),
    World(
        "no client is named: OpenAI's client asks a LiteLLM proxy of the company's, and holds no key of the gateway",
        on_vercel(OPENAI_API_KEY="sk-FAKE" + "p" * 20, OPENAI_BASE_URL=f"{PROXY}/v1"),
        GOOD,
        May((*NOT_HEALTHY,), names=(("key-absent",),), not_claimed=NO_BLAME | {"key-is-provider-key"}),
    ),
    World(
        "no client is named: LiteLLM's key, and the model as LiteLLM writes it",
        replace(on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY), model="vercel_ai_gateway/openai/gpt-5.4-mini"),
        GOOD,
        May(WELL, not_claimed=BLAMES | {"model-unknown-or-retired", "model-id-without-creator"}),
    ),
    by(
        "litellm",
        "an embedding model as LiteLLM writes it",
        replace(on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY), model=f"vercel_ai_gateway/{EMBEDDING}"),
        replace(SERVED, not_claimed=SERVED.not_claimed | {"model-unknown-or-retired", "model-of-wrong-kind"}),
    ),
    by(
        "litellm",
        "the key under the AI SDK's name",
        on_vercel(KEY, Token(parts.PAID)),
        May(
            ("failing",),
            names=(("key-name-near-miss", "key-absent", "client-does-not-see-token"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
            generations=(0, 0),
        ),
    ),
    World(
        "no client is named: Codex, which is told to read the AI SDK's key and asks at its own path",
        on_laptop(KEY, OPENAI_BASE_URL=f"{GATEWAY}/codex/v1"),
        GOOD,
        May(WELL, not_claimed=BLAMES | {"base-url-wrong-path", "base-url-not-set"}),
    ),
    World(
        "ai-sdk-anthropic: x-api-key is shut at the Messages door, Bearer is open",
        set_up("ai-sdk-anthropic", KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", header="x-api-key"), parts.ACCESS_DENIED)),
        May(("failing",), names=(("refusal-depends-on-auth-header",),), not_claimed=KEY_IS_BAD),
    ),
)
