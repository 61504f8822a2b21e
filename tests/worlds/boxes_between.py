"""What stands between a place and the gateway and answers in its stead: none of it says a word about key, team or money."""

from collections.abc import Iterator
from typing import Any

from tests.standin import Answer, Rule, Token, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, NETWORK, NOT_THE_GATEWAY, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PROBLEM = {"content-type": "application/problem+json"}


def _box(status: int, body: Any, server: str = "", **headers: str) -> Answer:
    named = {"server": server} if server else {}
    return Answer(
        status, body, {**named, **{name.replace("_", "-"): v for name, v in headers.items()}}, by_gateway=False
    )


BOXES = {
    "a mesh's problem+json 403": _box(
        403,
        {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": "RBAC: access denied"},
        "envoy",
        content_type="application/problem+json",
    ),
    "a mesh's problem+json 401": _box(
        401, {"type": "about:blank", "title": "Unauthorized", "status": 401}, "kong/3.9", **PROBLEM
    ),
    "a proxy's 407": _box(
        407, html_page("Proxy Authentication Required"), "squid/6.6", proxy_authenticate='Basic realm="proxy"'
    ),
    "a network's 511": _box(511, html_page("Network Authentication Required"), ""),
    "a filter's 403": _box(403, html_page("Website blocked", "Category: AI"), "Zscaler/6.2"),
    "a content network's 403": _box(
        403, html_page("Access denied", "Error code: 1020"), "cloudflare", cf_ray="8f0FAKE-FRA"
    ),
    "a proxy's 413": _box(413, html_page("413 Request Entity Too Large", "nginx"), "nginx"),
    "a mesh's 429": _box(429, "local_rate_limited", "envoy", x_envoy_ratelimited="true"),
    "a mesh's 503": _box(503, "upstream connect error or disconnect/reset before headers", "envoy"),
    "a cloud front door's 403": _box(403, {"message": "Forbidden"}, "", x_amzn_requestid="FAKE", x_amz_apigw_id="FAKE"),
    "a cloud front door's 401": _box(
        401, {"statusCode": 401, "message": "Access denied due to missing subscription key."}, ""
    ),
    "another gateway's 401": _box(
        401,
        {"error": {"message": "Authentication Error, Invalid proxy server token", "type": "auth_error", "code": "401"}},
        "uvicorn",
    ),
    "another gateway's 402": _box(
        402, {"error": {"message": "Insufficient credits", "code": 402}}, "cloudflare", cf_ray="8f0FAKE-FRA"
    ),
    "a leak filter's 403": _box(
        403, {"error": {"message": "Blocked by DLP policy", "type": "policy_violation"}}, "netskope"
    ),
    "a portal's 200": _box(200, html_page("Sign in to the guest network"), ""),
    "a portal's 302": _box(302, "", "", location="https://login.guest.example/"),
    "a gateway time-out of a balancer": _box(504, html_page("504 Gateway Time-out"), "awselb/2.0"),
    "a teapot without a body": _box(418, None, ""),
}
OF_A_BOX = tuple(
    sorted(
        NOT_THE_GATEWAY
        | NETWORK
        | {"refusal-of-unknown-kind", "comes-and-goes", "inconclusive", "provider-env-diverts-routing"}
    )
)
SAYS_NOTHING = May(
    BAD,
    names=(OF_A_BOX,),
    not_claimed=BLAMES | {"gateway-5xx", "provider-rate-limit"},
    not_named=frozenset({"key-invalid-revoked-or-expired"}),
)
HTTPS_PROXY = {"HTTPS_PROXY": "http://proxy.example:3128"}


def _worlds() -> Iterator[World]:
    for name, answer in BOXES.items():
        yield World(
            f"{name} is the answer to everything, on a laptop behind a proxy",
            on_laptop(KEY).having(HTTPS_PROXY),
            parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, answer)),
            SAYS_NOTHING,
        )
        yield World(
            f"{name} is the answer to generations alone, on Vercel",
            on_vercel(KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, Rule(parts.GENERATE, answer)),
            SAYS_NOTHING,
        )


WORLDS = tuple(_worlds())
