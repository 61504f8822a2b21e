"""Worlds of the way to the gateway: proxies, portals, firewalls, silence, and faults that heal."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, html_page, passed_on
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
from tests.worlds.world import KEY, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
SOMEBODY_ELSE = May(
    BAD, names=(tuple(sorted(NOT_THE_GATEWAY)),), not_claimed=BLAMES | {"gateway-5xx"}, not_certain=OIDC
)
NGINX_413 = Answer(413, html_page("413 Request Entity Too Large"), {"server": "nginx/1.27"}, by_gateway=False)
CLOUDFLARE = Answer(
    403, html_page("Sorry, you have been blocked"), {"server": "cloudflare", "cf-ray": "fake-FRA"}, by_gateway=False
)
NEEDS_LOGIN = Answer(
    407,
    html_page("Proxy Authentication Required"),
    {"server": "squid/6.6", "proxy-authenticate": "Basic"},
    by_gateway=False,
)
PORTAL_REDIRECT = Answer(
    302, None, {"location": "https://login.portal.example/?u=1", "server": "zscaler"}, by_gateway=False
)
EMPTY_405 = Answer(405, None, {"server": "envoy"}, by_gateway=False)
NOT_HERE = Answer(
    404, "The deployment could not be found.\n\nDEPLOYMENT_NOT_FOUND", {"x-vercel-error": "DEPLOYMENT_NOT_FOUND"}
)
TIMED_OUT = Answer(504, "FUNCTION_INVOCATION_TIMEOUT", {"x-vercel-error": "FUNCTION_INVOCATION_TIMEOUT"})
LITELLM = {"server": "uvicorn", "x-litellm-version": "1.110.2"}
BROKEN_JSON = Answer(200, b'{"content": [{"type": "te', {"content-type": "application/json"})


def everywhere(name: str, answer: Answer, may: May = SOMEBODY_ELSE, **settings: str) -> World:
    """Every request gets this, the public list of models included."""
    return World(
        name,
        on_laptop(KEY).having(settings),
        parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, answer)),
        may,
    )


def generations(name: str, may: May, *rules: Rule, **settings: str) -> World:
    """All look-ups are well; generations follow the rules."""
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


WORLDS = (
    everywhere("a captive portal answers everything with a page and 200", parts.FOREIGN_PAGE),
    everywhere("a captive portal sends everything to its login", PORTAL_REDIRECT),
    everywhere(
        "a proxy wants a login of its own",
        NEEDS_LOGIN,
        replace(SOMEBODY_ELSE, names=(("proxy-or-egress-filter", "not-the-gateway"),)),
        HTTPS_PROXY="http://proxy.example:3128",
    ),
    everywhere("a content filter blocks everything", CLOUDFLARE),
    everywhere(
        "401 with a challenge for a password, from everything",
        Answer(
            401,
            html_page("401 Authorization Required"),
            {"server": "nginx", "www-authenticate": "Basic"},
            by_gateway=False,
        ),
    ),
    everywhere(
        "403 in JSON from an API gateway of one's own",
        Answer(403, {"message": "Missing Authentication Token"}, {"server": "awselb/2.0"}, by_gateway=False),
    ),
    everywhere(
        "a deployment that does not exist answers in the gateway's place", NOT_HERE, May(BAD, not_claimed=BLAMES)
    ),
    everywhere(
        "Vercel's firewall challenges everything",
        parts.CHALLENGE,
        May(BAD, names=(("firewall-blocks-gateway", "firewall-challenge"),), not_claimed=BLAMES | {"gateway-5xx"}),
    ),
    everywhere(
        "nothing ever answers",
        parts.SILENCE,
        May(BAD, names=(tuple(sorted(NETWORK)),), not_claimed=BLAMES),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
    everywhere(
        "500 from everything, by the gateway",
        parts.refusal(500, "internal_server_error", "Failed to initialize model database"),
        May(BAD, names=(("gateway-5xx",),), not_claimed=BLAMES),
    ),
    World(
        "another gateway speaks the same paths and knows the key nowhere",
        on_laptop(KEY),
        Gateway(
            rules=(
                Rule(
                    parts.MODELS,
                    Answer(200, {"data": [{"id": "gpt-5.4-mini", "object": "model"}]}, LITELLM, by_gateway=False),
                ),
                Rule(
                    parts.EVERYTHING,
                    Answer(
                        401,
                        {
                            "error": {
                                "message": "Authentication Error, Invalid proxy server token",
                                "type": "auth_error",
                                "code": "401",
                            }
                        },
                        LITELLM,
                        by_gateway=False,
                    ),
                ),
            )
        ),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the gateway's name does not resolve",
        on_laptop(KEY, GATEWAY_PROBE_BASE_URL="https://ai-gateway.invalid"),
        Gateway(),
        May(("failing",), verdict=tuple(sorted(NETWORK)), not_claimed=BLAMES),
    ),
    World(
        "nobody listens at the address",
        on_laptop(KEY, GATEWAY_PROBE_BASE_URL="http://127.0.0.1:9"),
        Gateway(),
        May(("failing",), verdict=tuple(sorted(NETWORK)), not_claimed=BLAMES),
    ),
    World(
        "nobody listens at the address, and the key is in quotes",
        on_laptop(f'"{KEY}"', GATEWAY_PROBE_BASE_URL="http://127.0.0.1:9"),
        Gateway(),
        May(("failing",), verdict=tuple(sorted(NETWORK)), names=(("key-quoted-or-prefixed",),)),
    ),
    World(
        "a proxy between here and the gateway takes Vercel's id away and passes the rest",
        BOTH,
        parts.one_team(
            parts.PAID,
            Rule(
                parts.EVERYTHING,
                lambda _request, ordinary: replace(ordinary, by_gateway=False).with_headers(
                    server="nginx/1.27", via="1.1 proxy"
                ),
            ),
        ),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    ),
    World(
        "the same proxy, and the seed's refusal behind it",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                parts.EVERYTHING,
                lambda _request, ordinary: replace(ordinary, by_gateway=False).with_headers(
                    server="nginx/1.27", via="1.1 proxy"
                ),
            ),
        ),
        May(("failing", "inconclusive"), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    generations("a filter blocks posts and lets look-ups through", SOMEBODY_ELSE, Rule(parts.GENERATE, CLOUDFLARE)),
    generations("a portal answers posts with a page and 200", SOMEBODY_ELSE, Rule(parts.GENERATE, parts.FOREIGN_PAGE)),
    generations("posts are too large for a proxy", SOMEBODY_ELSE, Rule(parts.GENERATE, NGINX_413)),
    generations("posts get 405 without a word", May(BAD, not_claimed=BLAMES), Rule(parts.GENERATE, EMPTY_405)),
    generations(
        "the firewall challenges posts with 403",
        May(BAD, names=(("firewall-blocks-gateway", "firewall-challenge"),), certain=None, not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.CHALLENGE),
    ),
    generations(
        "the platform's own 504 in the gateway's place", May(BAD, not_claimed=BLAMES), Rule(parts.GENERATE, TIMED_OUT)
    ),
    generations(
        "generations never answer",
        May(BAD, not_claimed=BLAMES, certain=False),
        Rule(parts.GENERATE, parts.SILENCE),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
    generations(
        "generations are slower than the budget",
        May(BAD, not_claimed=BLAMES, certain=False),
        Rule(parts.GENERATE, passed_on(delay_s=3)),
        GATEWAY_PROBE_TIME_BUDGET="1",
    ),
    generations(
        "a refusal is cut in the middle of its body",
        May(BAD, not_claimed=BLAMES, certain=False),
        Rule(parts.GENERATE, replace(parts.BYOK_REFUSAL, cut=True)),
    ),
    generations(
        "a 200 is cut in the middle of its body",
        May(NOT_HEALTHY, not_claimed=BLAMES),
        Rule(parts.GENERATE, passed_on(cut=True)),
    ),
    generations(
        "JSON that breaks off, with its length right",
        May(NOT_HEALTHY, not_claimed=BLAMES),
        Rule(parts.GENERATE, BROKEN_JSON),
    ),
    World(
        "a base-URL variable of another client has the wrong path",
        on_vercel(KEY, Token(Team()), OPENAI_BASE_URL="https://ai-gateway.vercel.sh/v1/chat"),
        parts.one_team(Team()),
        May(("healthy", "degraded"), names=(("base-url-wrong-path",),), not_claimed=BLAMES),
    ),
    World(
        "a base-URL variable has a path of the gateway's newer doors",
        on_vercel(KEY, Token(Team()), ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh/claude-code"),
        parts.one_team(Team()),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"base-url-wrong-path", "base-url-wrong-host"}),
    ),
    World(
        "a base-URL variable names a host that resolves and is not the gateway",
        on_vercel(KEY, Token(Team()), AI_GATEWAY_BASE_URL="https://gateway.ai.vercel.sh/v1/ai"),
        parts.one_team(Team()),
        May(("healthy", "degraded"), names=(("base-url-wrong-host",),), not_claimed=BLAMES),
    ),
    World(
        "throttled everywhere: look-ups and generations",
        BOTH,
        Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID),), rules=(Rule(parts.EVERYTHING, parts.THROTTLED),)),
        May(BAD, certain=False, not_claimed=BLAMES - {"free-tier-rate-limit"}),
    ),
)
