"""A type that says one thing, and words, a status or a look-up that say another: what may not be taken as proved."""

from tests.standin import Answer, Rule, Team
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.strangers.asked import both, worded
from tests.worlds.world import World

NO_FACTOR = FACTORS | OTHER_TEAM
GATE = "Bring Your Own Key (BYOK) is available only with paid credits."
UNSURE = May(BAD, not_claimed=NO_FACTOR, certain=False)


def said(name: str, answer: Answer, may: May, team: Team = parts.PAID, client: str = "AI SDK 7") -> World:
    """Every generation gets it."""
    return both(team, may, name, Rule(parts.GENERATE, answer), client=client)


WORLDS = (
    said("the word for a bad key, and the status for a known one", worded(403, "authentication_error", "Forbidden"), May(BAD, not_claimed=NO_FACTOR, not_certain=KEY_IS_BAD)),
    said("the status for a bad key, and the word for a block", worded(401, "access_denied", "Forbidden."), May(BAD, not_claimed=NO_FACTOR, not_certain=KEY_IS_BAD | {"team-blocked"})),
    said("the status for a bad key, and the gate's words", worded(401, "byok_requires_paid_credits", GATE), May(BAD, not_claimed=NO_FACTOR, not_certain=KEY_IS_BAD | MONEY)),
    said("the AI SDK's word for what it does not know, and the gate's words, on a free team", worded(403, "internal_server_error", GATE), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD | {"gateway-5xx"}), team=parts.FREE_WITH_BYOK),
    said("no type, and the gate's words, on a free team", worded(403, None, GATE), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("a fault of the server with the gate's type", worded(500, "byok_requires_paid_credits", GATE), UNSURE),
    said("throttled by the status, and no funds by the type", worded(429, "insufficient_funds", "Insufficient funds."), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD, not_certain=MONEY)),
    said("no funds by status and type beside 95 dollars", worded(402, "insufficient_funds", "Insufficient funds."), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD, not_certain=MONEY)),
    said("no card by the type beside 95 dollars that were bought", worded(403, "customer_verification_required", "Add a card."), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD)),
    said("an unknown model by the type, and the public list names it", worded(404, "model_not_found", "Model 'openai/gpt-5.4-mini' not found", modelId="openai/gpt-5.4-mini"), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD, certain=None)),
    said("a model of another kind by the name, and the public list says that it is of the right kind", worded(400, "invalid_request_error", "Model is not a language model", name="ModelTypeMismatchError"), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD, not_certain=frozenset({"model-of-wrong-kind"}))),
    said("a limit of the free tier by its words on a team whose other models are served at once", worded(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD)),
    said("the gate's type in capitals", worded(403, "BYOK_REQUIRES_PAID_CREDITS", GATE), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("the gate's type with strokes for lines", worded(403, "byok-requires-paid-credits", GATE), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("the type stands under code", Answer(403, {"error": {"message": GATE, "code": "byok_requires_paid_credits"}}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("the error is a text", Answer(403, {"error": GATE}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("the error is a list", Answer(403, {"errors": [{"message": GATE}]}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK),
    said("the Messages door's own shape around the gate", Answer(403, {"type": "error", "error": {"type": "permission_error", "message": GATE}}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD), team=parts.FREE_WITH_BYOK, client="Anthropic's client"),
    said("the Messages door's own shape around a bad key, and its credits are shown", Answer(401, {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}), May(BAD, not_claimed=MONEY | {"key-of-other-team"}, not_certain=KEY_IS_BAD), client="Anthropic's client"),
    said("an empty object as a refusal", Answer(403, {}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD | MONEY, certain=None)),
    said("a number as a refusal", Answer(403, b"7", {"content-type": "application/json"}), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD | MONEY)),
    said("a refusal of plain text behind the edge", Answer(403, "Forbidden"), May(BAD, not_claimed=NO_FACTOR | KEY_IS_BAD | MONEY)),
)  # fmt: skip
