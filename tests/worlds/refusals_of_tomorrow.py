"""Worlds of statuses that the gateway is not known to give: in its form, without a body, and by somebody else's server."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.odd_statuses import UNHEARD
from tests.worlds.world import KEY, World, on_laptop, on_vercel

HERE = on_vercel(KEY, Token(parts.PAID))
KINDS = (
    (402, "payment_method_expired", "The card on file has expired."),
    (407, "proxy_authentication_required", "Authentication required."),
    (409, "idempotency_conflict", "Another request has this key."),
    (410, "api_version_gone", "This version is gone."),
    (413, "context_too_large", "Too large."),
    (415, "unsupported_media_type", "Unsupported media type."),
    (418, "teapot", "I am one."),
    (421, "misdirected_request", "Wrong region."),
    (422, "policy_conflict", "Two policies conflict."),
    (425, "replay_unsafe", "Too early."),
    (426, "sdk_too_old", "Upgrade the SDK."),
    (431, "headers_too_large", "Headers too large."),
    (451, "export_control", "Not available."),
    (403, "seat_required", "No seat in this team."),
    (400, "beta_not_enabled", "Not enabled."),
)
OF_CDN = (520, 521, 522, 523, 524, 525, 526, 527, 530)
ODD = May(BAD, not_claimed=UNHEARD)
FOREIGN = May(BAD, certain=False, not_claimed=BLAMES)


def _stray(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary.with_headers(proxy_authenticate="Basic"), by_gateway=False)


def _worlds() -> Iterator[World]:
    for status, kind, words in KINDS:
        yield World(
            f"{status} {kind} on every generation",
            HERE,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.refusal(status, kind, words))),
            ODD,
        )
    for status in (402, 410, 415, 421, 426, 431, 451):
        yield World(
            f"{status} and no body, on every generation",
            HERE,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, Answer(status))),
            May(BAD, not_claimed=UNHEARD, not_certain=MONEY),
        )
        yield World(
            f"{status} and a page by a server without a mark, from everything",
            on_laptop(KEY),
            parts.by_key_alone(
                parts.PAID,
                Rule(
                    parts.EVERYTHING, Answer(status, html_page("No"), {"server": "gateway-of-ours"}, by_gateway=False)
                ),
            ),
            FOREIGN,
        )
    for status in OF_CDN:
        yield World(
            f"{status} by a content network before the gateway, on every generation",
            HERE,
            parts.one_team(
                parts.PAID,
                Rule(
                    parts.GENERATE,
                    Answer(status, html_page(f"Error {status}"), {"server": "cloudflare"}, by_gateway=False),
                ),
            ),
            FOREIGN,
        )
    yield World(
        "407 by a proxy without a page, on every generation",
        HERE.having({"HTTPS_PROXY": "http://proxy.example:3128"}),
        parts.one_team(
            parts.PAID,
            Rule(parts.GENERATE, Answer(407, None, {"proxy-authenticate": "Basic realm=x"}, by_gateway=False)),
        ),
        May(BAD, certain=False, names=(("proxy-or-egress-filter",),), not_claimed=BLAMES),
    )
    yield World(
        "served without a mark, beside a stray header of a proxy's",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, _stray)),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"proxy-or-egress-filter", "not-the-gateway"}),
    )
    yield World(
        "402 of a new type by the key, and its team's token is served",
        HERE,
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", credential="key"), parts.refusal(402, "key_plan_required", "This key has no plan.")),
        ),
        May(BAD, not_certain=MONEY | KEY_IS_BAD, not_claimed=OTHER_TEAM | {"refusal-depends-on-origin"}),
    )
    yield World(
        "403 of a new type to streams, and plain answers are served",
        HERE,
        parts.one_team(
            parts.PAID,
            Rule(Where("generate", streamed=True), parts.refusal(403, "streaming_not_in_plan", "No streams.")),
        ),
        May(("degraded", "failing"), names=(("stream-refused",),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
    )


WORLDS: tuple[World, ...] = tuple(_worlds())
