"""Worlds of how people set the twelve clients up: beside each other, at other addresses, for other kinds of models."""

from dataclasses import replace

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.each_client import ANTHROPICS_KEY, NO_BLAME, OPENAIS_KEY, PULLED, by
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

TOKEN = Token(parts.PAID)
GOOD = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)), (TOKEN, PULLED))
WELL = ("healthy", "degraded")
ANY = (*WELL, "failing", "inconclusive")
SERVED = May(WELL, not_claimed=BLAMES | {"key-absent", "key-name-near-miss", "base-url-wrong-path"})
UNCHANGED = May(("healthy",), not_claimed=BLAMES | {"base-url-wrong-path", "base-url-wrong-host"})
"""What lies beside is another client's and no fault of this one."""
REVOKED = May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=NO_BLAME)
UNSEEN = May(
    ("failing",),
    names=(("client-does-not-see-token", "key-absent"),),
    not_claimed=NO_BLAME | KEY_IS_BAD,
    generations=(0, 0),
)
WRONG_PATH = May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=NO_BLAME | KEY_IS_BAD)
PROXY = "https://llm-proxy.shop.example"
EMBEDDING = "openai/text-embedding-3-small"
IMAGE = "google/imagen-5"
CLAUDE_CODE = {"ANTHROPIC_BASE_URL": f"{GATEWAY}/claude-code", "ANTHROPIC_AUTH_TOKEN": KEY, "ANTHROPIC_API_KEY": ""}
THROUGH_A_PROXY = May(
    ANY,
    certain=False,
    found=(("base-url-wrong-host", "provider-env-diverts-routing"),),
    not_claimed=NO_BLAME | KEY_IS_BAD,
)
"""The proxy is the app's way, and it was not asked: whether it passes on, nobody knows."""

