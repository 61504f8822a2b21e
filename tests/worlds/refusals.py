"""Worlds of refusals that nobody knows: new types, no type, words of somebody else."""

from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
UNKNOWN = May(BAD, certain=False, not_claimed=BLAMES | {"gateway-5xx", "routing-rule-denied", "provider-rate-limit"})

FORMLESS = replace(UNKNOWN, certain=None)
"""What the answer is like may be said for sure; whom to blame may not."""


def refused(name: str, answer: Answer, may: May = UNKNOWN) -> World:
    """Every generation gets this; all else is well."""
    return World(name, PLACE, parts.one_team(parts.PAID, parts.always(parts.GENERATE, answer)), may)


WORLDS = (
    refused("403 with a type that nobody has seen", parts.refusal(403, "guardrail_blocked", "Blocked by a guardrail.")),
    refused("403 whose type is null", Answer(403, error_body("Forbidden", None))),
    refused("403 whose type is a number", Answer(403, {"error": {"message": 403, "type": 403, "param": 7}})),
    refused("403 whose error is a word", Answer(403, {"error": "Forbidden"})),
    refused("403 with an empty body", Answer(403), FORMLESS),
    refused("403 with a list", Answer(403, [1, 2]), FORMLESS),
    refused("403 whose body is null", Answer(403, b"null", {"content-type": "application/json"}), FORMLESS),
    refused("451", parts.refusal(451, "legal_hold", "Unavailable for legal reasons.")),
    refused("409 conflict", parts.refusal(409, "conflict", "Conflict")),
    refused("410 of a retired protocol", parts.refusal(410, "gone", "This protocol version is no longer supported.")),
    refused("426 upgrade required", parts.refusal(426, "upgrade_required", "Please upgrade your client.")),
    refused("422", parts.refusal(422, "validation_error", "Unprocessable")),
    refused(
        "model_unavailable_in_region",
        parts.refusal(403, "model_unavailable_in_region", "Not available in this region."),
        FORMLESS,
    ),
    refused(
        "400 with a list of what was wrong in the body",
        Answer(
            400, error_body("Invalid input", "invalid_request_error", [{"code": "invalid_type", "path": ["prompt"]}])
        ),
        May(BAD, certain=False, not_claimed=BLAMES | {"model-of-wrong-kind", "only-filter-matches-nothing"}),
    ),
    refused(
        "forbidden without the id of a rule",
        parts.refusal(403, "forbidden", "Forbidden"),
        May(BAD, certain=False, not_claimed=BLAMES),
    ),
    refused(
        "403 access_denied on generations alone, credits are 200",
        parts.ACCESS_DENIED,
        May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    refused(
        "401 on generations alone, credits know the key",
        parts.refusal(401, "authentication_error", "Unauthorized"),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    refused(
        "404 for a model that is listed",
        parts.refusal(404, "not_found", "Not found"),
        May(BAD, certain=False, not_claimed=BLAMES),
    ),
    refused(
        "429 without a word about who limits",
        parts.THROTTLED,
        May(
            BAD,
            not_certain=frozenset({"free-tier-rate-limit", "provider-rate-limit"}),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    ),
    refused(
        "429 with words about the free tier on a team that is paid",
        parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited."),
        May(BAD, not_claimed=KEY_IS_BAD | FACTORS),
    ),
    refused(
        "408 by the gateway", parts.refusal(408, "timeout_error", "Request timed out."), May(BAD, not_claimed=BLAMES)
    ),
    refused(
        "529 overloaded_error without an attempt",
        parts.refusal(529, "overloaded_error", "Overloaded"),
        May(BAD, names=(("provider-overloaded-or-slow", "gateway-5xx", "inconclusive"),), not_claimed=BLAMES),
    ),
    refused(
        "402 insufficient_funds whose words are a provider's",
        Answer(
            402,
            error_body(
                "Insufficient Balance",
                "AI_APICallError",
                {
                    "error": {"error": {"message": "Insufficient Balance", "type": "insufficient_funds"}},
                    "statusCode": 402,
                    "name": "AI_APICallError",
                    "url": "https://zai.example.com/v4",
                },
            ),
        ),
        May(BAD, not_claimed=KEY_IS_BAD | FACTORS | {"byok-blocked-at-zero-balance", "free-credit-used-up"}),
    ),
    refused(
        "an error in another language",
        parts.refusal(403, "zugriff_verweigert", "Zugriff verweigert — bitte wenden Sie sich an den Support."),
    ),
    refused(
        "the refusal repeats the words of the seed under another type",
        parts.refusal(403, "policy_violation", "Bring Your Own Key (BYOK) is available only with paid credits."),
        May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "no_providers_available with a name that nobody has seen, the control model is served",
        PLACE,
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", model="openai/gpt-5.4-mini"),
                Answer(
                    403, error_body("No providers available.", "no_providers_available", {"name": "SomethingNewError"})
                ),
            ),
        ),
        May(
            BAD,
            names=(("team-filter-leaves-no-provider", "provider-or-model-allowlist"),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a team setting about health data leaves no provider",
        on_vercel(KEY, Token(Team(filter_name="HipaaComplianceError"))),
        parts.one_team(Team(filter_name="HipaaComplianceError")),
        May(
            BAD,
            names=(("team-filter-leaves-no-provider", "provider-or-model-allowlist"),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
)
