"""Boxes on the way that take, add or replace one thing: a header, a status, a body, a key."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where, error_body, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.crossings.changed_on_the_way import Change
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
LAPTOP = on_laptop(KEY)
WITH_KEYS = Where(("credits", "generate", "record"))
ANYTHING = ("healthy", *NOT_HEALTHY)


def _headers() -> Iterator[World]:
    nameless = changes.every(lambda a: replace(a, by_gateway=False))
    for name, team in (
        ("served", parts.PAID),
        ("refused for a missing card", parts.NO_CARD),
        ("blocked", parts.BLOCKED),
    ):
        yield World(
            f"every header of Vercel's is taken off, {name}",
            LAPTOP,
            parts.by_key_alone(team, nameless),
            May(
                ANYTHING,
                not_claimed=KEY_IS_BAD | OTHER_TEAM,
                # No word of Vercel's that each answer carries its marks; where none does, its own words must do.
                not_certain=KEY_IS_BAD,
            ),
        )
    yield World(
        "a proxy puts the company's own key in the place of every other",
        LAPTOP,
        parts.by_key_alone(
            parts.PAID, Rule(Where("credits"), Answer(200, {"balance": "7041.07", "total_used": "8.93"}))
        ),
        May(("degraded", "inconclusive"), names=(("control-key-accepted",),), not_claimed=KEY_IS_BAD),
    )
    yield World(
        "a proxy adds a word of its own to answers that pass",
        LAPTOP,
        parts.by_key_alone(parts.PAID, changes.every(changes.headed(via="1.1 corp.example", x_corp="inspected"))),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )
    for name, header, value in (
        ("a mitigation", "x-vercel-mitigated", "deny"),
        ("an error of the edge", "x-vercel-error", "FUNCTION_INVOCATION_TIMEOUT"),
    ):
        yield World(
            f"a missing card's words, with {name} in the head",
            LAPTOP,
            parts.by_key_alone(
                parts.PAID, parts.always(parts.GENERATE, replace(changes.NO_CARD, headers={header: value}))
            ),
            May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD),
        )


def _with_status(old: int, new: int) -> Change:
    return lambda answer: replace(answer, status=new) if answer.status == old else answer


def _statuses() -> Iterator[World]:
    for old, new in ((401, 403), (401, 407), (403, 200), (403, 500), (403, 503), (402, 403), (403, 404), (403, 429)):
        team = parts.NO_MONEY if old == 402 else parts.NO_CARD
        gateway = parts.by_key_alone(team, changes.every(_with_status(old, new)))
        yield World(
            f"a proxy makes {new} of {old}",
            LAPTOP,
            gateway,
            May(BAD, not_certain=KEY_IS_BAD | FACTORS | {"gateway-5xx", "model-unknown-or-retired"}),
        )
    empty = changes.refused(lambda a: replace(a, body=None))
    yield World(
        "a proxy takes the body off every refusal",
        LAPTOP,
        parts.by_key_alone(parts.NO_CARD, empty),
        May(BAD, not_certain=BLAMES, not_claimed=KEY_IS_BAD),
    )


def _pages() -> Iterator[World]:
    filtered = Answer(
        403, html_page("Blocked by policy", "Uploads are inspected."), {"server": "Zscaler/6.2"}, by_gateway=False
    )
    yield World(
        "a filter stops every prompt and lets look-ups pass",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, filtered)),
        May(BAD, names=(("proxy-or-egress-filter", "not-the-gateway", "unparseable-error-body"),), not_claimed=BLAMES),
    )
    for status in (520, 522, 525, 530):
        page = Answer(
            status, html_page(f"Error {status}"), {"server": "cloudflare", "cf-ray": "8f0-FRA"}, by_gateway=False
        )
        yield World(
            f"a page with {status} of another edge",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, page)),
            May(BAD, not_claimed=BLAMES | {"gateway-5xx"}),
        )
    yield World(
        "a portal answers once, and then everything passes",
        LAPTOP,
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.FOREIGN_PAGE, last=1)),
        May(ANYTHING, not_claimed=BLAMES),
    )
    own = Answer(
        401,
        error_body("Invalid proxy server token passed", "authentication_error"),
        {"server": "uvicorn"},
        by_gateway=False,
    )
    for name, answer in (
        ("another gateway's", own),
        (
            "another gateway's, in the form of OpenAI",
            replace(own, body={"error": {"message": "x", "code": "invalid_api_key"}}),
        ),
    ):
        yield World(
            f"{name} 401 for every key, with the true list of models",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(WITH_KEYS, answer)),
            May(BAD, not_certain=KEY_IS_BAD | MONEY),
        )
    for name, headers in (
        ("to a login", {"location": "https://login.example/sso"}),
        ("to itself", {"location": "/v4/ai/language-model/"}),
    ):
        yield World(
            f"generations are sent on {name}",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, Answer(307, "", headers))),
            May(BAD, not_claimed=BLAMES),
        )
    for name, where in (("the balance", Where("credits")), ("the list of models", parts.MODELS)):
        for what, answer in (("mitigated", parts.MITIGATED), ("challenged", parts.CHALLENGE)):
            yield World(
                f"{name} is {what}, generations are served",
                PLACE,
                parts.one_team(parts.PAID, parts.always(where, answer)),
                May(("healthy", "degraded"), not_claimed=BLAMES),
            )
    gone = Answer(404, "The deployment could not be found.", {"x-vercel-error": "DEPLOYMENT_NOT_FOUND"})
    yield World(
        "the edge finds no deployment for generations",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, gone)),
        May(BAD, names=(("edge-answers-with-error",),), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    )


def _bodies() -> Iterator[World]:
    def other_model(request: Request, ordinary: Answer) -> Answer:
        routing = {**ordinary.body["providerMetadata"]["gateway"]["routing"], "canonicalSlug": "zai/glm-5"}
        told = {"gateway": {"routing": {**routing, "originalModelId": "zai/glm-5"}}}
        return replace(ordinary, body={**ordinary.body, "providerMetadata": told})

    yield World(
        "a proxy asks for another model",
        PLACE,
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=False), other_model)),
        May(("healthy", "degraded"), found=(("another-model-served",),), not_claimed=BLAMES),
    )
    for name, body in (("nothing", {}), ("a greeting", {"message": "pong"}), ("a list", [1, 2]), ("a word", "pong")):
        yield World(
            f"generations are answered with {name} and 200",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, Answer(200, body))),
            May(NOT_HEALTHY, not_claimed=BLAMES),
        )
    yield World(
        "a proxy makes plain answers of streams",
        LAPTOP,
        parts.by_key_alone(
            parts.PAID,
            Rule(
                Where("generate", streamed=True),
                Answer(200, {"content": [{"type": "text", "text": "pong"}], "finishReason": "stop", "usage": {}}),
            ),
        ),
        May(NOT_HEALTHY, not_claimed=BLAMES - {"stream-refused"}),
    )
    numbers = Answer(200, {"balance": 95.5, "total_used": 4.5})
    yield World(
        "balances are numbers and no words",
        PLACE,
        parts.one_team(parts.PAID, parts.always(Where("credits", ("key", "token")), numbers)),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    )


WORLDS = (*_headers(), *_statuses(), *_pages(), *_bodies())
