"""Worlds that change while they are asked: in turn, by and by, for one arm alone, or too slowly to be known."""

from tests.standin import Answer, Rule, Token, Where, passed_on
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
ASKED_MODEL = Where("generate", model=ASKED)
ALL_EXPERIMENTS = on_vercel(KEY, Token(parts.PAID), experiments="all")


def in_turn(where: Where, answer: Answer, times: int = 10) -> tuple[Rule, ...]:
    """Every second request that fits gets this answer, from the first on."""
    return tuple(Rule(where, answer, first=turn, last=turn) for turn in range(1, times + 1))


def moved(name: str, may: May, *rules: Rule, all_experiments: bool = False, **settings: str) -> World:
    """A paid team whose every request would be served, but for the rules."""
    place = ALL_EXPERIMENTS if all_experiments else BOTH
    return World(name, place.having(settings), parts.one_team(parts.PAID, *rules), may)


UNSURE = May(NOT_HEALTHY, certain=False, not_certain=BLAMES, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM)
OPEN = May(NOT_HEALTHY, certain=False, not_certain=FACTORS)

WORLDS = (
    moved("BYOK is refused in every second request", UNSURE, *in_turn(ASKED_MODEL, parts.BYOK_REFUSAL)),
    moved("the block of a team is told in every second request", UNSURE, *in_turn(ASKED_MODEL, parts.ACCESS_DENIED)),
    moved("a 401 in every second request", UNSURE, *in_turn(ASKED_MODEL, parts.refusal(401, "authentication_error"))),
    moved("no funds in every second request, 95 dollars all the time", UNSURE, *in_turn(ASKED_MODEL, parts.NO_FUNDS)),
    moved("BYOK is refused twice, then never again", UNSURE, Rule(ASKED_MODEL, parts.BYOK_REFUSAL, last=2)),
    moved("refused four times, then served whatever is sent", UNSURE, Rule(ASKED_MODEL, parts.BYOK_REFUSAL, last=4)),
    moved(
        "requests with deployment headers are refused, until the fourth of them",
        OPEN,
        Rule(Where("generate", model=ASKED, origin=True), parts.BYOK_REFUSAL, last=4),
    ),
    moved(
        "the key is refused at random, its team's token never",
        May(NOT_HEALTHY, certain=False, not_certain=BLAMES, not_claimed=OTHER_TEAM | KEY_IS_BAD),
        *in_turn(Where("generate", "key", model=ASKED), parts.BYOK_REFUSAL),
    ),
    moved(
        "three kinds of refusal in turn",
        UNSURE,
        *(
            Rule(ASKED_MODEL, answer, first=turn, last=turn)
            for turn in (1, 2, 3, 4)
            for answer in (parts.BYOK_REFUSAL, parts.THROTTLED, parts.ACCESS_DENIED)
        ),
    ),
    moved(
        "the same request is refused for the tier, then for the card, then for the budget",
        May(BAD, certain=False, not_certain=BLAMES, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
        Rule(ASKED_MODEL, parts.BYOK_REFUSAL, last=1),
        Rule(ASKED_MODEL, parts.refusal(403, "customer_verification_required"), last=2),
        Rule(ASKED_MODEL, parts.refusal(402, "quota_for_entity_exceeded"), last=12),
    ),
    moved(
        "streams fail in every second request, plain calls never",
        May(NOT_HEALTHY, certain=False, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM),
        *in_turn(Where("generate", model=ASKED, streamed=True), parts.ACCESS_DENIED),
    ),
    moved(
        "only the control and the tier model are throttled, the app is served",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        parts.always(Where("generate", model=(CONTROL, TIER)), parts.THROTTLED),
        all_experiments=True,
    ),
    moved(
        "only the tier model is refused, the app is served with BYOK",
        May(("healthy", "degraded"), not_claimed=BLAMES - {"free-tier-model-restricted"}),
        parts.always(
            Where("generate", model=TIER), parts.refusal(403, "no_providers_available", "Free tier users do not have")
        ),
        all_experiments=True,
    ),
    moved(
        "the plain answer fails once with 503, all else is served",
        May(("healthy", "degraded", "inconclusive", "failing"), certain=False, not_claimed=BLAMES),
        Rule(Where("generate", model=ASKED, streamed=False), parts.UNAVAILABLE, last=1),
    ),
    moved(
        "the first answers of all free checks are 503, the second are good",
        May(("healthy", "degraded"), not_claimed=BLAMES | {"gateway-5xx"}),
        Rule(Where("credits", "key"), parts.UNAVAILABLE, last=1),
        Rule(Where("credits", "token"), parts.UNAVAILABLE, last=1),
        Rule(Where("models"), parts.UNAVAILABLE, last=1),
    ),
    moved(
        "an origin rule, and only one generation may be asked for",
        May(BAD, certain=False, not_certain=BLAMES, not_claimed=FACTORS, generations=(0, 1)),
        parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),
        GATEWAY_PROBE_MAX_GENERATIONS="1",
    ),
    moved(
        "an origin rule, and only three generations may be asked for",
        May(BAD, certain=False, not_certain=BLAMES, generations=(0, 3)),
        parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),
        GATEWAY_PROBE_MAX_GENERATIONS="3",
    ),
    moved(
        "an origin rule, and the generations end in the middle of its confirmation",
        May(BAD, certain=False, generations=(0, 8)),
        parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),
        GATEWAY_PROBE_MAX_GENERATIONS="8",
    ),
    moved(
        "an origin rule, and the variant without headers is too slow to be known",
        May(BAD, certain=False, not_certain=FACTORS | MONEY),
        parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),
        Rule(Where("generate", origin=False), passed_on(delay_s=9)),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
    moved(
        "plain is served at once, the stream is not there when the time is up",
        May(("healthy", "degraded", "inconclusive", "failing"), certain=False, not_claimed=BLAMES),
        Rule(Where("generate", streamed=True), passed_on(delay_s=9)),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
)
