"""Answers that contradict themselves or what stands beside them: a type with another's words, a status with another's type."""

from collections.abc import Iterator

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PRODUCTION = on_vercel(KEY, Token(parts.PAID))
BYOK = "Bring Your Own Key (BYOK) is available only with paid credits."
FUNDS = "Insufficient funds. Please add credits to your account to continue using AI services."
CARD = "AI Gateway requires a valid credit card on file to service requests."
FREE = "Free tier requests on this model are rate-limited. Upgrade to paid credits."
MODELS = "Free tier users do not have access to this model. Upgrade to paid credits."
ATTEMPT = parts.routed("openai", "system", statusCode=500, error="Internal error")


def _of_unknown_types() -> Iterator[World]:
    for kind in ("plan_limit", "billing_error", None):
        for words, code in (
            (BYOK, "byok-needs-paid-tier"),
            (FUNDS, "byok-blocked-at-zero-balance"),
            (CARD, "no-card-on-file"),
        ):
            yield World(
                f"403 of the type {kind}, in the words: {words[:24]}",
                PRODUCTION,
                parts.one_team(parts.PAID, Rule(Where("generate"), parts.refusal(403, kind or "", words))),
                May(BAD, not_certain=BLAMES, not_claimed=(BLAMES - {code})),
            )
    for status, kind in ((500, "byok_requires_paid_credits"), (503, "insufficient_funds"), (200, "access_denied")):
        yield World(
            f"{status} of the type {kind}",
            PRODUCTION,
            parts.one_team(parts.PAID, Rule(Where("generate"), parts.refusal(status, kind))),
            May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        )


def _of_contradictions() -> Iterator[World]:
    for name, answer, never in (
        (
            "insufficient_funds in the words of BYOK",
            parts.refusal(402, "insufficient_funds", BYOK),
            "byok-blocked-at-zero-balance",
        ),
        (
            "insufficient_funds beside ninety-five dollars",
            parts.refusal(402, "insufficient_funds", FUNDS),
            "byok-blocked-at-zero-balance",
        ),
        (
            "a limit of the free tier beside ninety-five dollars",
            parts.refusal(429, "rate_limit_exceeded", FREE),
            "free-tier-rate-limit",
        ),
        (
            "BYOK refused after an attempt was made",
            Answer(403, error_body(BYOK, "byok_requires_paid_credits", None, ATTEMPT)),
            "byok-needs-paid-tier",
        ),
        (
            "no card after an attempt was made",
            Answer(403, error_body(CARD, "customer_verification_required", None, ATTEMPT)),
            "no-card-on-file",
        ),
        (
            "a model for paid teams, of a team whose other paid models are served",
            Answer(403, error_body(MODELS, "no_providers_available", {"name": "RestrictedModelsError"})),
            "free-tier-model-restricted",
        ),
    ):
        asked = Where("generate", model="openai/gpt-5.4-mini")
        yield World(
            name,
            PRODUCTION,
            parts.one_team(parts.PAID, Rule(asked, answer)),
            May(BAD, not_certain=frozenset({never}), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )
    refused = Answer(401, error_body("Authentication failed.", "authentication_error"))
    yield World(
        "401 to generations alone, and the same key reads its credits",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("generate"), refused)),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM | FACTORS),
    )
    yield World(
        "401 to credits alone, and the same key is served",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(Where("credits", "key"), refused)),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )
    yield World(
        "401 under the status 403, to all that carries the key",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID, Rule(Where(credential=("key", "made-up")), parts.refusal(403, "authentication_error"))
        ),
        May(
            BAD,
            names=(("key-invalid-revoked-or-expired", "control-key-accepted", "refusal-of-unknown-kind"),),
            not_claimed=MONEY,
        ),
    )
    yield World(
        "401 to the key's first request, and never again",
        PRODUCTION,
        parts.one_team(parts.PAID, Rule(Where(credential="key"), refused, last=1)),
        May((*NOT_HEALTHY, "healthy"), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS),
    )
    yield World(
        "the seed's refusal by the key, no funds by the token",
        PRODUCTION,
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (Token(Team("team_FAKEempty", "paid", "0.00", "40.00")),)),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD | FACTORS),
    )


WORLDS = (*_of_unknown_types(), *_of_contradictions())
