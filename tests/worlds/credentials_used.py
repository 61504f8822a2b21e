"""Worlds that are served by another credential, provider or model than the one that was meant."""

from tests.standin import Credential, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

AZURE_ID = "azure/gpt-5.4-mini"
TWO_OWN = Team(stored={"azure": Credential("bad-key"), "openai": Credential()})
UNUSED = ("byok-credential-missing-or-disabled", "expected-credential-not-used")


def byok(name: str, may: May, team: Team, model: str | None = AZURE_ID, **settings: str) -> World:
    """A place whose app wants the team's own credential."""
    return World(name, on_vercel(KEY, Token(team), model=model).having(settings), parts.one_team(team), may)


WORLDS: tuple[World, ...] = (
    byok(
        "azure asked for by name, the team has no credential for it",
        May(("degraded", "healthy"), names=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS, not_silent=True),
        Team(),
    ),
    byok(
        "the stored credential is switched off",
        May(("degraded", "healthy"), names=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS, not_silent=True),
        Team(stored={"azure": Credential(enabled=False)}),
    ),
    byok(
        "the own credential is declared, and the gateway's served",
        May(("degraded", "failing"), found=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
        Team(),
        None,
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    byok(
        "the gateway's credential is declared, and the own one served",
        May(("degraded", "failing"), found=(("expected-credential-not-used",),)),
        parts.PAID,
        GATEWAY_PROBE_EXPECT_CREDENTIAL="system",
    ),
    byok(
        "one provider is declared, and another served",
        May(("degraded", "failing"), found=(("expected-provider-not-used", "order-not-what-you-think"),)),
        Team(),
        None,
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    byok(
        "zero data retention leaves the stored credential out",
        May(
            ("healthy", "degraded"),
            names=(("zdr-skips-byok", *UNUSED),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
            not_silent=True,
        ),
        parts.PAID,
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
    byok(
        "zero data retention, and the credential is marked for it",
        May(("healthy",), not_claimed=BLAMES | {"zdr-skips-byok"}),
        Team(stored={"azure": Credential(for_zero_retention=True)}),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
    byok(
        "the own credential fails, the gateway's serves, and the own one was declared",
        May(
            ("degraded", "failing"),
            names=(
                ("byok-failed-silent-system-fallback", *STORED_CREDENTIAL),
                ("byok-failed-silent-system-fallback", *UNUSED),
            ),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
        ),
        Team(stored={"azure": Credential("bad-key")}),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    World(
        "a fallback model answers since the asked one's providers are down",
        on_vercel(
            KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=["anthropic/claude-sonnet-4.5"])
        ),
        parts.one_team(Team(), system={"openai": "down", "azure": "down"}),
        May(
            ("degraded", "healthy"),
            names=(("options-lost-on-fallback-model", "provider-route-down-for-model"),),
            not_silent=True,
            not_claimed=BLAMES,
        ),
    ),
    World(
        "azure comes first in the order, is down, and another provider serves",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(order=["azure"])),
        parts.one_team(Team(), system={"azure": "down"}),
        May(
            ("degraded", "healthy"),
            names=(("order-not-what-you-think", "provider-route-down-for-model"),),
            not_silent=True,
            not_claimed=BLAMES,
        ),
    ),
    World(
        "one own credential fails, and another of the team's own serves",
        on_vercel(KEY, Token(TWO_OWN), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(order=["azure"])),
        parts.one_team(TWO_OWN),
        May(
            ("degraded",),
            names=(("byok-failed-silent-system-fallback", "order-not-what-you-think", *STORED_CREDENTIAL),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
            never_said=("the gateway's credentials served", "bYOK"),
        ),
    ),
)
