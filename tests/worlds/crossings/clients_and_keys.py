"""Keys in every state under every client's name, and what lies beside them."""

from collections.abc import Iterator

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.crossings.door_by_door import BASE, CHAT, MESSAGES, RESPONSES, SDK_MESSAGES
from tests.worlds.expectation import BLAMES, KEY_IS_BAD, MONEY, NOT_HEALTHY, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

OWN_TOKEN = Token(parts.PAID)
PYTHON = ("litellm", "pydantic-ai", "llama-index")
SK_OPENAI = "sk-proj-FAKE" + "aB3dE6gH9jK2mN5pQ8rS" * 4
SK_ANTHROPIC = "sk-ant-api03-FAKE" + "aB3dE6gH9jK2mN5pQ8rS" * 4
HEALTHY = May(("healthy",), ("healthy",), certain=True, generations=(1, 2), not_claimed=BLAMES)


def _served() -> Iterator[World]:
    for name, variables in (
        ("openai", CHAT),
        ("openai-responses", RESPONSES),
        ("anthropic", MESSAGES),
        ("ai-sdk-anthropic", SDK_MESSAGES),
        (
            "claude-code",
            {
                "GATEWAY_PROBE_CLIENT": "claude-code",
                "ANTHROPIC_AUTH_TOKEN": KEY,
                "ANTHROPIC_API_KEY": "",
                "ANTHROPIC_BASE_URL": BASE,
            },
        ),
        *((item, {"GATEWAY_PROBE_CLIENT": item, "VERCEL_AI_GATEWAY_API_KEY": KEY}) for item in PYTHON),
    ):
        yield World(
            f"{name} as its documentation sets it up, served",
            on_laptop().having(variables),
            parts.by_key_alone(parts.PAID),
            HEALTHY,
        )


def _under_other_names() -> Iterator[World]:
    for client in PYTHON:
        yield World(
            f"{client} finds its key under the AI SDK's name alone",
            on_laptop(KEY, GATEWAY_PROBE_CLIENT=client),
            parts.by_key_alone(parts.PAID),
            May(
                ("failing",),
                ("key-name-near-miss", "key-absent"),
                # An app may pass a variable of another name in its code, which nothing here shows.
                at_least="likely",
                names=(("key-name-near-miss",),),
                not_claimed=MONEY,
            ),
        )
        yield World(
            f"{client} on Vercel, without a key, the token in the request's head",
            on_vercel(None, OWN_TOKEN, GATEWAY_PROBE_CLIENT=client),
            parts.one_team(parts.PAID),
            May(
                ("failing",),
                ("client-does-not-see-token", "key-absent"),
                certain=True,
                names=(("client-does-not-see-token",),),
            ),
        )
        yield World(
            f"{client} with an expired token among the variables and no key",
            on_laptop(env_token=parts.EXPIRED_PULL, GATEWAY_PROBE_CLIENT=client),
            Gateway(tokens=(parts.EXPIRED_PULL,)),
            May(("failing",), names=(("oidc-expired-locally",),), not_claimed=MONEY),
        )
    yield World(
        "the AI SDK for Python on Vercel, without a key, the token in the request's head",
        on_vercel(None, OWN_TOKEN, GATEWAY_PROBE_CLIENT="ai-python"),
        parts.one_team(parts.PAID),
        # An app that passes its request's headers on is served; whether this one does is not seen here.
        May(NOT_HEALTHY, certain=False, names=(("client-does-not-see-token",),)),
    )
    for name in ("VERCEL_AI_GATEWAY_API_KEY", "AI_GATEWAY_KEY", "NEXT_PUBLIC_AI_GATEWAY_API_KEY", "AI_GATEWAY_TOKEN"):
        yield World(
            f"the AI SDK's key lies under {name}",
            on_laptop(GATEWAY_PROBE_CLIENT="ai-sdk-7").having({name: KEY}),
            parts.by_key_alone(parts.PAID),
            May(
                ("failing",), ("key-name-near-miss", "key-absent"), at_least="likely", names=(("key-name-near-miss",),)
            ),
        )


