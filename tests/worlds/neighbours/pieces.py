"""Answers and boxes that several worlds of this folder are made of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body, html_page
from tests.standin.deciding import unauthorized
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.world import KEY, REVOKED_KEY

ANYHOW = ("healthy", "degraded", "failing", "inconclusive")
NOT_BAD = ("healthy", "degraded")
WHOSE = OTHER_TEAM | KEY_IS_BAD | OIDC
ALL = FACTORS | WHOSE | MONEY | STORED_CREDENTIAL
BOX = ("proxy-or-egress-filter", "not-the-gateway", "base-url-wrong-host", "unparseable-error-body")

VIA = {"via": "1.1 egress.example"}
PROXY = {"HTTPS_PROXY": "http://egress.example:3128"}
QUOTA = 'Quota limit exceeded for "api_key_id_fake". Current spend: $20.00, limit: $20.00.'
PROJECT_BUDGET = "Project budget exceeded. Current spend: $200.00, limit: $200.00."
FREE_LIMIT = "Free tier requests on this model are rate-limited. Upgrade to paid credits for unrestricted access."

UNAUTHORIZED = unauthorized()
NO_CARD = parts.refusal(
    403, "customer_verification_required", "AI Gateway requires a valid credit card on file to service requests."
)
OVER_BUDGET = parts.refusal(402, "quota_for_entity_exceeded", QUOTA)
OVER_PROJECT_BUDGET = parts.refusal(402, "quota_for_entity_exceeded", PROJECT_BUDGET)
FREE_THROTTLED = parts.refusal(429, "rate_limit_exceeded", FREE_LIMIT)
RESTRICTED = Answer(
    403,
    error_body(
        "Free tier users do not have access to this model. Upgrade to paid credits for unrestricted access.",
        "no_providers_available",
        {"name": "RestrictedModelsError", "statusCode": 403},
    ),
)
LOGIN = Answer(
    401,
    html_page("Authentication Required"),
    {"server": "Vercel", "set-cookie": "_vercel_sso_nonce=fake; Path=/; HttpOnly"},
)
CLOUDFLARE = Answer(
    403, html_page("Attention Required! | Cloudflare"), {"server": "cloudflare", "cf-ray": "fake-FRA"}, by_gateway=False
)

Change = Callable[[Request, Answer], Answer]


def through(**headers: str) -> Change:
    """The ordinary answer with more headers: what a box between adds."""
    return lambda _request, ordinary: ordinary.with_headers(**headers)


def box() -> Rule:
    """Everything goes through it, and it does no more than say so."""
    return Rule(Where(), through(**VIA))


def takes_authorization_out(request: Request, ordinary: Answer) -> Answer:
    """A proxy that drops `Authorization`: the gateway sees nobody, and its own 401 comes back."""
    return (ordinary if _is_public(request) else UNAUTHORIZED).with_headers(**VIA)


def takes_it_out_of_generations(request: Request, ordinary: Answer) -> Answer:
    """As above, for what is posted alone."""
    return (UNAUTHORIZED if request.door == "generate" else ordinary).with_headers(**VIA)


def nameless(_request: Request, ordinary: Answer) -> Answer:
    """Nothing is left that says who answered."""
    return replace(ordinary, by_gateway=False)


def own_answer(status: int, body: Any, **headers: str) -> Answer:
    """What a box says by itself."""
    return Answer(status, body, headers, by_gateway=False)


def _is_public(request: Request) -> bool:
    return request.door in {"models", "endpoints", "model"}


REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
PULLED = Token(parts.PAID, environment="development")
LAPTOP = Gateway((Key(KEY, parts.PAID), REVOKED), (PULLED,))
DEPLOYMENT = parts.one_team(parts.PAID)
NOBODY = KEY_IS_BAD | OIDC | MONEY


def with_credits(balance: str, used: str, where: Where = parts.CREDITS) -> Rule:
    """Credits that are told so, to whoever the gateway knows."""
    return Rule(
        where,
        lambda _request, ordinary: (
            replace(ordinary, body={"balance": balance, "total_used": used}) if ordinary.status == 200 else ordinary
        ),
    )
