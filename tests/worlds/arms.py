"""Worlds in which the arms of a flip do not hold: one of them disagrees with itself, or is answered by somebody else."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, Place, World, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
WITH = Where("generate", model=ASKED, origin=True)
WITHOUT = Where("generate", model=ASKED, origin=False)
THIS = Where("generate", "key", model=ASKED, origin=True, streamed=False)
"""The app's own request alone: the same as a stream, or by the token, is another one."""
BY_KEY = Where("generate", "key", model=ASKED)
BY_TOKEN = Where("generate", "token", model=ASKED)
TAGGED = Where("generate", model=ASKED, option="tags")
TAGS = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"])}
UNKNOWN = parts.refusal(403, "not_entitled", "Not entitled.")
CARD = parts.refusal(403, "customer_verification_required", "A valid card is wanted.")
UNBLAMED = May(NOT_HEALTHY, certain=False, not_certain=BLAMES, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM)
UNSURE = May(NOT_HEALTHY, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM)


def moved(name: str, may: May, *rules: Rule, place: Place = BOTH) -> World:
    """A paid team whose every request would be served, but for the rules."""
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def _in_turn(where: Where, answer: Answer, *turns: int) -> tuple[Rule, ...]:
    """These of the requests that fit, counted from 1: a rule does not count what one before it has answered."""
    return tuple(Rule(where, answer, first=turn - at, last=turn - at) for at, turn in enumerate(turns))


def _one_of_the_variants() -> Iterator[World]:
    """Refused with the headers each time; without them served, but for one request of the confirmation."""
    for turn in (2, 3, 4):
        yield moved(
            f"refused with a deployment's headers, and request {turn} without them is refused too",
            UNBLAMED,
            Rule(WITH, parts.BYOK_REFUSAL),
            *_in_turn(WITHOUT, parts.BYOK_REFUSAL, turn),
        )
        yield moved(
            f"refused with a deployment's headers, but request {turn} of the app's own is served",
            UNBLAMED,
            Rule(THIS, parts.BYOK_REFUSAL, last=turn - 1),
            Rule(THIS, parts.BYOK_REFUSAL, first=2),
            Rule(replace(WITH, streamed=True), parts.BYOK_REFUSAL),
            Rule(replace(WITH, credential="token"), parts.BYOK_REFUSAL),
        )
        yield moved(
            f"refused without what the token has, and request {turn} by token is refused too",
            UNBLAMED,
            Rule(BY_KEY, parts.BYOK_REFUSAL),
            *_in_turn(BY_TOKEN, parts.BYOK_REFUSAL, turn),
        )
    for name, answer in (
        ("throttled", parts.THROTTLED),
        ("another refusal", CARD),
        ("a portal's page", parts.FOREIGN_PAGE),
        ("silence", parts.SILENCE),
    ):
        yield moved(
            f"refused with a deployment's headers, and the third request without them is {name}",
            UNSURE,
            Rule(WITH, parts.BYOK_REFUSAL),
            *_in_turn(WITHOUT, answer, 3),
        )
        yield moved(
            f"refused with a deployment's headers, and the fourth request with them is {name}",
            UNSURE,
            *_in_turn(WITH, answer, 4),
            Rule(WITH, parts.BYOK_REFUSAL),
        )


