"""Answers of Vercel's edge, of another site behind it, and of things that translate the gateway's protocol."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, NOT_HEALTHY, May
from tests.worlds.world import KEY, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
SSO = Answer(
    401,
    html_page("Authentication Required", "Vercel Authentication"),
    {"set-cookie": "_vercel_sso_nonce=FAKE; Path=/; Secure; HttpOnly"},
)
ELSEWHERE = May(BAD, not_claimed=BLAMES, not_certain=BLAMES)
NO_FIREWALL = frozenset({"firewall-blocks-gateway", "firewall-challenge"})


def _erring(status: int, code: str) -> Answer:
    return Answer(status, f"An error occurred with your deployment\n\n{code}\n", {"x-vercel-error": code})


def _of_the_edge() -> Iterator[World]:
    for status, code in (
        (504, "FUNCTION_INVOCATION_TIMEOUT"),
        (500, "FUNCTION_INVOCATION_FAILED"),
        (502, "ROUTER_EXTERNAL_TARGET_ERROR"),
        (503, "FUNCTION_THROTTLED"),
        (508, "INFINITE_LOOP_DETECTED"),
    ):
        for name, where in (("generations", parts.GENERATE), ("everything", parts.EVERYTHING)):
            yield World(
                f"the edge answers {name} with {code}",
                PAYING,
                parts.one_team(parts.PAID, parts.always(where, _erring(status, code))),
                May(BAD, not_claimed=BLAMES | NO_FIREWALL, not_named=NO_FIREWALL),
            )
    yield World(
        "the edge times out once, and then all is served",
        PAYING,
        parts.one_team(parts.PAID, Rule(parts.GENERATE, _erring(504, "FUNCTION_INVOCATION_TIMEOUT"), last=1)),
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES | NO_FIREWALL),
    )
    yield World(
        "streams time out at the edge, plain answers are served",
        PAYING,
        parts.one_team(parts.PAID, Rule(Where("generate", streamed=True), _erring(504, "FUNCTION_INVOCATION_TIMEOUT"))),
        May(NOT_HEALTHY, not_claimed=BLAMES | NO_FIREWALL),
    )


WORLDS: tuple[World, ...] = (
    *_of_the_edge(),
    World(
        "a protected deployment of somebody's own stands where the gateway should",
        PAYING,
        parts.one_team(parts.PAID, parts.always(parts.EVERYTHING, SSO)),
        ELSEWHERE,
    ),
    World(
        "no deployment stands where the gateway should",
        PAYING,
        parts.one_team(parts.PAID, parts.always(parts.EVERYTHING, _erring(404, "DEPLOYMENT_NOT_FOUND"))),
        May(BAD, not_claimed=BLAMES | {"model-unknown-or-retired"} | NO_FIREWALL, not_certain=BLAMES),
    ),
    World(
        "generations are redirected to another host",
        PAYING,
        parts.one_team(
            parts.PAID, parts.always(parts.GENERATE, Answer(307, None, {"location": "https://login.example/"}))
        ),
        ELSEWHERE,
    ),
    World(
        "everything is redirected to a login",
        PAYING,
        parts.one_team(
            parts.PAID,
            parts.always(
                parts.EVERYTHING,
                Answer(302, None, {"location": "https://login.example/", "server": "BigIP"}, by_gateway=False),
            ),
        ),
        ELSEWHERE,
    ),
    World(
        "something translates: the AI SDK's door answers in the form of chat completions",
        PAYING,
        parts.one_team(
            parts.PAID,
            parts.always(
                Where("generate", protocol="ai-sdk", streamed=False),
                Answer(
                    200,
                    {
                        "id": "gen_FAKE",
                        "object": "chat.completion",
                        "choices": [
                            {"index": 0, "message": {"role": "assistant", "content": "pong"}, "finish_reason": "stop"}
                        ],
                        "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10},
                    },
                ),
            ),
        ),
        May(NOT_HEALTHY, not_claimed=BLAMES),
    ),
    World(
        "something translates: the door of chat completions answers in the AI SDK's form",
        set_up("openai", KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            parts.always(
                Where("generate", protocol="chat-completions", streamed=False),
                Answer(200, {"content": [{"type": "text", "text": "pong"}], "finishReason": "stop", "usage": {}}),
            ),
        ),
        May(NOT_HEALTHY, not_claimed=BLAMES),
    ),
    World(
        "a reverse proxy of the team's own takes the gateway's marks off every answer",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(
                parts.EVERYTHING,
                lambda _request, ordinary: Answer(
                    ordinary.status, ordinary.body, {"server": "nginx"}, by_gateway=False
                ),
            ),
        ),
        May(("healthy", "degraded"), not_claimed=BLAMES),
    ),
    World(
        "a reverse proxy takes the marks off, and the team is the seed's",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                parts.EVERYTHING,
                lambda _request, ordinary: Answer(
                    ordinary.status, ordinary.body, {"server": "nginx"}, by_gateway=False
                ),
            ),
        ),
        May(
            ("failing", "inconclusive"),
            names=(("byok-needs-paid-tier",),),
            not_claimed=BLAMES
            - {"byok-needs-paid-tier", "purchase-not-effective-yet", "positive-balance-is-free-credit"},
        ),
    ),
)
