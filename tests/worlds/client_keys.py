"""What lies where a client looks for its key: empty strings on purpose, providers' keys, and tokens."""

from dataclasses import replace

from tests.standin import Gateway, Token
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY
from tests.worlds.client_setups import ANY, CLAUDE_CODE, GOOD, SERVED, TOKEN, UNSEEN, WELL
from tests.worlds.each_client import ANTHROPICS_KEY, NO_BLAME, OPENAI, OPENAIS_KEY, PULLED, PULLED_LONG_AGO, by
from tests.worlds.expectation import KEY_IS_BAD, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

NO_KEY = replace(UNSEEN, names=(("key-absent", "key-empty", "key-name-near-miss"),))
NOT_ITS_OWN = May(("failing",), names=(("key-is-provider-key",),), not_claimed=NO_BLAME)
SERVED_ALL_THE_SAME = May(WELL, not_claimed=NO_BLAME, not_certain=KEY_IS_BAD)
OLD = Token(parts.PAID, environment="preview", age_s=9_000, lifetime_s=3_600)
"""Of the build: the gateway tells it from the fresh one."""

EMPTY = (
    by(
        "ai-sdk-7",
        "its key is empty on purpose, and the token is in the header",
        on_vercel("", TOKEN),
        May(WELL, not_claimed=NO_BLAME),
        GOOD,
    ),
    by("ai-sdk-5", "its key is empty, and there is nothing else", on_laptop(""), NO_KEY, GOOD),
    by(
        "ai-python",
        "its key is empty, and the token is in the header alone",
        on_vercel("", TOKEN),
        May(
            (*ANY,),
            names=(("client-does-not-see-token", "key-absent", "key-empty"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
        ),
        GOOD,
    ),
    by(
        "openai",
        "its key is empty, and the AI SDK's is good",
        on_laptop(KEY, OPENAI_API_KEY="").having(OPENAI),
        May(ANY, not_silent=True, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by(
        "anthropic",
        "its key is empty, and there is no other",
        on_vercel(ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL=GATEWAY),
        NO_KEY,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "Claude Code's set-up, whose key it does not read",
        on_laptop().having({**CLAUDE_CODE, "ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"}),
        NO_KEY,
        GOOD,
    ),
    by(
        "claude-code",
        "the key under the provider's name, its own empty",
        on_laptop(ANTHROPIC_AUTH_TOKEN="", ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=GATEWAY),
        SERVED_ALL_THE_SAME,
        GOOD,
    ),
    by(
        "claude-code",
        "both of its keys are empty",
        on_laptop(ANTHROPIC_AUTH_TOKEN="", ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL=f"{GATEWAY}/claude-code"),
        NO_KEY,
        GOOD,
    ),
    by(
        "litellm",
        "its key is empty, and a pulled token lies there",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY="", env_token=PULLED),
        May(WELL, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by(
        "pydantic-ai",
        "its key is empty, deployed, and the token is in the header",
        on_vercel(None, TOKEN, VERCEL_AI_GATEWAY_API_KEY=""),
        replace(UNSEEN, names=(("client-does-not-see-token", "key-absent", "key-empty"),)),
        GOOD,
    ),
    by(
        "llama-index",
        "its key is empty, and OpenAI's variable holds a key of the gateway",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY="", OPENAI_API_KEY=KEY),
        May(WELL, not_claimed=NO_BLAME),
        GOOD,
    ),
)
OF_A_PROVIDER = (
    by("ai-sdk-6", "OpenAI's own key before a good token", on_vercel(OPENAIS_KEY, TOKEN), NOT_ITS_OWN, GOOD),
    by("ai-python", "Anthropic's own key", on_laptop(ANTHROPICS_KEY), NOT_ITS_OWN, GOOD),
    by(
        "anthropic",
        "Anthropic's own key at the gateway, deployed",
        on_vercel(None, TOKEN, ANTHROPIC_API_KEY=ANTHROPICS_KEY, ANTHROPIC_BASE_URL=GATEWAY),
        NOT_ITS_OWN,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "Anthropic's own key at the gateway, and a good one under the AI SDK's name",
        on_laptop(KEY, ANTHROPIC_API_KEY=ANTHROPICS_KEY, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1"),
        NOT_ITS_OWN,
        GOOD,
    ),
    by(
        "claude-code",
        "a subscriber's token of Anthropic's at the gateway",
        on_laptop(
            ANTHROPIC_AUTH_TOKEN="sk-ant-oat01-FAKE" + "c" * 60, ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL=GATEWAY
        ),
        NOT_ITS_OWN,
        GOOD,
    ),
    by(
        "litellm",
        "Anthropic's own key under the gateway's name",
        on_vercel(VERCEL_AI_GATEWAY_API_KEY=ANTHROPICS_KEY),
        NOT_ITS_OWN,
        GOOD,
    ),
    by(
        "pydantic-ai",
        "OpenAI's own key before a pulled token",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=OPENAIS_KEY, env_token=PULLED),
        NOT_ITS_OWN,
        GOOD,
    ),
    by(
        "llama-index",
        "OpenAI's own key under the gateway's name, deployed beside a token",
        on_vercel(None, TOKEN, VERCEL_AI_GATEWAY_API_KEY=OPENAIS_KEY),
        NOT_ITS_OWN,
        GOOD,
    ),
)
TOKENS = (
    by(
        "openai",
        "a pulled token passed as the key, as a sample of the documentation does",
        on_laptop(OPENAI_API_KEY=PULLED.jwt()).having(OPENAI),
        SERVED_ALL_THE_SAME,
        GOOD,
    ),
    by(
        "anthropic",
        "a token that was pulled long ago, passed as the key",
        on_laptop(ANTHROPIC_AUTH_TOKEN=PULLED_LONG_AGO.jwt(), ANTHROPIC_BASE_URL=GATEWAY),
        May(("failing",), names=(("oidc-expired-locally", "key-is-account-token-or-jwt"),), not_claimed=NO_BLAME),
        Gateway(tokens=(PULLED_LONG_AGO,)),
    ),
    by(
        "llama-index",
        "the build's token lies in the variable, a fresh one is in the header",
        replace(on_vercel(None, TOKEN), env_token=OLD),
        May(
            ("failing",),
            names=(("oidc-cached-at-boot-or-build", "oidc-expired-locally", "client-does-not-see-token"),),
            not_claimed=NO_BLAME,
        ),
        Gateway(tokens=(TOKEN, OLD)),
    ),
    by(
        "ai-sdk-7",
        "the build's token lies in the variable, a fresh one is in the header",
        replace(on_vercel(None, TOKEN), env_token=OLD),
        May(WELL, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by(
        "ai-python",
        "the token is in the header and in the variable",
        replace(on_vercel(None, TOKEN), env_token=TOKEN),
        SERVED,
        GOOD,
    ),
    by(
        "openai-responses",
        "the token is everywhere and its own key nowhere",
        replace(on_vercel(None, TOKEN).having(OPENAI), env_token=TOKEN),
        UNSEEN,
        GOOD,
    ),
    by(
        "claude-code",
        "the token is everywhere and its own key nowhere",
        replace(on_laptop(ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL=f"{GATEWAY}/claude-code"), env_token=PULLED),
        replace(UNSEEN, names=(("client-does-not-see-token", "key-absent", "key-empty"),)),
        GOOD,
    ),
)

WORLDS: tuple[World, ...] = (*EMPTY, *OF_A_PROVIDER, *TOKENS)
