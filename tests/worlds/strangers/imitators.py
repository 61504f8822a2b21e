"""Answers by something that is not the gateway, some of them in the gateway's own words; and the edge before it."""

from dataclasses import replace

from tests.standin import Answer, Rule, Where, error_body, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    NOT_THE_GATEWAY,
    OTHER_TEAM,
    May,
)
from tests.worlds.strangers.asked import alone, both, by
from tests.worlds.world import World

SOMEBODY = (tuple(sorted(NOT_THE_GATEWAY | {"edge-answers-with-error", "gateway-unreachable"})),)
NOT_IT = May(
    BAD,
    names=SOMEBODY,
    not_claimed=BLAMES | {"gateway-5xx", "model-unknown-or-retired", "provider-rate-limit", "budget-reached"},
)
"""Whoever answers, it is not the gateway, and nobody is to be told that a key, a team or money is at fault."""
NO_BLAME = May(BAD, not_claimed=BLAMES)
GATE = error_body("Bring Your Own Key (BYOK) is available only with paid credits.", "byok_requires_paid_credits")
NO_AUTH = error_body(
    "Authentication failed. Create an API key and set in AI_GATEWAY_API_KEY environment variable or use OIDC.",
    "authentication_error",
)
PROTECTED = Answer(
    401,
    html_page("Authentication Required", "Vercel Authentication"),
    {"set-cookie": "_vercel_sso_nonce=FAKE; Max-Age=3600; Path=/; Secure; HttpOnly"},
)
SSO = Answer(
    302, "Redirecting...", {"location": "https://vercel.com/sso-api?url=https%3A%2F%2Fshop-fake.vercel.app&nonce=FAKE"}
)


def edge(status: int, code: str) -> Answer:
    """A page of Vercel's edge about a deployment."""
    return Answer(status, f"An error has occurred.\n\n{code}\n\niad1::fake-0123456789ab", {"x-vercel-error": code})


def everywhere(name: str, answer: Answer, may: May = NOT_IT, client: str = "AI SDK 7") -> World:
    """Everything that is asked gets it, the public list too."""
    return alone(parts.PAID, may, f"everything gets {name}", parts.always(parts.EVERYTHING, answer), client=client)


def posts(name: str, answer: Answer, may: May = NOT_IT, client: str = "AI SDK 7") -> World:
    """Generations get it; all look-ups are the gateway's own and well."""
    return both(parts.PAID, may, f"generations get {name}", parts.always(parts.GENERATE, answer), client=client)


def stripped(request: Request, ordinary: Answer) -> Answer:
    """What a box passes on without the edge's headers, under its own name."""
    return replace(ordinary, by_gateway=False).with_headers(server="openresty")


