"""Worlds in which something else than the gateway answers, or answers for it out of a store, as people really deploy it."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body, html_page
from tests.standin.deciding import unauthorized
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
    OIDC,
    OTHER_TEAM,
    May,
)
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
CHAT = on_laptop(KEY, GATEWAY_PROBE_CLIENT="openai")
WELL = ("healthy", "degraded")
SOMEBODY = tuple(sorted(NOT_THE_GATEWAY | {"base-url-wrong-path"}))
ELSE = May(BAD, names=(SOMEBODY,), not_certain=BLAMES | OIDC, not_claimed=MONEY | FACTORS | OTHER_TEAM)
NOT_SURELY_WELL = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
LITELLM = Answer(
    401,
    {
        "error": {
            "message": "Authentication Error, Invalid proxy server token passed.",
            "type": "auth_error",
            "param": "None",
            "code": "401",
        }
    },
    by_gateway=False,
)
PORTKEY = Answer(401, {"status": "failure", "message": "Invalid API Key. Error Code: 03"}, by_gateway=False)
CLOUDFLARE = Answer(
    401,
    {"success": False, "result": [], "messages": [], "error": [{"code": 2009, "message": "Unauthorized"}]},
    {"server": "cloudflare", "cf-ray": "fake-FRA"},
    by_gateway=False,
)
OPENAI = Answer(
    401,
    {
        "error": {
            "message": "Incorrect API key provided: vck_FAKE.",
            "type": "invalid_request_error",
            "param": None,
            "code": "invalid_api_key",
        }
    },
    {"server": "cloudflare", "openai-version": "2020-10-01"},
    by_gateway=False,
)
OPENROUTER = Answer(
    402,
    {"error": {"code": 402, "message": "Insufficient credits. Add more credits to continue."}},
    {"server": "cloudflare"},
    by_gateway=False,
)
OWN_APP = Answer(401, {"error": {"message": "Invalid app password", "type": "unauthorized"}})
OWN_PAGE = Answer(404, html_page("404: This page could not be found"), {"x-matched-path": "/404"})
SHORT_LIST = Answer(200, {"object": "list", "data": [{"id": "gpt-5.4-mini", "object": "model"}]}, by_gateway=False)
NOT_THERE = Answer(404, {"detail": "Not Found"}, by_gateway=False)


def instead(refusal: Answer, listed: Answer) -> tuple[Rule, ...]:
    """Another product at the base URL: its list, its refusal, and nothing at the gateway's own paths."""
    return (
        Rule(Where("models"), listed),
        Rule(Where("generate", protocol="chat-completions"), refusal),
        Rule(Where("generate", protocol=("ai-sdk",)), NOT_THERE),
        Rule(Where("generate"), refusal),
        Rule(parts.EVERYTHING, NOT_THERE),
    )


def _products() -> Iterator[World]:
    for what, refusal, listed in (
        ("LiteLLM's proxy", LITELLM, SHORT_LIST),
        ("LiteLLM's proxy, which lists nothing to strangers,", LITELLM, LITELLM),
        ("Portkey", PORTKEY, SHORT_LIST),
        ("another company's AI gateway", CLOUDFLARE, CLOUDFLARE),
        ("a provider itself", OPENAI, OPENAI),
        ("a marketplace of models", OPENROUTER, SHORT_LIST),
    ):
        for how, place in (("a chat client", CHAT), *((("the AI SDK", BOTH),) if refusal is LITELLM else ())):
            yield World(f"{what} answers {how}", place, Gateway(rules=instead(refusal, listed)), ELSE)
    yield World(
        "a marketplace of models serves a chat client, in OpenAI's form",
        CHAT,
        parts.by_key_alone(
            parts.PAID,
            Rule(Where("generate"), _served_elsewhere),
            Rule(Where("models"), SHORT_LIST),
            Rule(parts.EVERYTHING, NOT_THERE),
        ),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES),
    )


def _served_elsewhere(_request: Request, ordinary: Answer) -> Answer:
    """The answer of whoever speaks OpenAI's form, and nothing of the gateway's in it."""
    if not isinstance(ordinary.body, dict):
        kept = tuple(
            {**event, "id": "chatcmpl-FAKE"} if isinstance(event, dict) else event for event in ordinary.body[:1]
        )
        return replace(ordinary, body=(*kept, *ordinary.body[1:]), by_gateway=False)
    told = {name: value for name, value in ordinary.body.items() if name != "generationId"}
    return replace(ordinary, body={**told, "id": "chatcmpl-FAKE", "provider": "OpenAI"}, by_gateway=False)


def through(name: str, may: May, *rules: Rule, place: Place = BOTH) -> World:
    """A team that has paid, and something on the way."""
    return World(name, place, parts.one_team(parts.PAID, *rules), may)


def one_for_all(_request: Request, ordinary: Answer) -> Answer:
    """Each answer is that of the first generation, whoever asked it."""
    if isinstance(ordinary.body, dict) and ordinary.status == 200:
        gateway = {"routing": {"finalProvider": "openai", "canonicalSlug": ASKED}, "generationId": "gen_FAKEstored1"}
        return replace(ordinary, body={**ordinary.body, "providerMetadata": {"gateway": gateway}})
    return ordinary


