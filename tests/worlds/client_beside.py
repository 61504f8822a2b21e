"""Two clients in one place of which one is broken, and a client that is named and not there."""

from tests.standin import Gateway, Key
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY
from tests.worlds.client_keys import NO_KEY
from tests.worlds.client_setups import CLAUDE_CODE, GOOD, REVOKED, TOKEN, UNCHANGED
from tests.worlds.each_client import OPENAI, PULLED, by
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

ANTHROPIC = {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": GATEWAY}
OF_ANOTHER_TEAM = Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.PAID)), (TOKEN, PULLED))
TIER = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS)

BESIDE = (
    by(
        "openai",
        "all in order, and Anthropic's client beside it has a revoked key",
        on_vercel(OPENAI_API_KEY=KEY, ANTHROPIC_API_KEY=REVOKED_KEY, ANTHROPIC_BASE_URL=GATEWAY).having(OPENAI),
        UNCHANGED,
        GOOD,
    ),
    by(
        "anthropic",
        "a revoked key, and OpenAI's client beside it is in order",
        on_laptop(OPENAI_API_KEY=KEY, ANTHROPIC_API_KEY=REVOKED_KEY, ANTHROPIC_BASE_URL=GATEWAY).having(OPENAI),
        REVOKED,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "a revoked key, and the AI SDK's own is in order",
        on_vercel(KEY, TOKEN, ANTHROPIC_API_KEY=REVOKED_KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1"),
        REVOKED,
        GOOD,
    ),
    by(
        "litellm",
        "all in order, and Claude Code beside it has no base URL",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, ANTHROPIC_AUTH_TOKEN=REVOKED_KEY),
        UNCHANGED,
        GOOD,
    ),
    by(
        "claude-code",
        "a revoked key, and LiteLLM's is in order",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY).having({**CLAUDE_CODE, "ANTHROPIC_AUTH_TOKEN": REVOKED_KEY}),
        REVOKED,
        GOOD,
    ),
    by(
        "openai-responses",
        "the key of a free team, and the AI SDK's is of a paid one",
        on_laptop(OTHER_KEY, OPENAI_API_KEY=KEY).having(OPENAI),
        TIER,
        OF_ANOTHER_TEAM,
    ),
    by(
        "ai-sdk-6",
        "the key of a paid team, and OpenAI's client has the key of a free one",
        on_laptop(OTHER_KEY, OPENAI_API_KEY=KEY).having(OPENAI),
        May(("healthy", "degraded"), not_claimed=FACTORS | OTHER_TEAM | KEY_IS_BAD),
        OF_ANOTHER_TEAM,
    ),
    by(
        "pydantic-ai",
        "the key of a free team, deployed, and the AI SDK's is of a paid one",
        on_vercel(OTHER_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        TIER,
        OF_ANOTHER_TEAM,
    ),
)
NOT_THERE = (
    by("openai", "named, and only Anthropic's variables are there", on_laptop().having(ANTHROPIC), NO_KEY, GOOD),
    by(
        "openai-responses",
        "named, and only Claude Code's variables are there",
        on_laptop().having(CLAUDE_CODE),
        NO_KEY,
        GOOD,
    ),
    by(
        "anthropic",
        "named, and only LiteLLM's variables are there",
        on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY),
        NO_KEY,
        GOOD,
    ),
    by("claude-code", "named, and only the AI SDK's variable is there", on_laptop(KEY), NO_KEY, GOOD),
    by("litellm", "named, and only Anthropic's variables are there", on_vercel().having(ANTHROPIC), NO_KEY, GOOD),
    by(
        "pydantic-ai",
        "named, and only OpenAI's variables are there",
        on_laptop(OPENAI_API_KEY=KEY).having(OPENAI),
        NO_KEY,
        GOOD,
    ),
    by(
        "ai-sdk-7",
        "named, and only OpenAI's variables are there, on a laptop",
        on_laptop(OPENAI_API_KEY=KEY).having(OPENAI),
        NO_KEY,
        GOOD,
    ),
    by(
        "ai-sdk-5",
        "named, and only OpenAI's variables are there, deployed with a token",
        on_vercel(None, TOKEN, OPENAI_API_KEY=REVOKED_KEY).having(OPENAI),
        UNCHANGED,
        GOOD,
    ),
)

WORLDS: tuple[World, ...] = (*BESIDE, *NOT_THERE)