def _with_defects() -> Iterator[World]:
    for name, value in (
        ("double quotes", f'"{KEY}"'),
        ("single quotes", f"'{KEY}'"),
        ("a Bearer before it", f"Bearer {KEY}"),
        ("backslash and n behind it", f"{KEY}\\n"),
    ):
        for client, variables in (
            ("ai-sdk-7", {"AI_GATEWAY_API_KEY": value}),
            ("litellm", {"VERCEL_AI_GATEWAY_API_KEY": value}),
        ):
            yield World(
                f"{client}, the key with {name}",
                on_laptop(GATEWAY_PROBE_CLIENT=client).having(variables),
                parts.by_key_alone(parts.PAID),
                # Without it the very same key is taken.
                May(("failing",), ("key-quoted-or-prefixed",), certain=True, not_claimed=MONEY, generations=(0, 6)),
            )
            yield World(
                f"{client}, the key with {name}, and revoked besides",
                on_laptop(GATEWAY_PROBE_CLIENT=client).having(variables),
                Gateway((Key(KEY, parts.PAID, revoked=True),)),
                # The bare key is refused as well: taking the defect off would not help.
                May(
                    ("failing",),
                    names=(("key-invalid-revoked-or-expired",),),
                    not_certain=frozenset({"key-quoted-or-prefixed"}),
                ),
            )
    for client, variable in (("ai-sdk-7", "AI_GATEWAY_API_KEY"), ("ai-sdk-5", "AI_GATEWAY_API_KEY")):
        yield World(
            f"{client}, the key with a newline behind it",
            on_laptop(GATEWAY_PROBE_CLIENT=client).having({variable: KEY + "\n"}),
            parts.by_key_alone(parts.PAID),
            May(("healthy", "degraded"), found=(("key-trailing-newline",),), not_claimed=KEY_IS_BAD),
        )
    for client in ("litellm", "pydantic-ai"):
        yield World(
            f"{client}, the key with a newline behind it",
            on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY + "\n", GATEWAY_PROBE_CLIENT=client),
            parts.by_key_alone(parts.PAID),
            # No request leaves a Python client with such a header value.
            May(("failing",), ("key-trailing-newline",), certain=True, not_claimed=KEY_IS_BAD),
        )
    for place, value in (("in front", "\ufeff" + KEY), ("inside", KEY[:20] + "\u200b" + KEY[20:])):
        yield World(
            f"a character that nobody sees {place} of the key",
            on_laptop(value),
            parts.by_key_alone(parts.PAID),
            May(("failing",), ("key-invisible-unicode",), certain=True, not_claimed=MONEY),
        )


def _of_others() -> Iterator[World]:
    for name, value in (
        ("OpenAI's", SK_OPENAI),
        ("Anthropic's", SK_ANTHROPIC),
        ("Google's", "AIzaFAKE" + "aB3dE6gH9jK2mN5pQ8r" + "sT1vW4yZ7bC0"),
    ):
        yield World(
            f"{name} key in the gateway's variable",
            on_laptop(value),
            parts.by_key_alone(parts.PAID),
            May(("failing",), ("key-is-provider-key",), certain=True, not_claimed=MONEY),
        )
        yield World(
            f"{name} key in the gateway's variable, which the gateway takes",
            on_laptop(value),
            Gateway((Key(value, parts.PAID),)),
            # Its form says one thing and the gateway another: it is served.
            May(("healthy", "degraded"), not_certain=KEY_IS_BAD),
        )
    yield World(
        "a placeholder of a pulled file, beside a good token",
        on_laptop("[SENSITIVE]", env_token=OWN_TOKEN),
        parts.one_team(parts.PAID),
        May(
            ("failing",),
            ("key-redacted-placeholder", "bad-key-shadows-oidc"),
            certain=True,
            names=(("key-redacted-placeholder",),),
        ),
    )
    yield World(
        "the deployment's token pasted as the key",
        on_laptop(Token(parts.PAID).jwt()),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), not_silent=True, not_certain=KEY_IS_BAD),
    )
    yield World(
        "an expired token pasted as the key",
        on_laptop(parts.EXPIRED_PULL.jwt()),
        Gateway(tokens=(parts.EXPIRED_PULL,)),
        May(("failing",), names=(("key-is-account-token-or-jwt", "oidc-expired-locally"),), not_claimed=MONEY),
    )
    yield World(
        "an empty key and a good token",
        on_vercel("", OWN_TOKEN),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), found=(("key-empty",),), not_claimed=KEY_IS_BAD),
    )
    yield World(
        "a blank key and a good token",
        on_vercel("   ", OWN_TOKEN),
        parts.one_team(parts.PAID),
        # A key of white space alone counts as a key, and nothing is sent for it.
        May(
            ("failing",),
            names=(("key-empty", "bad-key-shadows-oidc", "key-invalid-revoked-or-expired"),),
            not_claimed=MONEY,
        ),
    )
    yield World(
        "a revoked key, a good token, and the same revoked key under two more names",
        on_vercel(
            REVOKED_KEY,
            OWN_TOKEN,
            AI_GATEWAY_KEY=REVOKED_KEY,
            VERCEL_AI_GATEWAY_API_KEY=REVOKED_KEY,
            GATEWAY_PROBE_CLIENT="ai-sdk-7",
        ),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (OWN_TOKEN,)),
        May(("failing",), ("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"), certain=True),
    )
    yield World(
        "a revoked key, and a good one under another client's name",
        on_laptop(REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(OTHER_KEY, parts.PAID))),
        May(("failing",), ("key-invalid-revoked-or-expired",), certain=True, not_claimed=MONEY),
    )


WORLDS = (*_served(), *_under_other_names(), *_with_defects(), *_of_others())
