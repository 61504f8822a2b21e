"""Worlds in which something between the app and the gateway answers some requests, or only carries them."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NETWORK,
    NOT_HEALTHY,
    NOT_THE_GATEWAY,
    OIDC,
    OTHER_TEAM,
    May,
)
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
BOTH = on_vercel(KEY, Token(parts.PAID))
ANYBODY = tuple(sorted(NOT_THE_GATEWAY | {"unparseable-error-body"}))
TOO_LARGE = Answer(400, html_page("400 Request Header Or Cookie Too Large"), {"server": "nginx"}, by_gateway=False)
BLOCKED = Answer(403, html_page("Attention Required"), {"server": "cloudflare", "cf-ray": "fake-FRA"}, by_gateway=False)
DENIED_JSON = Answer(
    403, {"error": {"message": "Forbidden", "type": "forbidden"}}, {"server": "envoy"}, by_gateway=False
)
BAD_GATEWAY = Answer(502, html_page("502 Bad Gateway"), {"server": "nginx"}, by_gateway=False)
DLP = Answer(
    403, html_page("Data loss prevention", "This upload was blocked."), {"server": "Zscaler/6.2"}, by_gateway=False
)


def carried(server: str, *also_gone: str) -> Rule:
    """Every answer passes a proxy, which puts its own name in place of the edge's."""

    def through(_request: Request, ordinary: Answer) -> Answer:
        return replace(
            ordinary, headers={**ordinary.headers, "server": server}, by_gateway="x-vercel-id" not in also_gone
        )

    return Rule(parts.EVERYTHING, through)


def way(name: str, may: May, *rules: Rule, **variables: str) -> World:
    """A deployment of a team that has paid."""
    return World(name, BOTH.having(variables), parts.one_team(parts.PAID, *rules), may)


SERVED = May(WELL, not_claimed=BLAMES | NOT_THE_GATEWAY - {"base-url-wrong-host", "proxy-or-egress-filter"})
SOMEBODY = May(BAD, names=(ANYBODY,), not_claimed=BLAMES | OIDC)

WORLDS = (
    way(
        "a proxy is named in the variables, and the gateway answers for itself",
        May(("healthy", "degraded"), not_claimed=BLAMES | NOT_THE_GATEWAY),
        HTTPS_PROXY="http://proxy.example:3128",
        NODE_EXTRA_CA_CERTS="/etc/ssl/corp.pem",
    ),
    way("the team's own proxy carries all answers well", SERVED, carried("nginx/1.27")),
    way(
        "the team's own proxy carries all answers well, and drops the edge's mark",
        SERVED,
        carried("nginx/1.27", "x-vercel-id"),
    ),
    way("a content network carries all answers well", SERVED, carried("cloudflare")),
    World(
        "a proxy without the edge's mark carries the refusal of a key",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), rules=(carried("nginx", "x-vercel-id"),)),
        May(BAD, names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    way(
        "a filter lets look-ups through and takes every generation for an upload",
        SOMEBODY,
        parts.always(parts.GENERATE, DLP),
    ),
    way(
        "a filter breaks streams alone",
        May(NOT_HEALTHY, certain=False, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        parts.always(Where("generate", streamed=True), BAD_GATEWAY),
    ),
    way(
        "a filter breaks streams alone, without a word",
        May(NOT_HEALTHY, certain=False, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        parts.always(Where("generate", streamed=True), parts.SILENCE),
    ),
    way(
        "a proxy finds the token's header too large, the key passes",
        May(WELL, certain=None, not_claimed=BLAMES | OIDC),
        parts.always(Where(credential="token"), TOO_LARGE),
    ),
    World(
        "a proxy finds the token's header too large, and there is no key",
        on_vercel(None, Token(parts.PAID)),
        Gateway(tokens=(Token(parts.PAID),), rules=(parts.always(Where(credential="token"), TOO_LARGE),)),
        May(BAD, names=(ANYBODY,), not_certain=OIDC | BLAMES, not_claimed=BLAMES | {"key-absent"}),
    ),
    way(
        "a content network refuses requests with deployment headers, by a page",
        May(BAD, names=(ANYBODY,), not_certain=BLAMES, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", origin=True), BLOCKED),
    ),
    way(
        "a proxy refuses requests with deployment headers, in a form like the gateway's",
        May(BAD, not_certain=BLAMES | {"routing-rule-denied"}, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM),
        parts.always(Where("generate", origin=True), DENIED_JSON),
    ),
    way(
        "a proxy answers HEAD-like: 200, and no body, to generations alone",
        May(BAD, not_claimed=BLAMES),
        parts.always(parts.GENERATE, Answer(200, None, {"server": "haproxy"}, by_gateway=False)),
    ),
    way(
        "generations are moved for good to another path",
        May(BAD, certain=None, not_claimed=BLAMES),
        parts.always(parts.GENERATE, Answer(308, None, {"location": "/v9/ai/language-model"})),
    ),
    way(
        "generations are moved to a login of Vercel's",
        May(BAD, certain=None, not_claimed=BLAMES),
        parts.always(parts.GENERATE, Answer(302, None, {"location": "https://vercel.com/login"})),
    ),
    way(
        "everything is cut in the middle",
        May(BAD, not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.EVERYTHING, lambda _request, ordinary: replace(ordinary, cut=True)),
    ),
    way(
        "credits alone are cut in the middle, the app is served",
        May(WELL, not_claimed=BLAMES),
        Rule(parts.CREDITS, lambda _request, ordinary: replace(ordinary, cut=True)),
    ),
    way(
        "everything calls itself a page, and is the gateway's",
        May((*WELL, "inconclusive"), certain=None, not_claimed=BLAMES),
        Rule(parts.EVERYTHING, lambda _request, ordinary: ordinary.with_headers(content_type="text/html")),
    ),
    World(
        "nothing can be reached, and the key is plainly a provider's",
        on_laptop("sk-proj-FAKE" + "c" * 60, GATEWAY_PROBE_BASE_URL="http://127.0.0.1:1"),
        Gateway(),
        May(
            BAD,
            names=(tuple(sorted(NETWORK)),),
            not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "nothing can be reached, and the token expired yesterday",
        on_laptop(
            env_token=Token(parts.PAID, age_s=90_000, lifetime_s=43_200), GATEWAY_PROBE_BASE_URL="http://127.0.0.1:1"
        ),
        Gateway(),
        May(BAD, names=((*sorted(NETWORK), "oidc-expired-locally"),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the gateway's clock is two hours ahead, and the token is not taken",
        on_laptop(env_token=Token(parts.PAID, environment="development", age_s=60, refused=True)),
        Gateway(tokens=(Token(parts.PAID, environment="development", refused=True),), clock_offset_s=7200),
        May(
            ("failing",),
            names=(("clock-skew",), ("oidc-refused", "oidc-expired-locally", "oidc-off-or-wrong-link")),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "the gateway's clock is two hours ahead, and the key is served",
        BOTH,
        replace(parts.one_team(parts.PAID), clock_offset_s=7200),
        May(WELL, not_silent=True, not_claimed=BLAMES | {"oidc-refused"}),
    ),
)
