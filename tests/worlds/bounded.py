"""Worlds in which a run may ask little, or is told little: few generations, little time, controls and look-ups that say nothing."""

from collections.abc import Iterator

from tests.standin import Gateway, Key, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NETWORK, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
LOOKUPS = Where(("models", "endpoints", "credits", "record", "config"))
NO_OTHER = FACTORS | OTHER_TEAM


def allowed(number: int, key: str, token: Token | None = None) -> Place:
    """So many generations may be asked for."""
    return on_vercel(key, token, GATEWAY_PROBE_MAX_GENERATIONS=str(number))


def _of_generations() -> Iterator[World]:
    seed = parts.FREE_WITH_BYOK
    for number in (1, 2, 3):
        yield World(
            f"a revoked key before a token, and {number} generations",
            allowed(number, REVOKED_KEY, Token(parts.PAID)),
            Gateway((REVOKED,), (Token(parts.PAID),)),
            May(
                ("failing",),
                names=(("bad-key-shadows-oidc", "key-invalid-revoked-or-expired"),),
                not_claimed=MONEY | NO_OTHER,
                generations=(0, number),
            ),
        )
        yield World(
            f"a routing rule denies the model, and {number} generations",
            allowed(number, KEY, Token(parts.DENIED)),
            parts.one_team(parts.DENIED),
            May(
                ("failing",),
                verdict=("routing-rule-denied",),
                certain=None if number > 1 else False,
                not_claimed=KEY_IS_BAD | MONEY | NO_OTHER,
                generations=(1, number),
            ),
        )
        yield World(
            f"options that are refused, and {number} generations",
            allowed(number, KEY, Token(parts.PAID)).having(
                {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(sort="ttft", tags=["a"])}
            ),
            parts.one_team(
                parts.PAID, Rule(Where("generate", option="sort"), parts.refusal(400, "sort_not_allowed", "No."))
            ),
            May(BAD, certain=False, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM, generations=(1, number)),
        )
    yield World(
        "two teams, and a single generation",
        allowed(1, KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(seed, parts.OTHER_PAID),
        May(("failing",), certain=False, names=(("key-of-other-team",),), not_claimed=KEY_IS_BAD | FACTORS),
    )
    yield World(
        "streams alone are refused, and a single generation",
        allowed(1, KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.STREAM_DENIED),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES, generations=(1, 1)),
    )


def _of_controls() -> Iterator[World]:
    for name, answer in (
        ("throttled", parts.THROTTLED),
        ("down", parts.UNAVAILABLE),
        ("a portal's page", parts.FOREIGN_PAGE),
    ):
        yield World(
            f"a revoked key, and everything that a made-up key asks is {name}",
            on_laptop(REVOKED_KEY),
            Gateway((REVOKED,), rules=(Rule(Where(credential="made-up"), answer),)),
            May(BAD, names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | NO_OTHER),
        )
        yield World(
            f"two teams, and everything that a made-up key asks is {name}",
            on_vercel(KEY, Token(parts.OTHER_PAID)),
            Gateway(
                (Key(KEY, parts.FREE_WITH_BYOK),),
                (Token(parts.OTHER_PAID),),
                rules=(Rule(Where(credential="made-up"), answer),),
            ),
            May(
                ("failing",),
                names=(("key-of-other-team",), ("byok-needs-paid-tier",)),
                not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"},
            ),
        )


def _of_lookups() -> Iterator[World]:
    """Nothing but generations answers; the gateway's own words are all there is."""
    for name, team, codes in (
        ("no card", parts.NO_CARD, ("no-card-on-file",)),
        ("no money", parts.NO_MONEY, ("byok-blocked-at-zero-balance", "free-credit-used-up")),
        ("a budget that is used up", parts.SPENT, ("budget-reached",)),
        ("a rule against the model", parts.DENIED, ("routing-rule-denied",)),
        ("a block", parts.BLOCKED, ("team-blocked",)),
    ):
        for way, rule in (
            ("down", Rule(LOOKUPS, parts.UNAVAILABLE)),
            ("silent", Rule(LOOKUPS, passed_on(silent=True))),
            ("throttled", Rule(LOOKUPS, parts.THROTTLED)),
        ):
            yield World(
                f"every look-up is {way}, and the team has {name}",
                on_vercel(KEY),
                parts.by_key_alone(team, rule),
                May(("failing",), names=(codes,), not_claimed=KEY_IS_BAD | NO_OTHER | NETWORK, step=""),
            )
    yield World(
        "every look-up is throttled, and the key was revoked",
        on_vercel(REVOKED_KEY),
        Gateway((REVOKED,), rules=(Rule(LOOKUPS, parts.THROTTLED),)),
        May(BAD, names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | NO_OTHER | NETWORK),
    )


def _of_time() -> Iterator[World]:
    for seconds in ("0.9", "1.4", "2.1"):
        slow = passed_on(delay_s=float(seconds))
        yield World(
            f"every answer takes {seconds} s of a budget of three, and the team has no card",
            on_vercel(KEY, GATEWAY_PROBE_TIME_BUDGET="3"),
            parts.by_key_alone(parts.NO_CARD, Rule(parts.EVERYTHING, slow)),
            May(BAD, names=(("no-card-on-file",),), not_claimed=KEY_IS_BAD | NO_OTHER | NETWORK),
        )
        yield World(
            f"every answer takes {seconds} s of a budget of three, and all is well",
            on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_TIME_BUDGET="3"),
            parts.one_team(parts.PAID, Rule(parts.EVERYTHING, slow)),
            May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES),
        )


WORLDS: tuple[World, ...] = (*_of_generations(), *_of_controls(), *_of_lookups(), *_of_time())
