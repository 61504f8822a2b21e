"""Edges, firewalls and other hosts that answer in the gateway's place, in its form or in their own."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, NETWORK, NOT_HEALTHY, NOT_THE_GATEWAY, May
from tests.worlds.neighbours import pieces
from tests.worlds.neighbours.pieces import DEPLOYMENT, LAPTOP, NOBODY
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

AWAY = tuple(NOT_THE_GATEWAY | NETWORK | {"edge-answers-with-error"})
BOXES = (pieces.BOX,)
OWN_FORBIDDEN = pieces.own_answer(
    403, error_body("Forbidden", "forbidden", {"ruleId": "egress-7"}), server="envoy", via="1.1 edge.example"
)
LITELLM_401 = pieces.own_answer(
    401,
    {
        "error": {
            "message": "Authentication Error, Invalid proxy server token passed",
            "type": "auth_error",
            "code": 401,
        }
    },
    server="uvicorn",
)
NO_MODEL = Answer(400, error_body("Invalid request: missing required parameter 'model'", "invalid_request_error"))
DEAD = Answer(404, "The deployment could not be found on Vercel.", {"x-vercel-error": "DEPLOYMENT_NOT_FOUND"})
TIMED_OUT = Answer(504, "An error occurred.", {"x-vercel-error": "FUNCTION_INVOCATION_TIMEOUT"})
BALANCER = pieces.own_answer(502, html_page("502 Bad Gateway"), server="awselb/2.0")


def behind(gateway: Gateway, *rules: Rule) -> Gateway:
    """The same with rules of what lies between."""
    return replace(gateway, rules=rules)


def moved_on(request: object, ordinary: Answer) -> Answer:
    """Sent on to a page for signing in."""
    return pieces.own_answer(302, "", server="envoy", location="https://sso.example/login")


WORLDS = (
    World(
        "an own edge forbids generations in the gateway's form",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(parts.GENERATE, OWN_FORBIDDEN)),
        May(BAD, names=BOXES, not_certain=NOBODY | {"routing-rule-denied"}),
    ),
    World(
        "another gateway in front knows no key",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(Where(("credits", "generate", "config")), LITELLM_401)),
        May(BAD, names=BOXES, not_certain=NOBODY),
    ),
    World(
        "Cloudflare stops whatever is posted",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(parts.GENERATE, pieces.CLOUDFLARE)),
        May(BAD, names=BOXES, not_certain=NOBODY | FACTORS),
    ),
    World(
        "Cloudflare waits too long for generations",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(parts.GENERATE, replace(pieces.CLOUDFLARE, status=524))),
        May(BAD, names=BOXES, not_certain=frozenset({"gateway-5xx"}) | NOBODY),
    ),
    World(
        "Cloudflare stops what a deployment says of itself",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(Where("generate", origin=True), pieces.CLOUDFLARE)),
        May(BAD, names=BOXES, not_certain=NOBODY),
    ),
    World(
        "the gateway's firewall wants a challenge solved before it generates",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(parts.GENERATE, parts.CHALLENGE)),
        May(BAD, verdict=("firewall-blocks-gateway", "firewall-challenge"), not_claimed=pieces.ALL),
    ),
    World(
        "the gateway's firewall denies what a deployment says of itself",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(Where("generate", origin=True), parts.MITIGATED)),
        May(
            BAD,
            names=(("firewall-blocks-gateway",),),
            not_named=frozenset({"provider-rate-limit", "free-tier-rate-limit"}),
        ),
    ),
    World(
        "a box drops the header that names the model",
        on_laptop(KEY),
        behind(LAPTOP, Rule(Where("generate", protocol="ai-sdk"), NO_MODEL.with_headers(**pieces.VIA))),
        May(
            BAD,
            names=(("refusal-depends-on-protocol", "proxy-or-egress-filter"),),
            not_certain=frozenset({"request-refused-as-invalid", "model-of-wrong-kind"}),
        ),
    ),
    World(
        "a company's proxy puts its own key in place of whatever is sent",
        on_laptop(REVOKED_KEY).having(pieces.PROXY),
        Gateway(
            (Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID)),
            rules=(Rule(Where("credits", "made-up"), Answer(200, {"balance": "95.50", "total_used": "4.50"})),),
        ),
        May((*pieces.NOT_BAD, "inconclusive"), not_silent=True, names=(("control-key-accepted",),)),
    ),
    World(
        "a balancer on the way has no one behind it half the time",
        on_vercel(KEY, Token(parts.PAID)),
        replace(behind(DEPLOYMENT, Rule(parts.GENERATE, BALANCER, p=0.5)), seed=4),
        May(pieces.ANYHOW, not_certain=pieces.ALL | {"gateway-5xx"}),
    ),
    World(
        "an own edge sends generations to a page for signing in",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(parts.GENERATE, moved_on)),
        May(BAD, verdict=AWAY, not_certain=NOBODY),
    ),
    World(
        "the address is that of a protected deployment, which asks for signing in",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(Where(), pieces.LOGIN)),
        May(BAD, verdict=AWAY, not_certain=NOBODY),
    ),
    World(
        "the address is that of a deployment that is gone",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(Where(), DEAD)),
        May(BAD, verdict=AWAY, not_certain=frozenset({"model-unknown-or-retired"}) | NOBODY),
    ),
    World(
        "a function in front of the gateway takes too long for generations",
        on_vercel(KEY),
        behind(DEPLOYMENT, Rule(parts.GENERATE, TIMED_OUT)),
        May(BAD, names=(("edge-answers-with-error",),), not_claimed=pieces.ALL),
    ),
    World(
        "a proxy wants its own password",
        on_laptop(KEY).having(pieces.PROXY),
        behind(
            LAPTOP, Rule(Where(), pieces.own_answer(407, html_page("Proxy Authentication Required"), server="squid"))
        ),
        May(BAD, verdict=AWAY, names=(("proxy-or-egress-filter",),), not_claimed=pieces.ALL),
    ),
    World(
        "a box looks into what is encrypted, and the key is of a provider besides",
        on_laptop("sk-proj-FAKE" + "b" * 40).having(pieces.PROXY),
        Gateway(wire="own-authority"),
        May(BAD, names=(("proxy-or-egress-filter", "gateway-unreachable"),), generations=(0, 2)),
    ),
    World(
        "the handshake ends at the first word, and the token is stale",
        on_laptop(env_token=parts.EXPIRED_PULL).having(pieces.PROXY),
        Gateway(wire="closes"),
        May(BAD, names=(("proxy-or-egress-filter", "gateway-unreachable"),)),
    ),
    World(
        "generations are hung up on, and the look-ups are answered",
        on_vercel(KEY, Token(parts.PAID)),
        behind(DEPLOYMENT, Rule(parts.GENERATE, parts.SILENCE)),
        May(BAD, not_claimed=pieces.ALL, certain=False),
    ),
    World(
        "the app's own address leads to a host that is not the gateway",
        on_vercel(KEY, AI_GATEWAY_BASE_URL="https://gateway.ai.vercel.sh/v4/ai"),
        DEPLOYMENT,
        May(NOT_HEALTHY, names=(("base-url-wrong-host",),)),
    ),
)
