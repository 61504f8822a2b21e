"""Worlds in which a step that is right elsewhere is impossible, or a word has nothing to speak of."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import FACTORS, MONEY, OTHER_TEAM, May
from tests.worlds.surroundings import LAMBDA
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel


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
            replace(may, never=(*no_vercel, "the next deployment only")),
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
        on_vercel(None, Token(parts.NO_CARD)),
        Gateway(tokens=(Token(parts.NO_CARD),)),
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


def _of_places() -> Iterator[World]:
    refused = Team(stored={"openai": Credential("region")})
    for name, place in (("on a laptop", on_laptop(KEY)), ("on AWS Lambda", on_laptop(KEY).having(LAMBDA))):
        yield World(
            f"a provider refuses the region {name}, where no vercel.json says one",
            place,
            parts.by_key_alone(refused, system=parts.NO_ROUTE),
            May(("failing",), verdict=("region-refused-by-provider",), never=("vercel.json",)),
        )
    old = Token(parts.PAID, age_s=90_000, lifetime_s=43_200, environment="development")
    yield World(
        "an old token among the variables of AWS Lambda, which hands nobody a token of Vercel's",
        on_laptop(env_token=old).having(LAMBDA),
        Gateway(tokens=(old,)),
        May(
            ("failing",),
            never=("a deployment gets its token", "vercel env", "vercel dev"),
            never_said=("the platform hands functions their token",),
        ),
    )
    yield World(
        "a token that is none in a deployment's header, where nobody can put a fresh one",
        replace(on_vercel(), headers={**on_vercel().headers, "x-vercel-oidc-token": "FAKE-no-token"}),
        Gateway(),
        May(("failing",), verdict=("oidc-malformed",), never=("vercel project token", "vercel env pull")),
    )
    last = Token(parts.PAID, age_s=3540, lifetime_s=3600)
    yield World(
        "a token with a minute left among a deployment's variables, which a laptop's token does not renew",
        on_vercel(env_token=last),
        Gateway(tokens=(last,)),
        May(("healthy", "degraded"), never=("vercel project token", "vercel env pull")),
    )
    pulled = Token(parts.PAID, environment="development")
    yield World(
        "a laptop's key has no budget left, and its team's pulled token serves: nothing is deployed",
        on_laptop(KEY, env_token=pulled),
        Gateway(
            (Key(KEY, parts.PAID),), (pulled,), rules=(Rule(Where("generate", credential="key"), parts.BYOK_REFUSAL),)
        ),
        May(("failing",), never=("deploy again", "Deploy again")),
    )
    public = ("https://ai-gateway.vercel.sh", "let ai-gateway.vercel.sh through")
    yield World(
        "a name of somebody's own that does not exist: the public one need not be looked up",
        on_laptop(KEY, GATEWAY_PROBE_BASE_URL="https://gateway.company.invalid"),
        Gateway(),
        May(("failing",), verdict=("dns-failure",), never=public),
    )
    yield World(
        "an address of somebody's own that shows a page: the public one need not be asked",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE)),
        May(("failing",), never=public),
    )


WORLDS: tuple[World, ...] = (*_worlds(), *_of_places())
