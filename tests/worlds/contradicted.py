"""Worlds of a well-known refusal beside a fact that speaks against it: another request served, an attempt, a sum, a mark."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
NO_CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
NO_KEY = parts.refusal(401, "authentication_error", "Authentication failed. Create an API key.")
BUDGET = "quota_for_entity_exceeded"
SPENT = parts.refusal(402, BUDGET, 'Quota limit exceeded for "team". Current spend: $20.00, limit: $20.00.')
BYOK = "byok_requires_paid_credits"
BYOK_WORDS = "Bring Your Own Key (BYOK) is available only with paid credits."
BLAMELESS = KEY_IS_BAD | FACTORS | OTHER_TEAM
ONLY_ASKED = Where("generate", model=ASKED)


def beside(name: str, not_certain: set[str], *rules: Rule, status: tuple[str, ...] = BAD, **more: Any) -> World:
    """A paid team with money; generations follow the rules, and this may not be certain."""
    place = replace(HERE, experiments=more.pop("experiments", "auto"))
    not_claimed = more.pop("not_claimed", BLAMELESS)
    may = May(status, not_certain=frozenset(not_certain), not_claimed=not_claimed, **more)
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def _after_an_attempt(answer: Answer) -> Answer:
    """The same words, and the routing tells that a provider was asked."""
    told = parts.routed("openai", "system", statusCode=answer.status)
    return replace(answer, body={**answer.body, "providerMetadata": {"gateway": told}})


def _of_attempts() -> Iterator[World]:
    for name, answer, codes in (
        ("no card", NO_CARD, {"no-card-on-file"}),
        ("access denied to the team", parts.ACCESS_DENIED, {"team-blocked"}),
        ("no funds", parts.NO_FUNDS, {"byok-blocked-at-zero-balance", "free-credit-used-up"}),
        ("BYOK for paid teams", parts.BYOK_REFUSAL, {"byok-needs-paid-tier"}),
        ("authentication failed", NO_KEY, {"key-invalid-revoked-or-expired", "bad-key-shadows-oidc"}),
    ):
        yield beside(
            f"{name}, and a provider had been asked before",
            codes,
            Rule(parts.GENERATE, _after_an_attempt(answer)),
            not_claimed=FACTORS | OTHER_TEAM,
        )


def _of_another_model() -> Iterator[World]:
    """A refusal of a whole team, and the same key is served another model."""
    for name, answer, codes in (
        ("no card", NO_CARD, {"no-card-on-file"}),
        ("access denied to the team", parts.ACCESS_DENIED, {"team-blocked"}),
        ("no funds", parts.NO_FUNDS, {"byok-blocked-at-zero-balance", "free-credit-used-up"}),
        ("authentication failed", NO_KEY, {"key-invalid-revoked-or-expired", "bad-key-shadows-oidc"}),
        ("a budget that is used up", SPENT, {"budget-reached"}),
    ):
        # Where the words are plain, only a run that was told to ask everything asks another model.
        yield beside(
            f"{name} for one model, and every other is served", codes, Rule(ONLY_ASKED, answer), experiments="all"
        )


def _of_sums() -> Iterator[World]:
    empty = Team("team_FAKEempty", balance="0.00", used="40.00")
    yield World(
        "no funds and none there, but the control model is served",
        on_vercel(KEY, Token(empty), experiments="all"),
        parts.one_team(
            replace(empty, balance="12.00"),
            Rule(Where("credits", ("key", "token")), _sum("0.00")),
            Rule(ONLY_ASKED, parts.NO_FUNDS),
        ),
        May(BAD, not_certain=frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"}), not_claimed=BLAMELESS),
    )
    yield World(
        "no funds by the key, whose credits say nothing, and the token of its team has forty dollars",
        HERE,
        parts.one_team(
            Team(balance="40.00"),
            Rule(Where("credits", credential="key"), parts.UNAVAILABLE),
            Rule(Where("generate", credential="key"), parts.NO_FUNDS),
        ),
        May(
            BAD, not_certain=frozenset({"free-credit-used-up"}), not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin"}
        ),
    )
    yield beside(
        "the budget's words, and the token of its team is served",
        set(),
        Rule(Where("generate", credential="key"), SPENT),
        status=("failing",),
        names=(("budget-reached",),),
        not_claimed=KEY_IS_BAD | OTHER_TEAM | {"refusal-depends-on-origin"},
    )
    yield beside(
        "the budget's words to one way of answering alone",
        {"budget-reached"},
        Rule(Where("generate", streamed=False), SPENT),
        status=NOT_HEALTHY,
        not_claimed=KEY_IS_BAD | OTHER_TEAM,
    )


def _sum(balance: str) -> Answer:
    return Answer(200, {"balance": balance, "total_used": "40.00"})


def _of_lists() -> Iterator[World]:
    kind = Answer(
        400,
        error_body(
            f"Model '{ASKED}' is not a language model", "invalid_request_error", {"name": "ModelTypeMismatchError"}
        ),
    )
    yield beside(
        "another model than the asked one is said to be unknown",
        {"model-unknown-or-retired"},
        Rule(ONLY_ASKED, parts.unknown_model("zai/glm-5")),
        not_claimed=BLAMES,
    )
    yield beside(
        "the model is of the wrong kind, says the refusal, and a language model, says the list",
        {"model-of-wrong-kind"},
        Rule(ONLY_ASKED, kind),
        not_claimed=BLAMES,
    )
    yield beside(
        "a model of the wrong kind by one protocol's door, which another serves",
        {"model-of-wrong-kind"},
        Rule(Where("generate", model=ASKED, protocol="ai-sdk"), kind),
        not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
    )


def _of_lookups() -> Iterator[World]:
    yield beside(
        "the key is unknown, say the credits, and generations are served by it",
        set(KEY_IS_BAD),
        Rule(Where("credits", credential="key"), NO_KEY),
        status=("healthy", *NOT_HEALTHY),
        not_claimed=MONEY | FACTORS | OTHER_TEAM,
    )
    yield World(
        "the token is refused by generations, and its credits are shown",
        on_vercel(None, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, NO_KEY)),
        May(BAD, not_certain=OIDC, not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    )
    yield beside(
        "blocked, say the credits, and every generation is served",
        {"team-blocked"},
        Rule(parts.CREDITS, parts.ACCESS_DENIED),
        status=("healthy", "degraded"),
        not_claimed=BLAMES,
    )


def _of_words() -> Iterator[World]:
    """The type or the status is another than the documented one."""
    for name, answer in (
        ("in capitals", parts.refusal(403, BYOK.upper(), BYOK_WORDS)),
        ("with another ending", parts.refusal(403, f"{BYOK}_v2", BYOK_WORDS)),
        ("in the place of a code", Answer(403, {"error": {"message": BYOK_WORDS, "code": BYOK}})),
        ("beside a list of details", Answer(403, {"error": [{"message": BYOK_WORDS, "type": BYOK}]})),
        ("with 500", parts.refusal(500, BYOK, BYOK_WORDS)),
        ("with 200", Answer(200, error_body(BYOK_WORDS, BYOK))),
    ):
        yield beside(f"the seed's type {name}, on a paid team", {"byok-needs-paid-tier"}, Rule(ONLY_ASKED, answer))
    for status in (400, 403, 429):
        yield beside(
            f"insufficient_funds with {status}, beside ninety dollars",
            {"byok-blocked-at-zero-balance", "free-credit-used-up"},
            Rule(parts.GENERATE, parts.refusal(status, "insufficient_funds", "Insufficient funds.")),
            not_claimed=BLAMELESS | {"free-tier-rate-limit"},
        )
    yield beside(
        "authentication_error with 403, and credits know the key",
        set(KEY_IS_BAD),
        Rule(parts.GENERATE, parts.refusal(403, "authentication_error", "Authentication failed.")),
        not_claimed=MONEY | FACTORS | OTHER_TEAM,
    )


def _of_marks() -> Iterator[World]:
    """In the gateway's words, by a server that is not behind Vercel's edge; every other answer is."""
    for name, answer, codes in (
        ("no card", NO_CARD, {"no-card-on-file"}),
        ("no funds", parts.NO_FUNDS, {"byok-blocked-at-zero-balance", "free-credit-used-up"}),
        ("a budget that is used up", SPENT, {"budget-reached"}),
        ("BYOK for paid teams", parts.BYOK_REFUSAL, {"byok-needs-paid-tier"}),
    ):
        yield beside(
            f"{name}, in the gateway's words by a server of somebody's own",
            codes,
            Rule(parts.GENERATE, replace(answer, headers={"server": "nginx/1.27"}, by_gateway=False)),
        )


def _of_tiers() -> Iterator[World]:
    free = replace(parts.FREE, balance="240.00")
    yield World(
        "two hundred dollars on a team that is refused as of the free tier",
        on_vercel(KEY, Token(free), model=TIER),
        parts.one_team(free),
        May(
            ("failing",),
            names=(("free-tier-model-restricted",), ("purchase-not-effective-yet",)),
            not_certain=frozenset({"positive-balance-is-free-credit"}),
            not_claimed=BLAMELESS,
        ),
    )
    yield beside(
        "the free tier's limit by the key, and its team's token has none",
        {"free-tier-rate-limit"},
        Rule(
            Where("generate", credential="key", model=(ASKED, CONTROL)),
            parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."),
        ),
        not_claimed=KEY_IS_BAD,
    )


WORLDS: tuple[World, ...] = (
    *_of_attempts(),
    *_of_another_model(),
    *_of_sums(),
    *_of_lists(),
    *_of_lookups(),
    *_of_words(),
    *_of_marks(),
    *_of_tiers(),
)
