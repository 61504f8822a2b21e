"""Worlds in which a step that is right elsewhere is impossible, or a word has nothing to speak of."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import FACTORS, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

LAMBDA = {"AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "eu-central-1"}


def _worlds() -> Iterator[World]:
    """What is advised has to be possible where it is read."""
    no_vercel = ("vercel env", "vercel project", "vercel link")
    revoked = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
    good = parts.by_key_alone(parts.PAID)
    faults = (
        ("no key", None, good),
        ("an empty key", "", good),
        ("a revoked key", REVOKED_KEY, revoked),
        ("a key in quotes", f'"{KEY}"', good),
        ("a placeholder for a key", "[SENSITIVE]", good),
        ("OpenAI's key", "sk-proj-FAKE" + "d" * 40, good),
    )
    for name, key, gateway in faults:
        may = May(("failing",), not_claimed=MONEY | FACTORS | OTHER_TEAM)
        yield World(
            f"{name} on AWS Lambda, where Vercel's variables are nobody's",
            on_laptop(key).having(LAMBDA),
            gateway,
            replace(may, never=no_vercel),
        )
        yield World(
            f"{name} on a laptop, where nothing is deployed",
            on_laptop(key),
            gateway,
            replace(may, never=("Deploy again",)),
        )
    yield World(
        "a key in quotes of LiteLLM's, which lies under its own name",
        set_up("litellm", f'"{KEY}"'),
        good,
        May(("failing",), verdict=("key-quoted-or-prefixed",), never=("vercel env add AI_GATEWAY_API_KEY",)),
    )
    yield World(
        "Claude Code's key is revoked, and Claude Code reads no other variable",
        set_up("claude-code", REVOKED_KEY),
        revoked,
        May(
            ("failing",),
            verdict=("key-invalid-revoked-or-expired",),
            never=("AI_GATEWAY_API_KEY",),
            never_said=("AI_GATEWAY_API_KEY",),
        ),
    )
    yield World(
        "by token alone without a card: there is no key to speak of",
        on_vercel(None, Token(Team("team_FAKEnew", "free", "5.00", "0.00", card=False))),
        Gateway(tokens=(Token(Team("team_FAKEnew", "free", "5.00", "0.00", card=False)),)),
        May(
            ("failing",),
            verdict=("no-card-on-file",),
            never=("the key's team", "owns the key"),
            never_said=("the key", "the AI SDK would send"),
        ),
    )
    yield World(
        "by token alone and BYOK is refused: there is no key to speak of",
        on_vercel(None, Token(parts.FREE_WITH_BYOK)),
        Gateway(tokens=(Token(parts.FREE_WITH_BYOK),)),
        May(("failing",), verdict=("byok-needs-paid-tier",), never=("owns the key",), never_said=("the key's",)),
    )


WORLDS: tuple[World, ...] = tuple(_worlds())
