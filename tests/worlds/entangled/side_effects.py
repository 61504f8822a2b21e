"""Worlds that refuse by something which changes beside what an experiment changes: size, count, form, connection, the probe's own."""

from collections.abc import Callable
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where, html_page
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
BY_TOKEN = on_vercel(None, Token(parts.PAID))
LARGE = {
    "GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(
        order=["azure", "openai"],
        tags=["team-shop-checkout", "release-2026-11"],
        user="customer-" + "x" * 40,
        sort="cost",
    )
}
REFUSED = parts.refusal(403, "not_today", "Not today.")
NOT_ONES_OWN = MONEY | KEY_IS_BAD | OTHER_TEAM


def when(test: Callable[[Request], bool], answer: Answer) -> Rule:
    """Generations of which this is so get the answer."""
    return Rule(parts.GENERATE, lambda request, ordinary: answer if test(request) else ordinary)


def of_headers(request: Request) -> int:
    """How many bytes of header lines came."""
    return sum(len(name) + len(value) + 4 for name, value in request.headers.items())


def told(request: Request) -> int:
    """How many headers tell of a deployment."""
    return sum(name.startswith("ai-o11y-") for name in request.headers)


def world(name: str, may: May, *rules: Rule, place: Place = BOTH) -> World:
    """A team that has paid."""
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def shortened(request: Request, _ordinary: Answer) -> Answer:
    """The model's id loses its creator on the way."""
    name = request.model.partition("/")[2]
    return parts.unknown_model(name)


def limit_of_tokens(status: int, words: str, kind: str, **param: object) -> Rule:
    """Fewer tokens than so many are not allowed, and it is the probe alone that asks for so few."""
    answer = Answer(status, {"error": {"message": words, "type": kind, "param": param or "max_output_tokens"}})
    return Rule(parts.GENERATE, answer)


OF_THE_PROBE = May(BAD, certain=False, not_claimed=NOT_ONES_OWN | FACTORS)
"""The app asks for more: what is refused is the probe's own wish."""