WORLDS: tuple[World, ...] = (
    *_one_of_the_variants(),
    moved(
        "refused with a deployment's headers, without them every second is refused",
        UNBLAMED,
        Rule(WITH, UNKNOWN),
        *_in_turn(WITHOUT, UNKNOWN, 2, 4, 6, 8),
    ),
    moved(
        "throttled with a deployment's headers each time, served without",
        May(NOT_HEALTHY, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Rule(WITH, parts.THROTTLED),
    ),
    moved(
        "down with a deployment's headers each time, served without",
        May(NOT_HEALTHY, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY),
        Rule(WITH, parts.UNAVAILABLE),
    ),
    moved(
        "the block of a team is told with a deployment's headers alone",
        May(
            NOT_HEALTHY,
            names=(("refusal-depends-on-origin",),),
            not_certain=frozenset({"team-blocked", "card-not-accepted"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        Rule(Where("generate", origin=True), parts.ACCESS_DENIED),
    ),
    moved(
        "no funds is told with a deployment's headers alone, 95 dollars stand",
        May(
            NOT_HEALTHY,
            names=(("refusal-depends-on-origin",),),
            not_certain=frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
        Rule(Where("generate", origin=True), parts.NO_FUNDS),
    ),
    moved(
        "the model is unknown with a deployment's headers alone",
        May(
            NOT_HEALTHY,
            names=(("refusal-depends-on-origin",),),
            not_certain=frozenset({"model-unknown-or-retired"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY,
        ),
        Rule(WITH, parts.refusal(404, "model_not_found", f"Model '{ASKED}' not found")),
    ),
    moved(
        "only streams are refused with a deployment's headers",
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY),
        Rule(Where("generate", model=ASKED, origin=True, streamed=True), UNKNOWN),
    ),
    moved(
        "requests with ai-o11y-deployment-id are refused with a word nobody knows",
        May(NOT_HEALTHY, names=(("refusal-depends-on-origin",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | MONEY),
        Rule(Where("generate", model=ASKED, header="ai-o11y-deployment-id"), UNKNOWN),
    ),
    moved(
        "the environment and the project together are refused, either alone is served",
        May(NOT_HEALTHY, names=(("refusal-depends-on-origin",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Rule(
            WITH,
            lambda request, ordinary: (
                parts.BYOK_REFUSAL
                if {"ai-o11y-environment", "ai-o11y-project-id"} <= set(request.headers)
                else ordinary
            ),
        ),
    ),
    moved(
        "tags are refused three times of four",
        UNSURE,
        *_in_turn(TAGGED, UNKNOWN, 1, 2, 3, 5, 6, 7, 9, 10, 11),
        place=BOTH.having(TAGS),
    ),
    moved(
        "tags are refused each time, and one request without them as well",
        UNSURE,
        Rule(TAGGED, UNKNOWN),
        *_in_turn(Where("generate", model=ASKED, without="tags"), UNKNOWN, 2),
        place=BOTH.having(TAGS),
    ),
    moved(
        "the first stream is refused inside its 200, later ones are whole",
        May(NOT_HEALTHY, certain=False, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM),
        Rule(parts.STREAM_DENIED.where, parts.STREAM_DENIED.answer, last=1),
    ),
    moved(
        "the first plain answer is empty, later ones are whole",
        # That this answer was empty is seen, and no more than that is said.
        May(NOT_HEALTHY, not_claimed=BLAMES),
        Rule(Where("generate", model=ASKED, streamed=False), parts.emptied, last=1),
    ),
    moved(
        "the plain answer says no funds once, the stream never",
        May(NOT_HEALTHY, certain=False, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        *_in_turn(Where("generate", model=ASKED, streamed=False), parts.NO_FUNDS, 1),
    ),
    moved(
        "the key is throttled each time, the token is served",
        May(BAD, certain=False, not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Rule(Where("generate", "key"), parts.THROTTLED),
    ),
    moved(
        "the key is unknown to every second request, credits included",
        May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=MONEY | OTHER_TEAM),
        *_in_turn(
            Where(("generate", "credits"), "key"), parts.refusal(401, "authentication_error"), 1, 3, 5, 7, 9, 11, 13
        ),
    ),
    World(
        "the tier's refusal holds, and its oracle is once refused and once served",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                Where("generate", model=TIER),
                parts.refusal(403, "no_providers_available", "Free tier users do not have access to this model."),
                last=1,
            ),
            Rule(Where("generate", model=TIER), parts.THROTTLED),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "every model is refused for the tier but the control, every second time",
        on_vercel(KEY, Token(Team(stored=parts.AZURE))),
        parts.one_team(
            parts.PAID,
            *_in_turn(Where("generate", model=(ASKED, TIER)), parts.BYOK_REFUSAL, 1, 3, 5, 7, 9, 11, 13),
            Rule(Where("generate", model=CONTROL), parts.THROTTLED),
        ),
        May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
)
