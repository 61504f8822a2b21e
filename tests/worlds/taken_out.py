"""Worlds of a box on the way that takes the credential out of a request and hands on the gateway's own refusal."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, error_body
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.between import carried
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
INSPECTED = {"HTTPS_PROXY": "http://proxy.example:3128", "NODE_EXTRA_CA_CERTS": "/etc/ssl/company.pem"}
NEVER_CAME = Answer(401, error_body("Missing Authorization header", "authentication_error"))
SOMEBODY = (("proxy-or-egress-filter",),)
UNSURE = May(
    BAD,
    names=SOMEBODY,
    not_certain=KEY_IS_BAD | OIDC,
    not_claimed=MONEY | FACTORS | OTHER_TEAM,
    not_ruled_out=frozenset({"proxy-or-egress-filter"}),
)
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)


def box(*kinds: str, words: Answer | None = None, **marks: str) -> Rule:
    """Credentials of these kinds never arrive, so the gateway says what it says to everybody without one."""

    def answer(request: Request, ordinary: Answer) -> Answer:
        lost = request.credential in kinds and request.door in {"credits", "generate"}
        return ((words or unauthorized()) if lost else ordinary).with_headers(**marks)

    return Rule(parts.EVERYTHING, answer)


def lost(name: str, may: May, *rules: Rule, place: Place = BOTH) -> World:
    """A team that has paid, whose credentials are good wherever they arrive."""
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


ANY = ("key", "token", "made-up")
WORLDS = (
    lost("a proxy that names itself takes every credential out", UNSURE, box(*ANY, via="1.1 gate.example")),
    lost("a proxy with its own name as server takes every credential out", UNSURE, box(*ANY, server="nginx")),
    lost(
        "a box whose authority is trusted takes every credential out",
        UNSURE,
        box(*ANY),
        place=on_laptop(KEY).having(INSPECTED),
    ),
    lost(
        "a bundle of certificates of one's own, and every credential is taken out",
        UNSURE,
        box(*ANY),
        place=on_laptop(KEY, SSL_CERT_FILE="/etc/ssl/company.pem"),
    ),
    lost(
        "a proxy of a way without encryption takes every credential out",
        UNSURE,
        box(*ANY),
        place=on_laptop(KEY, https_proxy="http://proxy.example:3128"),
    ),
    lost(
        "a proxy that names itself takes the token out, and there is no key",
        UNSURE,
        box(*ANY, via="1.1 gate.example"),
        place=on_vercel(None, Token(parts.PAID)),
    ),
    lost(
        "a filter takes keys out and lets tokens pass",
        replace(UNSURE, not_claimed=MONEY | OTHER_TEAM),
        box("key", "made-up", via="1.1 gate.example"),
    ),
    lost(
        "a filter takes tokens out and lets keys pass",
        May(("healthy", "degraded"), not_certain=OIDC),
        box("token", via="1.1 gate.example"),
    ),
    lost("a proxy without any mark takes every credential out, in the gateway's words for none",
         replace(UNSURE, verdict=("proxy-or-egress-filter",), not_claimed=UNSURE.not_claimed | KEY_IS_BAD),
         box(*ANY, words=NEVER_CAME)),
    lost("a proxy without any mark takes the token out, in the gateway's words for none",
         replace(UNSURE, verdict=("proxy-or-egress-filter",), not_claimed=UNSURE.not_claimed | OIDC),
         box(*ANY, words=NEVER_CAME), place=on_vercel(None, Token(parts.PAID))),
    World(
        "a revoked key by a direct way",
        on_laptop(REVOKED_KEY),
        Gateway((REVOKED,)),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",), certain=True),
    ),
    World(
        "a revoked key, and a proxy that names itself",
        on_laptop(REVOKED_KEY),
        Gateway((REVOKED,), rules=(box(via="1.1 gate.example"),)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",), *SOMEBODY), certain=False),
    ),
    World(
        "a key in quotes, by way of a proxy that hands the bare one on",
        on_laptop(f'"{KEY}"'),
        parts.by_key_alone(parts.PAID, carried("nginx/1.27")),
        May(("failing",), verdict=("key-quoted-or-prefixed",), certain=True),
    ),
    World(
        "a team without a card, by way of a proxy",
        on_laptop(KEY),
        parts.by_key_alone(parts.NO_CARD, carried("nginx/1.27")),
        May(("failing",), verdict=("no-card-on-file",), certain=True),
    ),
)  # fmt: skip
