"""Worlds in which the key lies where another client than the AI SDK reads it."""

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

GOOD = parts.by_key_alone(Team())
ANY = ("healthy", "degraded", "failing", "inconclusive")
OPENAI = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v1"}
ANTHROPIC = {"ANTHROPIC_AUTH_TOKEN": KEY, "ANTHROPIC_API_KEY": "", "ANTHROPIC_BASE_URL": "https://ai-gateway.vercel.sh"}
NOT_MISNAMED = May(
    ANY,
    not_certain=frozenset({"key-absent", "key-name-near-miss"}),
    not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-is-provider-key", "key-invalid-revoked-or-expired"},
)
SERVED = May(("healthy", "degraded"), not_claimed=MONEY | FACTORS | KEY_IS_BAD)
TWO_KEYS = Gateway((Key(KEY, Team()), Key(OTHER_KEY, parts.FREE_WITH_BYOK)))

WORLDS = (
    World(
        "the key lies where LiteLLM and Pydantic AI read it",
        on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY),
        GOOD,
        NOT_MISNAMED,
    ),
    World("an OpenAI client is pointed at the gateway", on_laptop().having(OPENAI), GOOD, NOT_MISNAMED),
    World("an Anthropic client is pointed at the gateway", on_laptop().having(ANTHROPIC), GOOD, NOT_MISNAMED),
    World("an Anthropic client and the AI SDK share one good key", on_vercel(KEY).having(ANTHROPIC), GOOD, SERVED),
    World(
        "an OpenAI client and the AI SDK share one good key",
        on_vercel(KEY, Token(Team())).having(OPENAI),
        parts.one_team(Team()),
        SERVED,
    ),
    World(
        "an OpenAI client and the AI SDK share one revoked key",
        on_vercel(REVOKED_KEY).having({**OPENAI, "OPENAI_API_KEY": REVOKED_KEY}),
        Gateway((Key(REVOKED_KEY, Team(), revoked=True),)),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), not_claimed=frozenset({"key-is-provider-key"})),
    ),
    World(
        "two keys of the gateway under two names, which two clients read",
        on_vercel(KEY, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY),
        TWO_KEYS,
        May(("healthy", "degraded"), not_silent=True, not_claimed=MONEY | FACTORS),
    ),
    World(
        "the provider's own key beside a good key of the gateway",
        on_vercel(KEY, OPENAI_API_KEY="sk-proj-FAKE" + "d" * 40),
        GOOD,
        SERVED,
    ),
    World(
        "a provider's key stands in both variables, and the gateway knows it not",
        on_vercel("sk-ant-FAKE" + "e" * 60, ANTHROPIC_API_KEY="sk-ant-FAKE" + "e" * 60),
        GOOD,
        May(("failing",), verdict=("key-is-provider-key",), not_claimed=MONEY | FACTORS),
    ),
)
