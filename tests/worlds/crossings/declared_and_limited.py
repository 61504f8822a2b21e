"""What was declared of a place, limits on what may be asked, and clocks, where the evidence does not go that far."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from tests.standin import Answer, Credential, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

LAPTOP = on_laptop(KEY)
PLACE = on_vercel(KEY, Token(parts.PAID))
NOT_FOUND = parts.refusal(404, "not_found", "Not found")
Shape = Literal["old", "new", "none"]


def _credentials() -> Iterator[World]:
    wants_own = {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}
    wants_system = {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "system"}
    used = frozenset({"expected-credential-not-used", "byok-credential-missing-or-disabled"})
    for shape in ("old", "new"):
        yield World(
            f"byok declared, the gateway's credential serves, metadata {shape}",
            LAPTOP.having(wants_own),
            replace(parts.by_key_alone(Team()), metadata=shape),
            May(("degraded", "failing"), found=(tuple(used),), not_claimed=KEY_IS_BAD | MONEY),
        )
        yield World(
            f"system declared, the team's credential serves, metadata {shape}",
            LAPTOP.having(wants_system),
            replace(parts.by_key_alone(parts.PAID), metadata=shape),
            May(("degraded", "failing"), found=(("expected-credential-not-used",),), not_claimed=KEY_IS_BAD | MONEY),
        )
    untold = parts.always(Where("record"), NOT_FOUND)
    for name, variables, team in (
        ("byok declared", wants_own, parts.PAID),
        ("byok declared", wants_own, Team()),
        ("system declared", wants_system, parts.PAID),
    ):
        yield World(
            f"{name}, nothing tells which of {'two' if team.stored else 'one'} served",
            LAPTOP.having(variables),
            replace(parts.by_key_alone(team, untold), metadata="none"),
            # Neither that it was used nor that it was not is seen.
            May(
                ("healthy", "degraded", "inconclusive"), certain=False, not_certain=used, not_claimed=MONEY | KEY_IS_BAD
            ),
        )
    switched_off = Team(stored={"azure": Credential(enabled=False)})
    yield World(
        "byok declared, the credential is switched off",
        LAPTOP.having(wants_own),
        parts.by_key_alone(switched_off),
        May(("degraded", "failing"), found=(tuple(used),)),
    )
    zero = {**wants_own, "GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(zeroDataRetention=True)}
    yield World(
        "byok declared, zero data retention passes the credential over",
        LAPTOP.having(zero),
        parts.by_key_alone(parts.PAID),
        May(("degraded", "failing"), names=(("zdr-skips-byok",),), not_claimed=MONEY | KEY_IS_BAD),
    )


def _others() -> Iterator[World]:
    for shape, told in (("new", True), ("none", False)):
        yield World(
            f"azure declared, openai serves, metadata {shape}",
            LAPTOP.having({"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}),
            replace(parts.by_key_alone(Team(), parts.always(Where("record"), NOT_FOUND)), metadata=shape),  # type: ignore[arg-type]
            May(("degraded", "failing"), found=(("expected-provider-not-used",),))
            if told
            else May(
                ("healthy", "degraded", "inconclusive"),
                certain=False,
                not_certain=frozenset({"expected-provider-not-used"}),
            ),
        )
    yield World(
        "another team declared, and no token tells the deployment's",
        LAPTOP.having({"GATEWAY_PROBE_EXPECT_TEAM": "team_FAKEelsewhere"}),
        parts.by_key_alone(parts.PAID),
        May(("healthy", "degraded", "inconclusive"), certain=False, not_claimed=OTHER_TEAM),
    )
    yield World(
        "another team declared than the token's",
        PLACE.having({"GATEWAY_PROBE_EXPECT_TEAM": "team_FAKEelsewhere"}),
        parts.one_team(parts.PAID),
        May(("degraded", "failing"), found=(("expected-team-differs",),)),
    )
    yield World(
        "another key declared",
        PLACE.having({"GATEWAY_PROBE_EXPECT_KEY": "fp1:0123456789ab"}),
        parts.one_team(parts.PAID),
        May(NOT_HEALTHY, found=(("different-key-same-length",),), not_claimed=KEY_IS_BAD),
    )
    yield World(
        "another key declared, and this one's team has no card",
        on_vercel(KEY, Token(parts.NO_CARD), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.NO_CARD),
        May(
            ("failing",),
            ("no-card-on-file", "different-key-same-length"),
            names=(("no-card-on-file",), ("different-key-same-length",)),
        ),
    )
    yield World(
        "a key declared where the token alone serves",
        on_vercel(None, Token(parts.PAID), GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
        parts.one_team(parts.PAID),
        May(NOT_HEALTHY, found=(("expected-key-absent",),)),
    )


def _limits() -> Iterator[World]:
    by_origin = Rule(Where("generate", origin=True), changes.UNKNOWN_KIND)
    for most in (1, 2, 3, 4, 5, 6):
        yield World(
            f"the headers decide, and {most} generations are allowed",
            on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MAX_GENERATIONS=str(most)),
            parts.one_team(parts.PAID, by_origin),
            # Four of four in both arms need more.
            May(BAD, certain=False, generations=(1, most)),
        )
    for team, code in ((parts.NO_CARD, "no-card-on-file"), (parts.SPENT, "budget-reached")):
        yield World(
            f"one generation is allowed, which names {code}",
            on_laptop(KEY, GATEWAY_PROBE_MAX_GENERATIONS="1"),
            parts.by_key_alone(team),
            # Said once: the gateway's own statement has to come twice.
            May(("failing",), names=((code,),), certain=False, generations=(1, 1)),
        )
    yield World(
        "the tier refuses, and no experiment is allowed",
        replace(on_vercel(KEY, Token(parts.FREE_WITH_BYOK)), experiments="none"),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_claimed=OTHER_TEAM | KEY_IS_BAD),
    )
    yield World(
        "the headers decide, and no experiment is allowed",
        replace(PLACE, experiments="none"),
        parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        May(BAD, certain=False, not_claimed=OTHER_TEAM | KEY_IS_BAD),
    )
    yield World(
        "all experiments where all is well",
        replace(PLACE, experiments="all"),
        parts.one_team(parts.PAID),
        May(("healthy",), ("healthy",), certain=True),
    )


def _clocks() -> Iterator[World]:
    for offset in (-3600, -120, 120, 3600):
        yield World(
            f"served, by a clock that is off by {offset} s",
            LAPTOP,
            replace(parts.by_key_alone(parts.PAID), clock_offset_s=offset),
            May(("healthy", "degraded"), found=(("clock-skew",),), not_claimed=BLAMES),
        )
    for offset in (-20, 20):
        yield World(
            f"served, by a clock that is off by {offset} s",
            PLACE,
            replace(parts.one_team(parts.PAID), clock_offset_s=offset),
            May(("healthy",), ("healthy",), certain=True, not_named=frozenset({"clock-skew"}), generations=(2, 2)),
        )
    dates: tuple[tuple[str, dict[str, str]], ...] = (
        ("two hours old, from a cache that says its age", {"date": "Mon, 30 Nov 2020 01:00:00 GMT", "age": "7200"}),
        ("that is none", {"date": "yesterday"}),
        ("that is empty", {"date": ""}),
    )
    for name, headers in dates:
        yield World(
            f"served, the list of models has a date {name}",
            LAPTOP,
            parts.by_key_alone(parts.PAID, changes.every(changes.headed(**headers), parts.MODELS)),
            # A cached answer keeps the date of its making; the others tell this hour.
            May(("healthy", "degraded"), not_claimed=frozenset({"clock-skew"}) | BLAMES),
        )
    early = Token(parts.PAID, age_s=-300)
    yield World(
        "a token that is not active yet by the gateway's clock",
        on_vercel(None, early),
        parts.one_team(parts.PAID, changes.unauthorized_where(Where(("credits", "generate"), "token"))),
        May(BAD, names=(("clock-skew", "oidc-refused"),), not_claimed=MONEY | KEY_IS_BAD),
    )
    late = Token(parts.PAID, age_s=7100, lifetime_s=7200)
    yield World(
        "a token that ends within two minutes, served",
        on_vercel(None, late),
        replace(parts.one_team(parts.PAID), tokens=(late,)),
        May(("healthy", "degraded"), not_certain=OIDC - {"oidc-about-to-expire"}),
    )


def _free_of_others() -> Iterator[World]:
    for name, answer in (
        ("a rate limit", parts.THROTTLED),
        ("a fault of the gateway", parts.UNAVAILABLE),
        ("no answer", parts.SILENCE),
        ("a page", Answer(502, "<html>x</html>")),
    ):
        yield World(
            f"refused with BYOK's words, and everything else that is tried gets {name}",
            PLACE,
            parts.one_team(
                parts.PAID,
                Rule(Where("generate", "key", ASKED, "ai-sdk", origin=True), parts.BYOK_REFUSAL),
                parts.always(parts.GENERATE, answer),
            ),
            # Nothing that was changed got an answer of its own.
            May(BAD, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )


def _unheard() -> Iterator[World]:
    own = Where("generate", "key", ASKED, "ai-sdk")
    for code, said in (("no-card-on-file", changes.NO_CARD), ("budget-reached", changes.OVER_BUDGET)):
        for name, answer in (("no answer", parts.SILENCE), ("a fault of the gateway", parts.UNAVAILABLE)):
            yield World(
                f"the gateway names {code}, and every other form and model gets {name}",
                LAPTOP,
                parts.by_key_alone(parts.PAID, Rule(own, said), parts.always(parts.GENERATE, answer)),
                # Whether it holds for more than this one form was asked, and not heard.
                May(("failing",), (code,), certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
            )


WORLDS = (*_credentials(), *_others(), *_limits(), *_clocks(), *_free_of_others(), *_unheard())
