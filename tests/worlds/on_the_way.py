"""Worlds of what stands on the way: login pages, filters, challenges, and content networks with statuses of their own."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, NOT_THE_GATEWAY, OIDC, Codes, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

NOBODYS_FAULT: Codes = BLAMES | {
    "gateway-5xx",
    "provider-rate-limit",
    "model-unknown-or-retired",
    "routing-rule-denied",
}
SOMEBODY_ELSE = May(BAD, names=(tuple(sorted(NOT_THE_GATEWAY)),), not_claimed=NOBODYS_FAULT, not_certain=OIDC)
SSO = html_page("Authentication Required", "Vercel Authentication")
SUPPORT = html_page("Access Denied", "Reference #18.fake")


def _foreign(status: int, body: object = None, **headers: str) -> Answer:
    """An answer without the marks of Vercel's edge."""
    return Answer(status, body, by_gateway=False).with_headers(**headers)


def _cloudflare(status: int, words: str) -> Answer:
    return _foreign(status, html_page(f"{status}: {words}"), server="cloudflare", cf_ray="fake-FRA")


def both(name: str, answer: Answer, may: May = SOMEBODY_ELSE) -> Iterator[World]:
    """Everything gets this answer; and in a second world generations alone."""
    everything = parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, answer))
    yield World(f"{name}, to everything", on_laptop(KEY), everything, may)
    generations = parts.one_team(parts.PAID, Rule(parts.GENERATE, answer))
    yield World(f"{name}, to generations alone", on_vercel(KEY, Token(parts.PAID)), generations, may)


def _worlds() -> Iterator[World]:
    yield from both(
        "Deployment Protection asks for a login by 401",
        Answer(401, SSO, {"set-cookie": "_vercel_sso_nonce=fake; Path=/"}),
        May(BAD, not_claimed=NOBODYS_FAULT),
    )
    yield from both(
        "Deployment Protection sends to its login",
        Answer(302, "Redirecting...", {"location": "https://vercel.com/sso-api?url=https%3A%2F%2Ffake.vercel.app"}),
        May(BAD, not_claimed=NOBODYS_FAULT),
    )
    yield from both(
        "an identity proxy sends to an account of Google's",
        _foreign(302, None, server="Google Frontend", location="https://accounts.google.example/signin"),
    )
    yield from both("a network wants a login by its own status", _foreign(511, html_page("Network login")))
    yield from both(
        "a plain address that moved to https", _foreign(301, None, server="nginx", location="https://fake.example/")
    )
    yield from both(
        "a content network wants a script to be run",
        _foreign(403, html_page("Just a moment..."), server="cloudflare", cf_mitigated="challenge"),
    )
    yield from both(
        "a web firewall challenges by 202 and no body",
        _foreign(202, None, server="awselb/2.0", x_amzn_waf_action="challenge"),
    )
    yield from both("a content network denies with a reference", _foreign(403, SUPPORT, server="AkamaiGHost"))
    yield from both(
        "a company's filter names a category",
        _foreign(403, html_page("Web Page Blocked", "Category: AI"), server="FortiGate"),
    )
    yield from both("a law is named, 451", _foreign(451, html_page("Unavailable For Legal Reasons"), server="nginx"))
    yield from both(
        "the headers are too large for a balancer, 431",
        _foreign(431, html_page("Request Header Fields Too Large"), server="nginx"),
    )
    yield from both(
        "a balancer has no server, 503",
        _foreign(503, html_page("503 Service Temporarily Unavailable"), server="awselb/2.0"),
    )
    yield from both("a mesh has no healthy upstream, 503", _foreign(503, "no healthy upstream", server="envoy"))
    yield from both(
        "a mesh resets before headers, 503",
        _foreign(503, "upstream connect error or disconnect/reset before headers", server="istio-envoy"),
    )
    yield from both(
        "a gateway of somebody's own times out, 504",
        _foreign(504, {"message": "Endpoint request timed out"}, x_amzn_requestid="fake"),
    )
    for status, words in (
        (520, "Web server is returning an unknown error"),
        (521, "Web server is down"),
        (522, "Connection timed out"),
        (523, "Origin is unreachable"),
        (524, "A timeout occurred"),
        (525, "SSL handshake failed"),
        (526, "Invalid SSL certificate"),
    ):
        yield from both(f"{words}, {status}", _cloudflare(status, words))
    yield from both("a content network limits the rate, 429", _cloudflare(429, "You are being rate limited"))
    yield from both("a teapot, 418", _foreign(418, "I'm a teapot"))
    yield from both("misdirected, 421", _foreign(421, html_page("Misdirected Request"), server="Apache"))
    yield from both(
        "a container says hello with 200", _foreign(200, html_page("Welcome to nginx!"), server="nginx/1.27")
    )
    yield from both("a health check answers all with ok", _foreign(200, "ok", server="envoy"))
    yield from both(
        "an app of somebody's own answers all with its JSON", _foreign(200, {"status": "ok"}, server="uvicorn")
    )
    yield from both(
        "an app of somebody's own does not know the path", _foreign(404, {"detail": "Not Found"}, server="uvicorn")
    )
    yield from both(
        "an Express app does not know the path",
        _foreign(404, html_page("Error", "Cannot POST /v4/ai/language-model"), x_powered_by="Express"),
    )


WORLDS = tuple(_worlds())
