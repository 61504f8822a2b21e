"""Worlds of refusals whose status, type and words do not go together, or were never heard of."""

from tests.standin import Answer, Token
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

BYOK_WORDS = "Bring Your Own Key (BYOK) is available only with paid credits."
UNKNOWN = May(BAD, not_certain=BLAMES, not_claimed=BLAMES)
NOT_SURE = May(BAD, not_certain=BLAMES, not_claimed=FACTORS | OTHER_TEAM | KEY_IS_BAD | STORED_CREDENTIAL)


def every(name: str, answer: Answer, may: May = UNKNOWN, **settings: str) -> World:
    """Every generation gets it; look-ups are well, the team has paid."""
    return World(
        f"every generation gets {name}",
        on_vercel(KEY, Token(parts.PAID)).having(settings),
        parts.one_team(parts.PAID, parts.always(parts.GENERATE, answer)),
        may,
    )


TRIED_IN_VAIN = parts.tried("azure", "byok", 403, BYOK_WORDS, {"error": {"message": BYOK_WORDS, "type": "x"}})
TYPED = {**TRIED_IN_VAIN.body, "error": {**TRIED_IN_VAIN.body["error"], "type": "byok_requires_paid_credits"}}

WORLDS = (
    every("451 for legal reasons", parts.refusal(451, "unavailable_for_legal_reasons", "Not available here.")),
    every("409", parts.refusal(409, "conflict", "A request with this key is in flight.")),
    every(
        "422 with issues",
        Answer(
            422,
            {"error": {"message": "Unprocessable", "type": "unprocessable_entity", "param": [{"path": ["prompt"]}]}},
        ),
    ),
    every("410", parts.refusal(410, "gone", "This endpoint was removed.")),
    every("413 in the gateway's form", parts.refusal(413, "request_too_large", "Request body too large.")),
    every("426, a newer client is wanted", parts.refusal(426, "upgrade_required", "Upgrade your AI SDK.")),
    every("403 without a type", Answer(403, {"error": {"message": "Forbidden."}})),
    every("403 with a type of null", Answer(403, {"error": {"message": "Forbidden.", "type": None}})),
    every(
        "403 with a code in place of a type",
        Answer(403, {"error": {"message": "Forbidden.", "code": "access_denied"}}),
        NOT_SURE,
    ),
    every("access_denied while the credits are read", parts.ACCESS_DENIED, NOT_SURE),
    every("BYOK's refusal with 429", parts.refusal(429, "byok_requires_paid_credits", BYOK_WORDS), NOT_SURE),
    every("BYOK's refusal with 500", parts.refusal(500, "byok_requires_paid_credits", BYOK_WORDS), NOT_SURE),
    every("BYOK's words without its type", parts.refusal(403, "payment_required", BYOK_WORDS), NOT_SURE),
    every(
        "BYOK's refusal beside an attempt that was made",
        Answer(403, TYPED),
        May(BAD, certain=False, not_claimed=FACTORS | OTHER_TEAM | KEY_IS_BAD),
    ),
    every(
        "402 without funds in the provider's own words",
        parts.tried(
            "zai",
            "system",
            402,
            "Insufficient Balance",
            {"error": {"message": "Insufficient Balance", "type": "insufficient_funds"}},
        ),
        May(BAD, not_certain=BLAMES, not_claimed=BLAMES),
    ),
    every("401 that speaks of funds", parts.refusal(401, "insufficient_funds", "Insufficient funds."), NOT_SURE),
    every(
        "a region's refusal",
        parts.refusal(403, "model_unavailable_in_region", "This model is not available in your region."),
    ),
    every("200 with a refusal that is wrapped twice", Answer(200, {"data": parts.BYOK_REFUSAL.body}), NOT_SURE),
    every(
        "the refusal of zero data retention on this plan",
        parts.refusal(403, "zero_data_retention_not_available", "Zero data retention requires a Pro plan."),
        May(BAD, not_certain=BLAMES, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM | STORED_CREDENTIAL),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
)
