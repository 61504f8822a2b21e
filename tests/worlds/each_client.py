"""Worlds of the twelve clients: what each reads and does not read, deployed and on a laptop, well and failing."""

from tests.standin import Gateway, Key, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

HOST = "https://ai-gateway.vercel.sh"
OPENAI = {"OPENAI_BASE_URL": f"{HOST}/v1"}
PAID_TOKEN = Token(parts.PAID)
PULLED = Token(parts.PAID, environment="development", age_s=60, lifetime_s=43_200)
PULLED_LONG_AGO = Token(parts.PAID, environment="development", age_s=90_000, lifetime_s=43_200)
OPENAIS_KEY = "sk-proj-FAKE" + "b" * 60
ANTHROPICS_KEY = "sk-ant-FAKE" + "b" * 60
WELL = ("healthy", "degraded")
NO_BLAME = MONEY | FACTORS | OTHER_TEAM
SERVED = May(WELL, not_claimed=BLAMES | {"key-absent", "key-name-near-miss", "base-url-wrong-path", "base-url-not-set"})
BASE_URL = ("base-url-not-set", "base-url-wrong-host", "base-url-wrong-path")
TIER = May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS)
REVOKED = May(
    ("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=NO_BLAME | {"key-is-provider-key"}
)
GOOD = Gateway((Key(KEY, parts.PAID),), (PAID_TOKEN, PULLED))
TAKEN_BACK = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (PAID_TOKEN, PULLED))


def by(client: str, what: str, place: Place, may: May, gateway: Gateway = GOOD) -> World:
    """The client, named in the settings, in this place."""
    return World(f"{client}: {what}", place.having({"GATEWAY_PROBE_CLIENT": client}), gateway, may)


