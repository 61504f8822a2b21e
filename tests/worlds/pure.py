"""Worlds of one documented cause in its pure form, at many clients' doors: caution must not have made the probe useless."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

NOBODY = KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM
SOME = ("ai-sdk-7", "ai-python", "openai", "openai-responses", "claude-code", "litellm")


def pure(name: str, place: Place, gateway: Gateway, *codes: str) -> World:
    """Failing for this cause, likely at the least."""
    may = May(("failing",), verdict=codes, at_least="likely", not_claimed=NOBODY - frozenset(codes))
    return World(name, place, gateway, may)


def well(name: str, place: Place, gateway: Gateway) -> World:
    """Healthy, and certain of it."""
    return World(name, place, gateway, May(("healthy",), certain=True, not_claimed=NOBODY, generations=(2, 2)))


def _at_doors() -> Iterator[World]:
    stored = Team(stored={"azure": Credential("bad-key")})
    for client in SOME:
        here = set_up(client, KEY)
        yield pure(
            f"{client}, in its pure form: Azure refuses the stored key, and nobody else has the model",
            here,
            parts.by_key_alone(stored, system=parts.NO_ROUTE),
            "byok-azure-wrong-key-or-resource",
            "byok-credential-refused",
        )
        yield pure(
            f"{client}, in its pure form: every provider of the model limits the rate",
            here,
            parts.by_key_alone(Team(), system={"openai": "rate-limit", "azure": "rate-limit"}),
            "provider-rate-limit",
        )
        yield pure(
            f"{client}, in its pure form: every provider of the model is overloaded",
            here,
            parts.by_key_alone(Team(), system={"openai": "overloaded", "azure": "overloaded"}),
            "provider-overloaded-or-slow",
            "provider-route-down-for-model",
        )
        yield pure(
            f"{client}, in its pure form: a filter that matches no provider",
            here.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["bedrock"])}),
            parts.by_key_alone(Team()),
            "only-filter-matches-nothing",
        )
        yield pure(
            f"{client}, in its pure form: the free tier's limit",
            here,
            parts.by_key_alone(replace(parts.FREE, free_requests=0)),
            "free-tier-rate-limit",
        )
        # No report has seen the name of such a setting: that it is one can only be left open.
        yield World(
            f"{client}, in its pure form: a setting of the team leaves no provider",
            here,
            parts.by_key_alone(Team(filter_name="HipaaComplianceError")),
            May(BAD, names=(("team-filter-leaves-no-provider",),), not_claimed=NOBODY),
        )
        # An app that asks such a model for a picture has no fault, and this run asks for none.
        yield World(
            f"{client}, in its pure form: a model that makes pictures",
            replace(here, model="google/imagen-5"),
            parts.by_key_alone(parts.PAID),
            May(BAD, certain=False, names=(("model-of-wrong-kind",),), not_claimed=NOBODY),
        )
        yield pure(
            f"{client}, in its pure form: a blocked team, key and token of it",
            set_up(client, KEY, Token(parts.BLOCKED)),
            parts.one_team(parts.BLOCKED),
            "team-blocked",
        )
        yield pure(
            f"{client}, in its pure form: a key in quotes",
            set_up(client, f'"{KEY}"'),
            parts.by_key_alone(parts.PAID),
            "key-quoted-or-prefixed",
        )
        yield well(
            f"{client}, in its pure form: all is well on a laptop, by key alone",
            on_laptop().having({SET_UPS[client][0]: KEY, "GATEWAY_PROBE_CLIENT": client, **_others(client)}),
            parts.by_key_alone(Team()),
        )


def _others(client: str) -> dict[str, str]:
    return {name: value for name, value in SET_UPS[client][1].items() if name != SET_UPS[client][0]}


def _of_places() -> Iterator[World]:
    pulled = Token(Team(), environment="development", age_s=60, lifetime_s=43_200)
    yield well(
        "in its pure form: a laptop with a pulled token alone", on_laptop(env_token=pulled), Gateway(tokens=(pulled,))
    )
    staging = Token(Team(), environment="staging")
    yield well(
        "in its pure form: an environment of a name of one's own, key and token",
        on_vercel(KEY, staging, environment="staging"),
        Gateway((Key(KEY, Team()),), (staging,)),
    )
    yield well(
        "in its pure form: azure alone, by the gateway's credential, as it was declared",
        on_vercel(
            KEY,
            Token(Team()),
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"]),
            GATEWAY_PROBE_EXPECT_CREDENTIAL="system",
            GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        ),
        parts.one_team(Team()),
    )
    # A provider in the creator's place may be meant for a credential of the team's own, and there is none.
    yield World(
        "in its pure form: a model of another creator, the route of its second provider",
        on_vercel(KEY, Token(Team()), model="bedrock/claude-sonnet-4.5"),
        parts.one_team(Team()),
        May(("healthy", "degraded"), names=(("byok-credential-missing-or-disabled",),), not_claimed=NOBODY),
    )
    yield well(
        "in its pure form: own credentials of two providers, the second of the two wanted",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok", model="anthropic/claude-sonnet-4.5"),
        parts.one_team(Team(stored={"azure": Credential(), "anthropic": Credential()})),
    )
    yield pure(
        "in its pure form: a pulled token that has expired, and no key",
        on_laptop(env_token=replace(pulled, age_s=50_000)),
        Gateway(tokens=(replace(pulled, age_s=50_000),)),
        "oidc-expired-locally",
    )
    yield pure(
        "in its pure form: no key in a preview, and no token",
        on_vercel(environment="preview"),
        Gateway(),
        "key-absent",
        "oidc-off-or-wrong-link",
    )
    yield pure(
        "in its pure form: the gateway is down for everybody",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), parts.always(parts.EVERYTHING, parts.UNAVAILABLE)),
        "gateway-5xx",
    )
    yield pure(
        "in its pure form: the firewall challenges generations",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), parts.always(parts.GENERATE, parts.CHALLENGE)),
        "firewall-blocks-gateway",
    )
    yield pure(
        "in its pure form: headers of a deployment are refused, by key and by token",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), parts.always(Where("generate", origin=True, model=ASKED), parts.ACCESS_DENIED)),
        "refusal-depends-on-origin",
    )


WORLDS: tuple[World, ...] = (*_at_doors(), *_of_places())
