"""Where base URLs lead each client, and which of Claude Code's two keys is looked at."""

from collections.abc import Iterator

from tests.standin import Gateway, Key, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.crossings.clients_and_keys import SK_ANTHROPIC
from tests.worlds.crossings.door_by_door import BASE, CHAT
from tests.worlds.expectation import BAD, BLAMES, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop


def _addresses() -> Iterator[World]:
    for name, url, code in (
        ("without /v1", BASE, "base-url-wrong-path"),
        ("with the AI SDK's path", f"{BASE}/v4/ai", "base-url-wrong-path"),
        ("in the clear", "http://ai-gateway.vercel.sh/v1", "base-url-not-encrypted"),
        ("at a name that looks alike", "https://gateway.ai.vercel.sh/v1", "base-url-wrong-host"),
        ("at the API of Vercel", "https://api.vercel.com/v1", "base-url-wrong-host"),
    ):
        yield World(
            f"OpenAI's client, its base URL {name}",
            on_laptop().having({**CHAT, "OPENAI_BASE_URL": url}),
            parts.by_key_alone(parts.PAID),
            May(NOT_HEALTHY, found=((code,),), not_claimed=MONEY),
        )
    yield World(
        "two clients' base URLs, one good and one wrong, and the good one's client is named",
        on_laptop(ANTHROPIC_BASE_URL=f"{BASE}/v1/messages").having(CHAT),
        parts.by_key_alone(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )
    yield World(
        "Claude Code with both of its keys, of which the gateway knows the second alone",
        on_laptop(
            GATEWAY_PROBE_CLIENT="claude-code",
            ANTHROPIC_AUTH_TOKEN=REVOKED_KEY,
            ANTHROPIC_API_KEY=KEY,
            ANTHROPIC_BASE_URL=BASE,
        ),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID))),
        May(
            BAD, names=(("key-invalid-revoked-or-expired", "refusal-depends-on-auth-header"),), not_claimed=MONEY | OIDC
        ),
    )
    yield World(
        "Claude Code with a provider's key beside the gateway's, and the gateway looks at that one",
        on_laptop(
            GATEWAY_PROBE_CLIENT="claude-code",
            ANTHROPIC_AUTH_TOKEN=KEY,
            ANTHROPIC_API_KEY=SK_ANTHROPIC,
            ANTHROPIC_BASE_URL=BASE,
        ),
        parts.by_key_alone(parts.PAID, parts.always(Where("generate", header="x-api-key"), changes.UNAUTHORIZED)),
        May(
            ("failing",),
            ("refusal-depends-on-auth-header", "refusal-depends-on-protocol"),
            names=(("refusal-depends-on-auth-header",),),
            not_certain=KEY_IS_BAD,
        ),
    )


WORLDS = (*_addresses(),)