EVERYWHERE = (
    everywhere("the page of Deployment Protection", PROTECTED, replace(NOT_IT, not_certain=KEY_IS_BAD)),
    everywhere("the sign-on of Deployment Protection", SSO, NO_BLAME),
    everywhere("401 in the gateway's words by an nginx", by("nginx", 401, NO_AUTH), replace(NOT_IT, names=SOMEBODY)),
    everywhere("401 in the gateway's words by an unnamed server", Answer(401, NO_AUTH, {}, by_gateway=False), May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM)),
    everywhere("the gate's words by a recording proxy", by("mitmproxy 12.1", 403, GATE)),
    everywhere("a page of Akamai", by("AkamaiGHost", 403, html_page("Access Denied", "Reference #18.FAKE"))),
    everywhere("a refusal of AWS WAF", by("awselb/2.0", 403, html_page("403 Forbidden"), x_amzn_waf_action="block")),
    everywhere("a page of CloudFront", by("CloudFront", 403, html_page("ERROR: The request could not be satisfied"), x_cache="Error from cloudfront", via="1.1 fake.cloudfront.net (CloudFront)")),
    everywhere("Cloudflare's 522", by("cloudflare", 522, html_page("522: Connection timed out"), cf_ray="fake-FRA")),
    everywhere("Cloudflare's 1020 in JSON", by("cloudflare", 403, {"error": {"code": 1020, "message": "Access denied"}}, cf_ray="fake-FRA")),
    everywhere("511 by a guest network", by("portal", 511, html_page("Network Authentication Required"))),
    everywhere("200 with a line of JSON by a health page", by("Caddy", 200, {"status": "ok"})),
    everywhere("200 with an empty list by a mock server", by("json-server", 200, []), replace(NOT_IT, names=())),
    everywhere("204 without a word", by("cowboy", 204, None), NO_BLAME),
    everywhere("418 by a stranger", by("teapot", 418, {"error": "short and stout"})),
    everywhere("404 by the edge: DEPLOYMENT_NOT_FOUND", edge(404, "DEPLOYMENT_NOT_FOUND"), NO_BLAME),
    everywhere("402 by the edge: DEPLOYMENT_DISABLED", edge(402, "DEPLOYMENT_DISABLED"), replace(NO_BLAME, not_claimed=BLAMES | {"budget-reached", "byok-blocked-at-zero-balance"})),
    everywhere("451 by the edge", edge(451, "DEPLOYMENT_UNAVAILABLE_LEGAL_REASONS"), NO_BLAME),
)  # fmt: skip
POSTS = (
    posts("the page of Deployment Protection", PROTECTED),
    posts("500 by the edge: FUNCTION_INVOCATION_FAILED", edge(500, "FUNCTION_INVOCATION_FAILED"), NO_BLAME),
    posts("502 by the edge: ROUTER_EXTERNAL_TARGET_ERROR", edge(502, "ROUTER_EXTERNAL_TARGET_ERROR"), NO_BLAME),
    posts("429 by the edge: FUNCTION_THROTTLED", edge(503, "FUNCTION_THROTTLED"), replace(NO_BLAME, not_claimed=BLAMES | {"provider-rate-limit"})),
    posts("413 by the edge: FUNCTION_PAYLOAD_TOO_LARGE", edge(413, "FUNCTION_PAYLOAD_TOO_LARGE"), NO_BLAME),
    posts("401 in the gateway's words by an nginx", by("nginx", 401, NO_AUTH), replace(NOT_IT, not_certain=KEY_IS_BAD)),
    posts("401 in the gateway's words by an nginx", by("nginx", 401, NO_AUTH), replace(NOT_IT, not_certain=KEY_IS_BAD), client="OpenAI's client"),
    posts("the gate's words by a recording proxy", by("mitmproxy 12.1", 403, GATE), replace(NOT_IT, not_certain=MONEY)),
    posts("402 in the gateway's words by an envoy", by("envoy", 402, error_body("Insufficient funds.", "insufficient_funds")), replace(NOT_IT, not_certain=MONEY)),
    posts("404 in the gateway's words by a Kong", by("kong/3.9", 404, error_body("Model not found", "model_not_found")), replace(NOT_IT, not_certain=frozenset({"model-unknown-or-retired"}))),
    posts("429 in the gateway's words by a Kong", by("kong/3.9", 429, error_body("Free tier requests on this model are rate-limited", "rate_limit_exceeded"), retry_after="30"), replace(NOT_IT, not_claimed=BLAMES | {"provider-rate-limit"})),
    posts("OpenAI's own refusal of a key", by("cloudflare", 401, {"error": {"message": "Incorrect API key provided: vck_FAKE", "type": "invalid_request_error", "param": None, "code": "invalid_api_key"}}, openai_version="2020-10-01", cf_ray="fake-FRA"), replace(NO_BLAME, not_certain=KEY_IS_BAD)),
    posts("Anthropic's own refusal of a key", by("cloudflare", 401, {"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}, request_id="req_FAKE", cf_ray="fake-FRA"), replace(NO_BLAME, not_certain=KEY_IS_BAD), client="Anthropic's client"),
    posts("200 with a page that says that scripts are needed", by("cloudflare", 200, html_page("Just a moment...", "Enable JavaScript and cookies to continue"), cf_mitigated="challenge")),
    posts("200 with another service's JSON", by("uvicorn", 200, {"result": "ok"}), replace(NOT_IT, names=())),
    posts("502 without a name", Answer(502, "Bad Gateway", {}, by_gateway=False), NO_BLAME),
    posts("504 of an ALB", by("awselb/2.0", 504, html_page("504 Gateway Time-out"))),
    posts("503 of a Varnish", by("Varnish", 503, html_page("503 Backend fetch failed"), x_varnish="1")),
    posts("a challenge of Vercel's firewall with 429", Answer(429, html_page("Vercel Security Checkpoint"), {"x-vercel-mitigated": "challenge"}), replace(NO_BLAME, names=(("firewall-challenge", "firewall-blocks-gateway"),), not_claimed=BLAMES | {"provider-rate-limit"})),
    posts("the firewall's deny with the gateway's word for a limit", Answer(429, error_body("Rate limit exceeded", "rate_limit_exceeded"), {"x-vercel-mitigated": "deny"}), replace(NO_BLAME, names=(("firewall-blocks-gateway", "firewall-challenge"),), not_claimed=BLAMES | {"provider-rate-limit"})),
)  # fmt: skip
IN_PART = (
    both(parts.PAID, May(BAD, not_claimed=BLAMES, certain=None), "a proxy answers the made-up key and the rest of the look-ups itself, and generations are refused with 401",
         Rule(Where(("credits", "models", "endpoints")), by("squid/6.6", 503, html_page("ERR_CONNECT_FAIL"))), Rule(parts.GENERATE, by("squid/6.6", 401, NO_AUTH))),
    both(parts.FREE_WITH_BYOK, May(BAD, names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM), "the tier's refusal through a box that renames the server", Rule(parts.EVERYTHING, stripped)),
    both(parts.PAID, May(("healthy", "degraded", "inconclusive"), not_claimed=BLAMES), "a box answers the list of models with a page, and all the rest is the gateway's", Rule(parts.MODELS, by("Zscaler/6.2", 200, html_page("Category: AI")))),
    both(parts.PAID, May(NOT_HEALTHY, not_claimed=BLAMES), "a box breaks streams with a page and lets plain answers through", Rule(Where("generate", streamed=True), by("Zscaler/6.2", 403, html_page("Blocked: event-stream")))),
    both(parts.PAID, May(NOT_HEALTHY, not_claimed=BLAMES - {"refusal-depends-on-protocol"}, not_certain=FACTORS), "a box refuses one door's posts with a page", Rule(Where("generate", protocol="ai-sdk"), by("FortiGate", 403, html_page("Web Page Blocked")))),
    both(parts.PAID, May(("healthy", "degraded"), not_claimed=BLAMES), "a box refuses the made-up key's look-up with a page, and all the rest is the gateway's", Rule(Where("credits", credential="made-up"), by("Zscaler/6.2", 403, html_page("Blocked")))),
    both(parts.PAID, May(("healthy", "degraded"), not_claimed=BLAMES), "a box answers the look-up of credits by the key in the gateway's words for a bad key, and it is served", Rule(Where("credits", credential="key"), by("nginx", 401, NO_AUTH))),
)  # fmt: skip
WORLDS = (*EVERYWHERE, *POSTS, *IN_PART)
