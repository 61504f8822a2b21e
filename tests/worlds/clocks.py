"""Worlds in which the place's clock and the gateway's differ: which of the two a token is held against."""

import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, html_page
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

HOURS = 3600
SKEW = ("clock-skew",)
NO_ADVICE_OF_A_LAPTOP = ("Set the clock of this machine", "vercel env pull", "vercel dev")
FRESH = Token(parts.PAID, environment="development", lifetime_s=12 * HOURS)
"""A development token lasts twelve hours."""

WELL = May(("healthy", "degraded"), not_claimed=BLAMES)
SEEN = replace(WELL, found=(SKEW,))
NO_BLAME = KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM


def _gateway(token: Token, offset_s: float, *keys: Key, team: Team = parts.PAID) -> Gateway:
    return Gateway(keys, (replace(token, team=team),), clock_offset_s=offset_s)


def _of_tokens() -> Iterator[World]:
    told_old = replace(FRESH, age_s=13 * HOURS)
    told_young = replace(FRESH, age_s=10 * HOURS)
    for client in ("ai-sdk-7", "ai-sdk-6"):
        yield World(
            f"{client} on a laptop three hours ahead: its token is old by its own clock, and good by the gateway's",
            on_laptop(env_token=told_old, GATEWAY_PROBE_CLIENT=client),
            _gateway(told_old, -3 * HOURS),
            # The SDK looks at the time itself, and sends nothing.
            May(
                ("failing", "degraded"),
                names=(SKEW,),
                not_certain=frozenset({"oidc-expired-locally"}),
                not_ruled_out=frozenset(SKEW),
                not_claimed=NO_BLAME,
            ),
        )
    for client in ("pydantic-ai", "litellm", "llama-index"):
        yield World(
            f"{client} on a laptop three hours ahead: its token is old by its own clock, and the gateway takes it",
            on_laptop(env_token=told_old, GATEWAY_PROBE_CLIENT=client),
            _gateway(told_old, -3 * HOURS),
            # These clients look at no time.
            May(
                ("healthy", "degraded", "failing"),
                names=(SKEW,),
                not_certain=frozenset({"oidc-expired-locally"}),
                not_claimed=NO_BLAME,
            ),
        )
    yield World(
        "a laptop three hours behind: its token is fresh by its own clock, and old by the gateway's",
        on_laptop(env_token=told_young),
        _gateway(told_young, 3 * HOURS),
        May(("failing",), SKEW, certain=True, step="vercel env pull", generations=(0, 4), not_claimed=NO_BLAME),
    )
    yield World(
        "a laptop three hours behind, and its token is good by both clocks",
        on_laptop(env_token=FRESH),
        _gateway(FRESH, 3 * HOURS),
        SEEN,
    )
    yield World(
        "a laptop ten minutes behind: its token is of the future by its own clock",
        on_laptop(env_token=replace(FRESH, age_s=-600)),
        _gateway(replace(FRESH, age_s=-600), 600),
        SEEN,
    )
    yield World(
        "a laptop three hours behind, whose token both clocks call old",
        on_laptop(env_token=replace(FRESH, age_s=20 * HOURS)),
        _gateway(replace(FRESH, age_s=20 * HOURS), 3 * HOURS),
        May(("failing",), names=(("oidc-expired-locally",),), not_claimed=NO_BLAME),
    )


def _of_deployments() -> Iterator[World]:
    here = Token(parts.PAID)
    gateway = replace(parts.one_team(parts.PAID), clock_offset_s=HOURS)
    cautious = replace(WELL, never=NO_ADVICE_OF_A_LAPTOP)
    yield World("a deployment an hour behind the gateway, by key", on_vercel(KEY, here), gateway, cautious)
    yield World("a deployment an hour behind the gateway, by token", on_vercel(None, here), gateway, cautious)
    old = replace(here, age_s=3 * HOURS)
    yield World(
        "a deployment three hours ahead, whose token is old by its clock alone",
        on_vercel(None, old),
        _gateway(old, -3 * HOURS),
        May(
            ("failing", "degraded", "healthy"),
            names=(SKEW,),
            not_certain=frozenset({"oidc-cached-at-boot-or-build", "oidc-expired-locally"}),
            not_claimed=NO_BLAME,
            never=NO_ADVICE_OF_A_LAPTOP,
        ),
    )
    yield World(
        "a deployment three hours ahead, whose token is old by its clock alone, beside a good key",
        on_vercel(KEY, old),
        _gateway(old, -3 * HOURS, Key(KEY, parts.PAID)),
        replace(
            WELL, names=(SKEW,), not_certain=frozenset({"oidc-cached-at-boot-or-build"}), never=NO_ADVICE_OF_A_LAPTOP
        ),
    )


def _hours_ago(hours: int) -> str:
    return formatdate(time.time() - hours * HOURS, usegmt=True)


def _of_dates() -> Iterator[World]:
    key = parts.by_key_alone(parts.PAID)
    yield World("a laptop forty seconds behind, by key", on_laptop(KEY), replace(key, clock_offset_s=40), WELL)
    yield World(
        "a laptop twenty seconds behind, by key",
        on_laptop(KEY),
        replace(key, clock_offset_s=20),
        May(("healthy",), certain=True, not_named=frozenset(SKEW)),
    )
    portal = Answer(
        200,
        html_page("Guest network"),
        {"date": "Thu, 01 Jan 2015 00:00:00 GMT", "server": "mini_httpd"},
        by_gateway=False,
    )
    yield World(
        "a portal whose own clock has no battery answers everything",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, portal)),
        May(BAD, not_claimed=BLAMES, not_named=frozenset(SKEW)),
    )
    yield World(
        "a cache gives the list of models as it was two hours ago, and says so",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(parts.MODELS, lambda _request, ordinary: ordinary.with_headers(date=_hours_ago(2), age="7200")),
        ),
        replace(WELL, not_named=frozenset(SKEW)),
    )
    yield World(
        "a blocked team, on a laptop an hour behind",
        on_laptop(KEY),
        replace(parts.by_key_alone(Team(blocked=True)), clock_offset_s=HOURS),
        May(("failing",), verdict=("team-blocked",), not_claimed=FACTORS | KEY_IS_BAD),
    )
    yield World(
        "a client of OpenAI's an hour behind, without funds",
        set_up("openai", KEY),
        replace(parts.by_key_alone(Team(balance="0.00")), clock_offset_s=HOURS),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),),
            not_claimed=FACTORS | KEY_IS_BAD,
            never=("Set the clock",),
        ),
    )


WORLDS: tuple[World, ...] = (*_of_tokens(), *_of_deployments(), *_of_dates())
