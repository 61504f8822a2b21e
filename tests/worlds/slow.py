"""Worlds that take their time, on a clock that waiting alone moves: late first tokens, slow streams, time and money that end midway."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body, passed_on
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

LONG = {"GATEWAY_PROBE_TIME_BUDGET": "55"}
PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
HERE = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
WELL = May(("healthy",), not_claimed=BLAMES)
UNKNOWN = May(BAD, not_claimed=BLAMES, certain=False)
SLOW_BREAKS = frozenset({"stream-broken", "stream-refused", "plain-answer-refused"})
QUOTA = Answer(
    402, error_body("Team budget exceeded. Current spend: $20.00, limit: $20.00.", "quota_for_entity_exceeded")
)
TIMED_OUT = Answer(408, error_body("Request timed out.", "timeout_error"), delay_s=30)
GATEWAY_504 = Answer(504, error_body("Gateway timeout", "internal_server_error"), delay_s=25)


def paid(name: str, may: May, *rules: Rule, place: Place = HERE, settings: Mapping[str, str] | None = None) -> World:
    """A paid team; generations follow the rules."""
    return World(name, place.having(settings or {}), parts.one_team(parts.PAID, *rules), may)


def _of_late_tokens() -> Iterator[World]:
    late = Rule(parts.GENERATE, passed_on(before_body_s=20))
    for client in ("ai-sdk-7", "openai", "openai-responses", "claude-code"):
        place = set_up(client, KEY, Token(parts.PAID))
        yield paid(
            f"{client}: the first token comes after 20 s, within a long budget", WELL, late, place=place, settings=LONG
        )
        yield paid(f"{client}: the first token comes after 20 s, past the budget", UNKNOWN, late, place=place)
    yield paid(
        "the answer's head comes after 20 s, within a long budget",
        WELL,
        Rule(parts.GENERATE, passed_on(delay_s=20)),
        settings=LONG,
    )
    yield paid(
        "a stream's first token comes after 20 s, past the budget, and plain answers at once",
        # That it was given up was this probe's doing: nothing says that the stream is refused or broken.
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES, not_certain=SLOW_BREAKS),
        Rule(STREAMED, passed_on(before_body_s=20)),
    )
    yield paid(
        "plain answers come after 20 s, past the budget, and streams at once",
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES, not_certain=SLOW_BREAKS),
        Rule(PLAIN, passed_on(delay_s=20)),
    )
    yield paid(
        "an app of streams alone, whose plain answers would come after 20 s",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        Rule(PLAIN, passed_on(delay_s=20)),
        settings={"GATEWAY_PROBE_STREAMING": "on"},
    )


def _of_slow_streams() -> Iterator[World]:
    yield paid("a stream whose events come half a second apart", WELL, Rule(STREAMED, passed_on(between_events_s=0.5)))
    yield paid(
        "a stream whose events come two seconds apart, past the budget",
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES, not_certain=SLOW_BREAKS),
        Rule(STREAMED, passed_on(between_events_s=2)),
    )
    yield paid(
        "a stream whose events come four seconds apart, within a long budget",
        WELL,
        Rule(STREAMED, passed_on(between_events_s=4)),
        settings=LONG,
    )
    yield paid(
        "the first generation takes five seconds, as if all were asleep, and the next none",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        Rule(parts.GENERATE, passed_on(delay_s=5), last=1),
    )
    yield paid(
        "generations with a deployment's headers take 20 s, the others none",
        UNKNOWN,
        Rule(Where("generate", origin=True), passed_on(delay_s=20)),
    )


def _of_slow_look_ups() -> Iterator[World]:
    served = May(("healthy", "degraded"), not_claimed=BLAMES)
    yield paid("the list of models takes 20 s", served, Rule(parts.MODELS, passed_on(delay_s=20)))
    yield paid("credits take 20 s", served, Rule(parts.CREDITS, passed_on(delay_s=20)))
    yield paid("every look-up takes 5 s", served, Rule(Where(("models", "credits", "endpoints")), passed_on(delay_s=5)))
    yield World(
        "credits take 20 s, behind the seed's refusal",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.CREDITS, passed_on(delay_s=20))),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
    )


def _of_slow_refusals() -> Iterator[World]:
    yield World(
        "the seed's refusal takes four seconds",
        SEED,
        parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.GENERATE, passed_on(delay_s=4))),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
    )
    yield World(
        "the seed's refusal takes 25 seconds, within a long budget that has room for no second round",
        SEED.having(LONG),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.GENERATE, passed_on(delay_s=25))),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
    )
    revoked = Gateway(
        (Key(REVOKED_KEY, parts.PAID, revoked=True),), rules=(Rule(parts.EVERYTHING, passed_on(delay_s=4)),)
    )
    yield World(
        "a revoked key whose every refusal takes four seconds",
        on_laptop(REVOKED_KEY),
        revoked,
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    )
    slow = May(BAD, names=(("provider-overloaded-or-slow", "gateway-5xx"),), not_claimed=BLAMES)
    yield paid(
        "408 after thirty seconds, within a long budget", slow, parts.always(parts.GENERATE, TIMED_OUT), settings=LONG
    )
    yield paid("504 by the gateway after 25 seconds", slow, parts.always(parts.GENERATE, GATEWAY_504), settings=LONG)


def _of_ends_midway() -> Iterator[World]:
    origin = Where("generate", origin=True)
    for seconds in (1.4, 1.9):
        yield paid(
            f"an origin rule, {seconds:g} s an answer, and time for no confirmation",
            # A confirmed flip takes three requests' time and a little: that does not fit into it.
            May(BAD, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
            Rule(origin, replace(parts.BYOK_REFUSAL, delay_s=seconds)),
            Rule(parts.EVERYTHING, passed_on(delay_s=seconds)),
            settings={"GATEWAY_PROBE_TIME_BUDGET": "4"},
        )
    with_headers = Rule(origin, parts.BYOK_REFUSAL)
    for count in (3, 5, 7):
        yield paid(
            f"an origin rule, and the team's budget ends with request {count}",
            May(BAD, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
            Rule(parts.GENERATE, QUOTA, first=count),
            with_headers,
        )
    yield paid(
        "the budget ends between the plain answer and its stream",
        May(NOT_HEALTHY, names=(("budget-reached",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | {"team-blocked"}),
        Rule(STREAMED, QUOTA),
    )
    poor = Team("team_FAKEpoor", "free", "0.01", "4.99", free_requests=1)
    yield World(
        "the free tier's limit is reached by this probe's own first request",
        on_vercel(KEY, Token(poor)),
        parts.one_team(poor),
        May(NOT_HEALTHY, names=(("free-tier-rate-limit",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | {"team-blocked"}),
    )


WORLDS: tuple[World, ...] = (
    *_of_late_tokens(),
    *_of_slow_streams(),
    *_of_slow_look_ups(),
    *_of_slow_refusals(),
    *_of_ends_midway(),
)
