"""A plain word of the gateway beside something that speaks against it: the cause is named, and is not certain."""

import json
from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where, error_body
from tests.standin.doors import Request
from tests.standin.gateway import RunningGateway
from tests.worlds import parts
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
OF_ASKED = Where("generate", model=ASKED)


def doubted(code: str, **more: object) -> May:
    """The cause may be named, and must not be certain."""
    return May(BAD, not_certain=frozenset({code}), **more)  # type: ignore[arg-type]


def param(status: int, kind: str, words: str, name: str, **more: object) -> Answer:
    """A refusal whose `param` names the gateway's own class."""
    return Answer(status, error_body(words, kind, {"statusCode": status, "name": name, "message": words, **more}))


FREE_WORDS = "Free tier users do not have access to this model. Upgrade to paid credits for unrestricted access."
FREE_LIMIT = parts.refusal(429, "rate_limit_exceeded", "Free tier requests on this model are rate-limited.")
CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
NGINX = {"server": "nginx"}


def by_openai(_request: Request, ordinary: Answer) -> Answer:
    """The answer, as one that OpenAI gave with the gateway's own credential."""
    told = json.dumps(ordinary.body).replace('"finalProvider": "azure"', '"finalProvider": "openai"')
    return replace(ordinary, body=tuple(json.loads(told.replace('"provider": "azure"', '"provider": "openai"'))))


def served_by_another(request: Request, _ordinary: Answer) -> Answer:
    """What a team of the paid tier is answered."""
    return RunningGateway(parts.one_team(Team())).answer(request)


WORLDS = (
    # A team that is served the model of the paid tier, at 95 dollars, is not on the free tier.
    World("free tier's words for one model, and the model of the paid tier is served", BOTH, parts.one_team(Team(), Rule(OF_ASKED, param(403, "no_providers_available", FREE_WORDS, "RestrictedModelsError"))), doubted("free-tier-model-restricted", not_claimed=KEY_IS_BAD | OTHER_TEAM)),
    World("a card is asked for of streams alone", BOTH, parts.one_team(Team(), Rule(STREAMED, CARD)), May(NOT_HEALTHY, not_certain=frozenset({"no-card-on-file"}), not_claimed=KEY_IS_BAD | OTHER_TEAM)),
    # Without routing nobody can see whose credential served.
    World("BYOK is expected, and nothing of the routing is told", BOTH.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}), parts.one_team(parts.PAID, Rule(Where("record"), parts.refusal(404, "not_found", "Not found")), metadata="none"), May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM)),
    World("a provider is expected, and another one serves streams", BOTH.having({"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}), parts.one_team(parts.PAID, Rule(STREAMED, by_openai)), May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM)),
    World("the gate refuses by its word, and an attempt at the provider was made", on_laptop(KEY), parts.by_key_alone(Team(), Rule(parts.GENERATE, parts.tried("azure", "byok", 403, "Bring Your Own Key (BYOK) is available only with paid credits.", {"error": {"message": "BYOK", "type": "byok_requires_paid_credits"}}))), doubted("byok-needs-paid-tier", not_claimed=KEY_IS_BAD | OTHER_TEAM)),
)  # fmt: skip
