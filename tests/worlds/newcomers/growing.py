"""Worlds in which every answer takes longer than the last, or a clock is off by minutes, hours, days, beside a fault that has nothing to do with it."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
OUTCOMES = ("healthy", "degraded", *BAD)


def _growing(step: float, where: Where = parts.GENERATE, most: int = 20) -> tuple[Rule, ...]:
    """The nth of these answers takes n steps."""
    return tuple(Rule(where, passed_on(delay_s=step * n), last=1) for n in range(1, most))


def _under(rule: Rule, step: float) -> tuple[Rule, ...]:
    """The rule's answer, each time later."""
    return tuple(
        Rule(rule.where, replace(rule.answer, delay_s=step * n), last=1)  # type: ignore[type-var]
        for n in range(1, 20)
    )


def _of_latency() -> Iterator[World]:
    for step in (0.1, 0.5, 1.0, 2.0, 4.0):
        late = f"each generation takes {step} s longer than the last"
        yield World(
            f"all is well, {late}",
            on_vercel(KEY, Token(PAID)),
            parts.one_team(PAID, *_growing(step)),
            May(("healthy", "degraded") if step < 2 else OUTCOMES, not_claimed=BLAMES, not_certain=BLAMES),
        )
        yield World(
            f"the seed, {late}",
            on_vercel(KEY, Token(SEED)),
            parts.one_team(SEED, *_growing(step)),
            May(
                ("failing",) if step < 4 else BAD,
                names=(("byok-needs-paid-tier",),) if step < 4 else (),
                certain=True if step < 0.5 else None,
                not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
            ),
        )
        yield World(
            f"an origin rule, {late}",
            on_vercel(KEY, Token(PAID)),
            parts.one_team(PAID, *_under(parts.REFUSES_DEPLOYMENTS, step), *_growing(step)),
            May(
                ("failing",) if step < 4 else BAD,
                names=(("refusal-depends-on-origin",),) if step < 0.5 else (),
                not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY if step < 1 else KEY_IS_BAD | OTHER_TEAM,
                not_certain=BLAMES - {"refusal-depends-on-origin"},
            ),
        )
        yield World(
            f"look-ups take {step} s longer each time, all is served",
            on_vercel(KEY, Token(PAID)),
            parts.one_team(PAID, *_growing(step, Where(("credits", "models", "endpoints")))),
            May(("healthy", "degraded"), not_claimed=BLAMES),
        )
        yield World(
            f"a revoked key, and look-ups take {step} s longer each time",
            on_laptop(REVOKED_KEY),
            parts.by_key_alone(PAID, *_growing(step, Where(("credits", "models", "endpoints")))),
            May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
        )


MINUTE, HOUR, DAY = 60, 3600, 86_400
CLOCKS = {
    "four minutes": 4 * MINUTE,
    "fifty minutes": 50 * MINUTE,
    "a summer's hour": HOUR,
    "nine hours": 9 * HOUR,
    "two days": 2 * DAY,
    "four hundred days": 400 * DAY,
}


def _of_clocks() -> Iterator[World]:
    for name, seconds in CLOCKS.items():
        for where, offset in ((f"{name} behind", seconds), (f"{name} ahead", -seconds)):
            yield World(
                f"a laptop {where} with a good key",
                on_laptop(KEY),
                parts.by_key_alone(PAID, clock_offset_s=offset),
                # A key knows no time.
                May(("healthy", "degraded"), not_claimed=BLAMES | {"oidc-refused"}),
            )
            yield World(
                f"a laptop {where} with a revoked key",
                on_laptop(REVOKED_KEY),
                parts.by_key_alone(PAID, clock_offset_s=offset),
                May(("failing",), ("key-invalid-revoked-or-expired",), certain=True, not_claimed=MONEY | FACTORS),
            )
            yield World(
                f"a container {where} with a key of a free team",
                on_laptop(KEY),
                parts.by_key_alone(SEED, clock_offset_s=offset),
                May(
                    ("failing",),
                    ("byok-needs-paid-tier",),
                    names=(("key-of-other-team",),),
                    not_claimed=KEY_IS_BAD | FACTORS,
                ),
            )
        yield World(
            f"a laptop {name} ahead, whose fresh token the gateway finds not begun",
            on_laptop(env_token=Token(PAID, environment="development", age_s=10, lifetime_s=12 * HOUR)),
            parts.one_team(PAID, clock_offset_s=-seconds),
            May(
                BAD,
                names=(("clock-skew",),),
                not_claimed=BLAMES,
                not_certain=frozenset({"oidc-refused", "oidc-expired-locally", "oidc-malformed"}),
            ),
        )


WORLDS: tuple[World, ...] = (*_of_latency(), *_of_clocks())