WORLDS = (
    world(
        "three headers that tell of a deployment are one too many, whichever they are",
        May(BAD, names=(("refusal-depends-on-origin",),), not_claimed=NOT_ONES_OWN, never_said=("alone is enough",)),
        when(lambda request: told(request) >= 3, REFUSED),
    ),
    world(
        "two headers that tell of a deployment are one too many, whichever they are",
        May(BAD, names=(("refusal-depends-on-origin",),), not_claimed=NOT_ONES_OWN, never_said=("alone is enough",)),
        when(lambda request: told(request) >= 2, REFUSED),
    ),
    world(
        "all five headers that tell of a deployment are too much",
        May(BAD, names=(("refusal-depends-on-origin",),), not_claimed=NOT_ONES_OWN, never_said=("alone is enough",)),
        when(lambda request: told(request) == 5, REFUSED),
    ),
    world(
        "a token and the headers of a deployment are too many bytes together, in the gateway's form",
        May(BAD, not_certain=OIDC | {"deployment-token-refused"}, not_claimed=NOT_ONES_OWN),
        when(lambda request: of_headers(request) > 900, REFUSED),
        place=BY_TOKEN,
    ),
    world(
        "a token makes the head too large, and nothing else of the request does",
        May(BAD, not_certain=OIDC | {"deployment-token-refused"} | FACTORS, not_claimed=MONEY | OTHER_TEAM),
        when(lambda request: len(request.bearer) > 200, Answer(431, html_page("Request Header Fields Too Large"))),
        place=BY_TOKEN,
    ),
    world(
        "a body with so many bytes of options is refused, whichever they are",
        May(BAD, names=(("options-refused",),), not_claimed=NOT_ONES_OWN, never_said=("alone is enough",)),
        when(lambda request: len(str(request.gateway_options)) > 120, REFUSED),
        place=BOTH.having(LARGE),
    ),
    world(
        "two of the options do not go together, either alone is served",
        May(BAD, names=(("options-refused",),), not_claimed=NOT_ONES_OWN, never_said=("alone is enough",)),
        when(lambda request: {"order", "sort"} <= set(request.gateway_options), REFUSED),
        place=BOTH.having(LARGE),
    ),
    world(
        "fewer than 32 tokens are not taken, in the gateway's words",
        OF_THE_PROBE,
        limit_of_tokens(400, "maxOutputTokens must be at least 32", "invalid_request_error"),
    ),
    world(
        "fewer than 32 tokens are not taken, as a list of what is wrong",
        OF_THE_PROBE,
        Rule(
            parts.GENERATE,
            Answer(
                400,
                {
                    "error": {
                        "message": "Invalid input",
                        "type": "invalid_request_error",
                        "param": [
                            {"code": "too_small", "minimum": 32, "path": ["maxOutputTokens"], "message": "Too small"}
                        ],
                    }
                },
            ),
        ),
    ),
    world(
        "fewer than 32 tokens are not taken by the provider",
        OF_THE_PROBE,
        Rule(
            parts.GENERATE,
            parts.tried(
                "openai",
                "system",
                400,
                "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 32, but got 16 instead.",
                {"error": {"code": "integer_below_min_value", "param": "max_output_tokens"}},
            ),
        ),
    ),
    world(
        "fewer than 32 tokens are not taken, at the door of chat completions",
        OF_THE_PROBE,
        limit_of_tokens(400, "max_tokens must be at least 32", "invalid_request_error"),
        place=on_laptop(KEY, GATEWAY_PROBE_CLIENT="openai"),
    ),
    world(
        "a box drops headers that it does not know, so the model's id never arrives: not found",
        May(
            BAD,
            not_certain=frozenset(
                {"model-unknown-or-retired", "request-refused-as-invalid", "model-id-without-creator"}
            ),
            not_claimed=NOT_ONES_OWN | {"model-unknown-or-retired"},
        ),
        Rule(Where("generate", protocol="ai-sdk"), parts.refusal(404, "model_not_found", "Model '' not found")),
    ),
    world(
        "a box drops headers that it does not know, so the model's id never arrives: invalid",
        May(
            BAD,
            not_certain=frozenset({"model-unknown-or-retired", "request-refused-as-invalid"}),
            not_claimed=NOT_ONES_OWN,
        ),
        Rule(
            Where("generate", protocol="ai-sdk"),
            parts.refusal(400, "invalid_request_error", "Missing required header: ai-language-model-id"),
        ),
    ),
    world(
        "a box rewrites the model's id, and the gateway names another than was asked",
        May(
            BAD,
            not_certain=frozenset({"model-unknown-or-retired", "model-id-without-creator"}),
            not_claimed=NOT_ONES_OWN | {"model-id-without-creator"},
        ),
        Rule(parts.GENERATE, shortened),
    ),
    world(
        "the first request of a connection is served, a later one loses its credential",
        May(("healthy", *NOT_HEALTHY), not_certain=BLAMES | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where(("generate", "credits"), kept=True), unauthorized()),
    ),
    world(
        "the first request of a connection loses its credential, later ones are served",
        May(("healthy", *NOT_HEALTHY), not_certain=BLAMES | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where(("generate", "credits"), kept=False), unauthorized()),
    ),
    world(
        "one node of two has not heard of the purchase",
        May(("healthy", *NOT_HEALTHY), not_certain=BLAMES, not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS),
        Rule(Where("generate", node=(2, 0)), parts.BYOK_REFUSAL),
    ),
    world(
        "one node of three has not heard of the purchase",
        May(("healthy", *NOT_HEALTHY), not_certain=BLAMES, not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS),
        Rule(Where("generate", node=(3, 1)), parts.BYOK_REFUSAL),
    ),
    world(
        "one node of two has an old list of models",
        May(
            ("healthy", *NOT_HEALTHY),
            not_certain=BLAMES | {"model-unknown-or-retired"},
            not_claimed=NOT_ONES_OWN | FACTORS,
        ),
        Rule(Where("generate", node=(2, 1)), parts.unknown_model(ASKED)),
    ),
    world(
        "what names the AI SDK as its user agent is refused, at whichever door",
        May(BAD, not_claimed=NOT_ONES_OWN | {"refusal-depends-on-origin", "refusal-depends-on-credential"}),
        when(lambda request: "ai-sdk" in request.headers.get("user-agent", ""), REFUSED),
    ),
    world(
        "what says how it authenticates is refused, with the words for a bad key",
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM),
        when(lambda request: request.headers.get("ai-gateway-auth-method") == "api-key", unauthorized()),
        place=on_laptop(KEY),
    ),
    world(
        "a request that wants no stream is served by the cache of yesterday, streams are refused",
        May(NOT_HEALTHY, not_certain=BLAMES - {"stream-refused"}, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Rule(Where("generate", streamed=False), lambda _request, ordinary: replace(ordinary, headers={"age": "86400"})),
        Rule(Where("generate", streamed=True), parts.BYOK_REFUSAL),
    ),
)