def refused_out_of_store(answer: Answer) -> tuple[Rule, ...]:
    """Refusals of an hour ago, handed out again; marks of the store on them."""
    return (Rule(Where(("generate", "credits"), ("key", "token")), answer.with_headers(age="3600", x_cache="HIT")),)


LOGIN = Answer(302, None, {"location": "https://sso.example/login"}, by_gateway=False)
TO_SLASH = Answer(301, None, {"location": "/v4/ai/language-model/"})
ASKS_ITSELF = Answer(
    401, error_body("Authentication required", "authentication_error"), {"www-authenticate": 'Basic realm="proxy"'}
)
POLICY = Answer(
    403, {"error": {"message": "Generative AI is blocked by policy.", "type": "forbidden"}}, by_gateway=False
)

WORLDS = (
    *_products(),
    through(
        "an app of one's own on Vercel stands at the address, and wants its own password",
        ELSE,
        Rule(parts.EVERYTHING, OWN_APP),
    ),
    through(
        "an app of one's own on Vercel stands at the address, and has no such page",
        May(BAD, names=(SOMEBODY,), not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.EVERYTHING, OWN_PAGE),
    ),
    through(
        "an app of one's own on Vercel hands look-ups on, and wants its own password for generations",
        May(BAD, not_certain=KEY_IS_BAD | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(parts.GENERATE, OWN_APP),
    ),
    through(
        "something on the way wants a name and a password of its own, in the gateway's form",
        May(BAD, not_certain=KEY_IS_BAD | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where(("generate", "credits")), ASKS_ITSELF),
    ),
    through(
        "refusals of the key come out of a store, an hour old",
        May(BAD, not_certain=KEY_IS_BAD | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        *refused_out_of_store(unauthorized()),
    ),
    through(
        "the paid tier's word comes out of a store, an hour old",
        May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        Rule(parts.GENERATE, parts.BYOK_REFUSAL.with_headers(age="3600", x_cache="HIT")),
    ),
    through(
        "that the model is unknown comes out of a store, an hour old",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.unknown_model(ASKED).with_headers(age="3600", x_cache="HIT")),
    ),
    through(
        "each plain answer is that of one generation, kept in a store without a mark",
        NOT_SURELY_WELL,
        Rule(parts.GENERATE, one_for_all),
        place=BOTH,
    ),
    through(
        "answers of generations tell that they come out of a store",
        NOT_SURELY_WELL,
        Rule(parts.GENERATE, lambda _request, ordinary: ordinary.with_headers(age="86400", x_cache="HIT")),
    ),
    through("generations are sent to a login", ELSE, Rule(parts.GENERATE, LOGIN)),
    through("everything is sent to a login", ELSE, Rule(parts.EVERYTHING, LOGIN)),
    through(
        "generations are moved to the path with a slash",
        May(BAD, not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.GENERATE, TO_SLASH),
    ),
    through(
        "generations tell a packing that they are not in",
        May(NOT_HEALTHY, not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.GENERATE, lambda _request, ordinary: ordinary.with_headers(content_encoding="gzip")),
    ),
    through(
        "credits tell a packing that they are not in, generations are served",
        May(WELL, not_claimed=BLAMES),
        Rule(parts.CREDITS, lambda _request, ordinary: ordinary.with_headers(content_encoding="gzip")),
    ),
    through(
        "a policy's words in a form like the gateway's, to generations alone",
        May(BAD, not_certain=BLAMES | {"routing-rule-denied"}, not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM),
        Rule(parts.GENERATE, POLICY),
    ),
    through(
        "the paid tier's word under a status of 200",
        May(NOT_HEALTHY, not_certain=MONEY, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        Rule(parts.GENERATE, replace(parts.BYOK_REFUSAL, status=200)),
    ),
    through(
        "a refusal of the key under a status of 200",
        May(NOT_HEALTHY, not_certain=KEY_IS_BAD, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where(("generate", "credits")), replace(unauthorized(), status=200)),
    ),
    through(
        "errors lose their body on the way: 403 and nothing",
        May(BAD, not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.GENERATE, Answer(403, None)),
    ),
    through(
        "errors lose their body on the way: 401 and nothing, credits as well",
        May(BAD, not_certain=KEY_IS_BAD | OIDC, not_claimed=MONEY | OTHER_TEAM | FACTORS),
        Rule(Where(("generate", "credits")), Answer(401, None)),
    ),
    through(
        "errors lose their type on the way",
        May(BAD, not_certain=BLAMES, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        Rule(parts.GENERATE, Answer(403, error_body("Forbidden", None))),
    ),
    through(
        "407 to generations, in the gateway's form",
        May(BAD, not_certain=BLAMES, not_claimed=BLAMES),
        Rule(parts.GENERATE, Answer(407, error_body("Proxy authentication required", "authentication_error"))),
    ),
    World(
        "a key that somebody on the way puts in for all: a made-up one is taken as well, and all is served",
        BOTH,
        Gateway(
            (Key(KEY, parts.PAID),),
            (Token(parts.PAID),),
            rules=(Rule(Where("credits"), Answer(200, {"balance": "95.50", "total_used": "4.50"})),),
        ),
        May((*WELL, "inconclusive"), not_claimed=BLAMES),
    ),
)