WORLDS = (
    by(
        "ai-sdk-7",
        "all in order, Claude Code is set up on the same laptop",
        on_laptop(KEY).having(CLAUDE_CODE),
        UNCHANGED,
        GOOD,
    ),
    by(
        "ai-sdk-7",
        "a token in the header, and OpenAI's SDK with a base URL that is wrong",
        on_vercel(None, TOKEN, OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v4/ai"),
        UNCHANGED,
        GOOD,
    ),
    by(
        "ai-sdk-6",
        "a revoked key, and LiteLLM's good one",
        on_vercel(REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        REVOKED,
        GOOD,
    ),
    by(
        "ai-sdk-6",
        "an image model, which is listed and cannot write text",
        replace(on_vercel(KEY), model=IMAGE),
        May(NOT_HEALTHY, names=(("model-of-wrong-kind",),), not_claimed=BLAMES | {"model-unknown-or-retired"}),
        GOOD,
    ),
    by(
        "ai-sdk-5",
        "an embedding model and a token alone",
        replace(on_vercel(None, TOKEN), model=EMBEDDING),
        SERVED,
        GOOD,
    ),
    by(
        "ai-sdk-5",
        "no credential at all on a laptop",
        on_laptop(OPENAI_API_KEY=OPENAIS_KEY),
        replace(UNSEEN, names=(("key-absent",),)),
        GOOD,
    ),
    by("ai-python", "a pulled token on a laptop, and no key", on_laptop(env_token=PULLED), SERVED, GOOD),
    by(
        "ai-python",
        "the key under LiteLLM's name",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY),
        replace(UNSEEN, names=(("key-name-near-miss", "key-absent"),)),
        GOOD,
    ),
    by(
        "openai",
        "a proxy of the company's own in the base URL",
        on_vercel(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{PROXY}/v1"),
        THROUGH_A_PROXY,
        GOOD,
    ),
    by(
        "openai",
        "an embedding model and a revoked key beside a good one",
        replace(on_laptop(KEY, OPENAI_API_KEY=REVOKED_KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1"), model=EMBEDDING),
        REVOKED,
        GOOD,
    ),
    by(
        "openai-responses",
        "a slash behind /v1",
        on_laptop(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1/"),
        SERVED,
        GOOD,
    ),
    by(
        "openai-responses",
        "the bare origin with a slash",
        on_vercel(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/"),
        WRONG_PATH,
        GOOD,
    ),
    by(
        "openai-responses",
        "the key under LiteLLM's name, and the token where it does not look",
        on_vercel(None, TOKEN, VERCEL_AI_GATEWAY_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1"),
        replace(UNSEEN, names=(("client-does-not-see-token", "key-absent", "key-name-near-miss"),)),
        GOOD,
    ),
    by(
        "anthropic",
        "the token alone where the key is empty",
        on_laptop(ANTHROPIC_API_KEY="", ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/"),
        May(
            ANY, not_claimed=NO_BLAME | {"key-is-provider-key", "key-invalid-revoked-or-expired", "base-url-wrong-path"}
        ),
        GOOD,
    ),
    by(
        "anthropic",
        "a proxy of the company's own in the base URL",
        on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=PROXY),
        THROUGH_A_PROXY,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "a slash behind /v1",
        on_laptop(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1/"),
        SERVED,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "what is written for Claude Code, and the key under its own name",
        on_laptop(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/claude-code"),
        WRONG_PATH,
        GOOD,
    ),
    by(
        "claude-code",
        "all in order, and the AI SDK's key is revoked",
        on_laptop(REVOKED_KEY).having(CLAUDE_CODE),
        May(WELL, not_claimed=NO_BLAME),
        GOOD,
    ),
    by(
        "claude-code",
        "the bare origin with a slash",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_BASE_URL": f"{GATEWAY}/"}),
        SERVED,
        GOOD,
    ),
    by(
        "litellm",
        "a proxy of the company's own in the base URL",
        on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE=f"{PROXY}/v1"),
        THROUGH_A_PROXY,
        GOOD,
    ),
    by(
        "litellm",
        "an embedding model and no key but OpenAI's, which goes with text alone",
        replace(on_laptop(OPENAI_API_KEY=OPENAIS_KEY), model=EMBEDDING),
        May(("failing",), names=(("key-absent",),), not_claimed=NO_BLAME | KEY_IS_BAD, generations=(0, 0)),
        GOOD,
    ),
    by(
        "litellm",
        "an embedding model and no key but OpenAI's, and a token in the header",
        replace(on_vercel(None, TOKEN, OPENAI_API_KEY=OPENAIS_KEY), model=EMBEDDING),
        May(
            ("failing",),
            names=(("client-does-not-see-token", "key-absent"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
            generations=(0, 0),
        ),
        GOOD,
    ),
    by(
        "litellm",
        "an embedding model, no key but OpenAI's, and a pulled token",
        replace(on_laptop(OPENAI_API_KEY=OPENAIS_KEY, env_token=PULLED), model=EMBEDDING),
        SERVED,
        GOOD,
    ),
    by(
        "pydantic-ai",
        "all in order, with a revoked key of the AI SDK's and a wrong base URL of Anthropic's",
        on_vercel(
            REVOKED_KEY,
            VERCEL_AI_GATEWAY_API_KEY=KEY,
            ANTHROPIC_API_KEY=ANTHROPICS_KEY,
            ANTHROPIC_BASE_URL=f"{GATEWAY}/v1",
        ),
        May(WELL, not_claimed=NO_BLAME),
        GOOD,
    ),
    by(
        "llama-index",
        "a pulled token, and OpenAI's key and base URL beside it",
        on_laptop(env_token=PULLED, OPENAI_API_KEY=OPENAIS_KEY, OPENAI_BASE_URL="https://api.openai.com/v1"),
        UNCHANGED,
        GOOD,
    ),
    by(
        "llama-index",
        "the key of another team than the token's in the header",
        on_vercel(None, TOKEN, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
        Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),), (TOKEN,)),
    ),
    World(
        "two major lines of the AI SDK in one environment, and the older one's base URL",
        set_up("ai-sdk-7", KEY, TOKEN, AI_GATEWAY_BASE_URL=f"{GATEWAY}/v3/ai/"),
        GOOD,
        May(WELL, not_claimed=BLAMES, not_certain=frozenset({"base-url-wrong-path"})),
    ),
    World(
        "the AI SDK passes a team with its key",
        on_vercel(KEY, TOKEN, GATEWAY_PROBE_TEAM=parts.PAID.id),
        GOOD,
        May(ANY, not_claimed=MONEY | FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
)