WORLDS = (
    by("ai-sdk-5", "a revoked key on a laptop", on_laptop(REVOKED_KEY), REVOKED, TAKEN_BACK),
    by("ai-sdk-5", "a pulled token, and no key", on_laptop(env_token=PULLED), SERVED),
    by(
        "ai-sdk-6",
        "the tier, deployed, without a token",
        on_vercel(KEY),
        TIER,
        parts.by_key_alone(parts.FREE_WITH_BYOK),
    ),
    by(
        "ai-sdk-6",
        "a token in the header, and another client's key",
        on_vercel(None, PAID_TOKEN, OPENAI_API_KEY=OPENAIS_KEY),
        SERVED,
    ),
    by(
        "ai-python",
        "a token in the header alone",
        on_vercel(None, PAID_TOKEN),
        May(
            (*NOT_HEALTHY, "healthy"),
            names=(("client-does-not-see-token", "key-absent"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
        ),
    ),
    by(
        "ai-python",
        "a key with a newline",
        on_vercel(KEY + "\n"),
        May(("failing",), verdict=("key-trailing-newline",), not_claimed=NO_BLAME),
    ),
    by(
        "openai",
        "the gateway's key, and no base URL",
        on_vercel(None, PAID_TOKEN, OPENAI_API_KEY=KEY),
        May((*NOT_HEALTHY, "healthy"), certain=False, names=(BASE_URL,), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    by(
        "openai",
        "OpenAI's own key at the gateway, beside a good token that it never reads",
        on_vercel(None, PAID_TOKEN, OPENAI_API_KEY=OPENAIS_KEY).having(OPENAI),
        May(("failing",), names=(("key-is-provider-key",),), not_claimed=NO_BLAME | {"bad-key-shadows-oidc"}),
    ),
    by("openai", "the key under the name that the documentation passes in code", on_laptop(KEY), SERVED),
    by(
        "openai",
        "the path of the AI SDK as base URL",
        on_laptop(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{HOST}/v4/ai"),
        May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    by(
        "openai",
        "the path that Codex and others use",
        on_laptop(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{HOST}/coding-agent/v1"),
        SERVED,
    ),
    by(
        "openai",
        "the tier, on a laptop",
        on_laptop(OPENAI_API_KEY=KEY).having(OPENAI),
        TIER,
        parts.by_key_alone(parts.FREE_WITH_BYOK),
    ),
    by(
        "openai-responses",
        "its door says no funds, chat completions serve",
        on_laptop(OPENAI_API_KEY=KEY).having(OPENAI),
        May(
            ("failing",),
            names=(("refusal-depends-on-protocol",),),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        parts.by_key_alone(parts.PAID, parts.always(Where("generate", protocol="responses"), parts.NO_FUNDS)),
    ),
    by(
        "openai-responses",
        "a revoked key, deployed beside a good token",
        on_vercel(None, PAID_TOKEN, OPENAI_API_KEY=REVOKED_KEY).having(OPENAI),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), not_claimed=NO_BLAME | {"bad-key-shadows-oidc"}),
        TAKEN_BACK,
    ),
    by(
        "anthropic",
        "Anthropic's own key before the gateway's",
        on_laptop(ANTHROPIC_API_KEY=ANTHROPICS_KEY, ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_BASE_URL=HOST),
        May(NOT_HEALTHY, names=(("key-is-provider-key", "key-invalid-revoked-or-expired"),), not_claimed=NO_BLAME),
    ),
    by(
        "anthropic",
        "a base URL that ends in /v1",
        on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=f"{HOST}/v1"),
        May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    by("anthropic", "all in order, deployed", on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=HOST), SERVED),
    by(
        "ai-sdk-anthropic",
        "a base URL that does not end in /v1",
        on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=HOST),
        May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    by(
        "ai-sdk-anthropic",
        "the tier, deployed",
        on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=f"{HOST}/v1"),
        TIER,
        parts.by_key_alone(parts.FREE_WITH_BYOK),
    ),
    by(
        "claude-code",
        "Anthropic's own key behind the gateway's, which goes first",
        on_laptop(ANTHROPIC_API_KEY=ANTHROPICS_KEY, ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_BASE_URL=f"{HOST}/claude-code"),
        May(WELL, not_claimed=NO_BLAME | {"key-invalid-revoked-or-expired"}, not_certain=KEY_IS_BAD),
    ),
    by(
        "claude-code",
        "a revoked key",
        on_laptop(ANTHROPIC_API_KEY="", ANTHROPIC_AUTH_TOKEN=REVOKED_KEY, ANTHROPIC_BASE_URL=f"{HOST}/claude-code"),
        REVOKED,
        TAKEN_BACK,
    ),
    by(
        "claude-code",
        "its stream is refused inside the 200",
        on_laptop(ANTHROPIC_API_KEY="", ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_BASE_URL=HOST),
        May(("failing", "degraded"), not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"team-blocked"})),
        parts.by_key_alone(parts.PAID, parts.STREAM_DENIED),
    ),
    by(
        "litellm",
        "a token in the header, which it never sees",
        on_vercel(None, PAID_TOKEN),
        May(
            ("failing", "inconclusive"),
            names=(("client-does-not-see-token", "key-absent"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
        ),
    ),
    by(
        "litellm",
        "neither key nor token, so it takes OpenAI's",
        on_vercel(None, PAID_TOKEN, OPENAI_API_KEY=OPENAIS_KEY),
        May(
            ("failing",),
            names=(("key-is-provider-key", "client-does-not-see-token", "key-absent"),),
            not_claimed=NO_BLAME,
        ),
    ),
    by(
        "litellm",
        "a base that lacks its /v1",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE=HOST),
        May(NOT_HEALTHY, names=(("base-url-wrong-path",),), not_claimed=NO_BLAME | KEY_IS_BAD),
    ),
    by(
        "litellm",
        "a good key, and another of the AI SDK's that would be refused",
        on_vercel(REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        May(WELL, not_claimed=NO_BLAME),
        Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
    ),
    by("pydantic-ai", "a pulled token, and no key", on_laptop(env_token=PULLED), SERVED),
    by(
        "pydantic-ai",
        "a token that was pulled long ago, which it sends all the same",
        on_laptop(env_token=PULLED_LONG_AGO),
        May(
            ("failing",), names=(("oidc-expired-locally",),), not_claimed=NO_BLAME | {"key-invalid-revoked-or-expired"}
        ),
        Gateway(tokens=(PULLED_LONG_AGO,)),
    ),
    by(
        "pydantic-ai",
        "a key of blanks before a good token",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY="  ", env_token=PULLED),
        May(("failing",), names=(("key-empty", "key-trailing-newline", "bad-key-shadows-oidc"),), not_claimed=NO_BLAME),
    ),
    by(
        "llama-index",
        "a base variable that it cannot reach",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE=HOST),
        SERVED,
    ),
    by(
        "llama-index",
        "the AI SDK's key, and not its own",
        on_vercel(KEY, PAID_TOKEN),
        May(
            ("failing",),
            names=(("key-name-near-miss", "key-absent", "client-does-not-see-token"),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
        ),
    ),
)
