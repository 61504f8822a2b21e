"""Worlds of clients other than the AI SDK: a token in a variable that is old, foreign or absent, and other troubles."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.each_client import GOOD, NO_BLAME, PULLED, PULLED_LONG_AGO, SERVED, by
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, World, on_laptop, on_vercel

READS_VARIABLE = ("ai-python", "litellm", "pydantic-ai", "llama-index")
IN_VARIABLE = Token(parts.PAID)
OLD = Token(parts.PAID, age_s=9_000)
STALE = May(
    ("failing",),
    names=(tuple(sorted(OIDC)),),
    not_claimed=NO_BLAME | KEY_IS_BAD | {"key-name-near-miss"},
    generations=(0, 6),
)


def _of_tokens() -> Iterator[World]:
    for client in READS_VARIABLE:
        yield by(
            client,
            "a deployment's variable holds a good token, and there is no key",
            on_vercel(env_token=IN_VARIABLE),
            SERVED,
        )
        yield by(
            client,
            "a deployment's variable holds an old token, and there is no key",
            on_vercel(env_token=OLD),
            replace(STALE, never=("vercel env pull", "vercel dev")),
            Gateway(tokens=(OLD,)),
        )
        yield by(
            client,
            "a pulled token that has expired, and no key",
            on_laptop(env_token=PULLED_LONG_AGO),
            STALE,
            Gateway(tokens=(PULLED_LONG_AGO,)),
        )
        yield by(
            client,
            "a token in the header of another team than the variable's, and no key",
            on_vercel(None, Token(parts.OTHER_PAID), env_token=Token(parts.FREE_WITH_BYOK)),
            May(
                ("failing",),
                names=(("byok-needs-paid-tier", "oidc-cached-at-boot-or-build", "key-of-other-team"),),
                not_claimed=KEY_IS_BAD | FACTORS,
            ),
            Gateway(tokens=(Token(parts.OTHER_PAID), Token(parts.FREE_WITH_BYOK))),
        )
        yield by(
            client,
            "its key is of a free team with BYOK, the token in its variable of a paid one",
            replace(set_up(client, KEY), env_token=Token(parts.OTHER_PAID)),
            May(
                ("failing",),
                names=(("key-of-other-team",), ("byok-needs-paid-tier",)),
                not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
                not_ruled_out=frozenset({"key-of-other-team"}),
            ),
            parts.two_teams(parts.FREE_WITH_BYOK, parts.OTHER_PAID),
        )
        yield by(
            client,
            "neither key nor token on a laptop",
            on_laptop(),
            May(("failing",), names=(("key-absent",),), not_claimed=NO_BLAME | KEY_IS_BAD, generations=(0, 2)),
        )


def _of_failing() -> Iterator[World]:
    for client in ("claude-code", "openai-responses", "anthropic", "litellm", "llama-index", "pydantic-ai"):
        revoked = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (IN_VARIABLE,))
        yield World(
            f"{client}: a revoked key, and the header's token would serve another client",
            set_up(client, REVOKED_KEY, IN_VARIABLE),
            revoked,
            May(
                ("failing",), names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),), not_claimed=NO_BLAME
            ),
        )
        yield World(
            f"{client}: the key's team is blocked, the header's token is of another",
            set_up(client, KEY, IN_VARIABLE),
            parts.two_teams(parts.BLOCKED, parts.PAID),
            May(
                ("failing",),
                names=(("team-blocked",), ("key-of-other-team",)),
                not_claimed=KEY_IS_BAD | FACTORS - {"refusal-depends-on-credential"},
            ),
        )
        yield World(
            f"{client}: an allowlist with the words of the provider, and only that route was asked for",
            set_up(client, KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
            parts.by_key_alone(Team(providers_allowed=frozenset({"anthropic"}))),
            May(
                ("failing",),
                names=(("provider-or-model-allowlist",),),
                not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS - {"options-refused"},
            ),
        )
        yield World(
            f"{client}: 403 of a kind that nobody knows at every door",
            set_up(client, KEY),
            parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.refusal(403, "seat_required", "No seat."))),
            May(BAD, not_claimed=NO_BLAME | KEY_IS_BAD),
        )
        yield World(
            f"{client}: a stored credential is refused, and nobody else has the model",
            set_up(client, KEY),
            parts.by_key_alone(Team(stored={"azure": Credential("network")}), system=parts.NO_ROUTE),
            May(
                ("failing",),
                names=(("byok-credential-refused", "byok-azure-wrong-key-or-resource"),),
                not_claimed=NO_BLAME | KEY_IS_BAD,
            ),
        )


def _of_variables() -> Iterator[World]:
    for client in ("llama-index", "pydantic-ai"):
        yield by(
            client,
            "a variable of LiteLLM's names another host, which it never reads",
            on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE="https://proxy.example/v1"),
            replace(SERVED, not_claimed=SERVED.not_claimed | {"base-url-wrong-host"}),
        )
    yield by(
        "litellm",
        "its base URL names another host",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE="https://api.openai.com/v1"),
        May(
            (*NOT_HEALTHY, "healthy"),
            certain=False,
            names=(("base-url-wrong-host",),),
            not_claimed=NO_BLAME | KEY_IS_BAD,
        ),
    )
    yield by(
        "litellm",
        "a revoked key before a good token in its variable",
        replace(on_laptop(VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY), env_token=PULLED),
        May(("failing",), names=(("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"),), not_claimed=NO_BLAME),
        replace(GOOD, keys=(Key(REVOKED_KEY, parts.PAID, revoked=True),)),
    )
    yield by(
        "anthropic",
        "both of its variables hold keys of the gateway, and the second is revoked",
        on_laptop(ANTHROPIC_API_KEY=KEY, ANTHROPIC_AUTH_TOKEN=REVOKED_KEY, ANTHROPIC_BASE_URL=GATEWAY),
        May(("healthy", "degraded"), not_claimed=NO_BLAME | {"key-is-provider-key"}, certain=None),
        Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
    )
    yield by(
        "openai-responses",
        "a model that only embeds",
        replace(set_up("openai-responses", KEY), model="openai/text-embedding-3-small"),
        May((*NOT_HEALTHY, "healthy"), not_claimed=NO_BLAME | KEY_IS_BAD | {"model-unknown-or-retired"}),
    )
    yield by(
        "claude-code",
        "the model is of a creator that has left, at its own door and at every other",
        replace(set_up("claude-code", KEY), model="anthropic/claude-0"),
        May(("failing",), verdict=("model-unknown-or-retired",), at_least="likely", not_claimed=NO_BLAME | KEY_IS_BAD),
    )
    yield by(
        "openai-responses",
        "its door does not know the model, and chat completions serve it",
        set_up("openai-responses", KEY),
        May(
            ("failing",),
            names=(("refusal-depends-on-protocol",),),
            not_certain=frozenset({"model-unknown-or-retired"}),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
        parts.by_key_alone(
            parts.PAID, Rule(Where("generate", protocol="responses", model=ASKED), parts.unknown_model(ASKED))
        ),
    )


WORLDS: tuple[World, ...] = (*_of_tokens(), *_of_failing(), *_of_variables())
