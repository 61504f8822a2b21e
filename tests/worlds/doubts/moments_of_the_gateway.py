"""The gateway in trouble, and refusals whose sender is not sure: 404, 405, 408, 424, 429, 5xx, 529."""

from tests.standin import Answer, Rule, Token, Where, error_body, html_page
from tests.standin.deciding import BYOK_WORDS
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

BLAMES_NOBODY = KEY_IS_BAD | MONEY | STORED_CREDENTIAL | FACTORS
MODEL = Where("generate", model=ASKED)


def _paid(name: str, may: May, *rules: Rule, **settings: str) -> World:
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def _each(name: str, answer: Answer, may: May) -> World:
    """Each generation of whatever model gets this answer."""
    return _paid(name, may, Rule(parts.GENERATE, answer))


def _asked(name: str, answer: Answer, may: May) -> World:
    """The asked model gets this answer, others are served."""
    return _paid(name, may, Rule(MODEL, answer))


WORLDS = (
    _each(
        "the platform ends each generation after its time",
        Answer(504, "An error occurred with your deployment", {"x-vercel-error": "FUNCTION_INVOCATION_TIMEOUT"}),
        May(BAD, certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _each(
        "the platform finds each generation too large",
        Answer(413, "Request Entity Too Large", {"x-vercel-error": "FUNCTION_PAYLOAD_TOO_LARGE"}),
        May(BAD, certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _each(
        "each generation gets 503", parts.UNAVAILABLE, May(BAD, names=(("gateway-5xx",),), not_claimed=BLAMES_NOBODY)
    ),
    _asked(
        "the asked model gets 503 without an attempt, the control is served",
        parts.UNAVAILABLE,
        May(BAD, certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _each(
        "a 500 in the words of the tier's refusal",
        parts.refusal(500, "internal_server_error", BYOK_WORDS),
        May(BAD, certain=False, not_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    _each(
        "each generation gets 408 timeout_error",
        parts.refusal(408, "timeout_error", "Request timed out."),
        May(BAD, certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _asked(
        "529 overloaded_error for the asked model alone, without an attempt",
        parts.refusal(529, "overloaded_error", "Overloaded"),
        May(BAD, names=(("provider-overloaded-or-slow", "gateway-5xx"),), not_claimed=BLAMES_NOBODY),
    ),
    _each(
        "429 without words of a tier and without an attempt, on a team that has paid",
        Answer(429, error_body("Rate limit exceeded", "rate_limit_exceeded"), {"retry-after": "30"}),
        May(BAD, certain=False, not_certain=frozenset({"free-tier-rate-limit"}), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "429 without words of a tier, on a team that has not paid",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(parts.FREE, Rule(MODEL, parts.THROTTLED)),
        May(BAD, names=(("free-tier-rate-limit",), ("provider-rate-limit",)), certain=False),
    ),
    _paid(
        "503 for what a deployment says of itself, served without",
        May(NOT_HEALTHY, certain=False, not_certain=FACTORS),
        Rule(Where("generate", origin=True), parts.UNAVAILABLE),
    ),
    _paid(
        "every second generation gets 503",
        May(NOT_HEALTHY, certain=False, not_claimed=BLAMES_NOBODY),
        Rule(Where("generate", node=(2, 0)), parts.UNAVAILABLE),
    ),
    _each(
        "405 without a word for each generation", Answer(405, None), May(BAD, certain=False, not_claimed=BLAMES_NOBODY)
    ),
    _each(
        "404 not_found for each generation, the list is told",
        Answer(404, error_body("Not found", "not_found")),
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES_NOBODY),
    ),
    _asked(
        "model_not_found for a model that the list has",
        parts.unknown_model(ASKED),
        May(BAD, names=(("model-unknown-or-retired",),), certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _asked(
        "410 for a model that was withdrawn, and the list still has it",
        parts.refusal(410, "model_deprecated", "This model has been retired."),
        May(BAD, not_claimed=BLAMES_NOBODY, certain=False),
    ),
    _asked(
        "the model is not available in the region, says the gateway",
        parts.refusal(403, "model_unavailable_in_region", "Model is not available in this region."),
        May(BAD, certain=False, not_claimed=BLAMES_NOBODY),
    ),
    _each(
        "402 of a kind that nobody knows, beside ninety-five dollars",
        parts.refusal(402, "billing_review_pending", "Your billing is under review."),
        May(BAD, certain=False, not_certain=MONEY, not_claimed=KEY_IS_BAD | FACTORS),
    ),
    _each(
        "the tier's refusal out of a cache that is not the gateway's",
        Answer(403, parts.BYOK_REFUSAL.body, {"server": "nginx", "x-cache": "HIT", "age": "86400"}, by_gateway=False),
        May(BAD, certain=False, not_certain=MONEY),
    ),
    _each(
        "each request to write is refused by a page, each to read is answered",
        Answer(403, html_page("Access denied", "Blocked by policy"), {"server": "cloudflare"}, by_gateway=False),
        May(
            BAD,
            names=(("proxy-or-egress-filter", "firewall-blocks-gateway", "not-the-gateway"),),
            not_claimed=BLAMES_NOBODY,
        ),
    ),
    World(
        "generations are 401 with a page that asks for a password",
        on_laptop(KEY),
        parts.by_key_alone(
            parts.PAID,
            Rule(
                parts.GENERATE,
                Answer(
                    401,
                    html_page("401 Authorization Required"),
                    {"server": "nginx", "www-authenticate": 'Basic realm="staging"'},
                    by_gateway=False,
                ),
            ),
        ),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS),
    ),
    _paid(
        "balances are numbers, all is served",
        May(("healthy", "degraded"), not_claimed=BLAMES_NOBODY),
        Rule(parts.CREDITS, Answer(200, {"balance": 95.5, "total_used": 4.5}), first=1),
    ),
    _paid(
        "nothing is left of the balance, and all is served: an invoice, or a top-up",
        May(("healthy", "degraded"), not_claimed=BLAMES_NOBODY),
        Rule(Where("credits", ("key", "token")), Answer(200, {"balance": "-0.12", "total_used": "40.12"})),
    ),
    _paid(
        "the list of models is down, all is served",
        May(("healthy", "degraded"), not_claimed=BLAMES_NOBODY),
        Rule(Where(("models", "endpoints")), parts.UNAVAILABLE),
    ),
)
