"""Worlds whose answers hold fields of odd types: every field of the routing metadata is optional on the wire."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, May
from tests.worlds.world import KEY, World, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
SEED = on_vercel(KEY, Token(parts.FREE_WITH_BYOK))
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
REFUSED = May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS)


def routed(routing: Any) -> Callable[[Request, Answer], Answer]:
    """The ordinary answer, its routing replaced; a function edits the one that is there."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if isinstance(ordinary.body, tuple):
            return replace(ordinary, body=tuple(_edited(event, routing) for event in ordinary.body))
        return replace(ordinary, body=_edited(ordinary.body, routing))

    return answer


def _edited(body: Any, routing: Any) -> Any:
    if not isinstance(body, dict) or "gateway" not in body.get("providerMetadata", {}):
        return body
    gateway = body["providerMetadata"]["gateway"]
    if "routing" not in gateway:
        return body
    new = routing(gateway["routing"]) if callable(routing) else routing
    return {**body, "providerMetadata": {"gateway": {**gateway, "routing": new}}}


def _texts_for_numbers(routing: dict[str, Any]) -> dict[str, Any]:
    attempts = [
        {
            **model,
            "providerAttempts": [
                {**item, "statusCode": str(item.get("statusCode"))} for item in model["providerAttempts"]
            ],
        }
        for model in routing["modelAttempts"]
    ]
    return {
        **routing,
        "modelAttempts": attempts,
        "totalProviderAttemptCount": str(routing["totalProviderAttemptCount"]),
    }


def _nulls(routing: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(routing)


def _unknown_credential(routing: dict[str, Any]) -> dict[str, Any]:
    attempts = [
        {**model, "providerAttempts": [{**item, "credentialType": "virtual"} for item in model["providerAttempts"]]}
        for model in routing["modelAttempts"]
    ]
    return {**routing, "modelAttempts": attempts}


ODD: tuple[tuple[str, Any], ...] = (
    ("null", None),
    ("a word", "azure"),
    ("a list", [1, None, {}]),
    ("every field null", _nulls),
    ("numbers as text", _texts_for_numbers),
    ("attempts that are a word", lambda routing: {**routing, "modelAttempts": "none", "attempts": 3}),
    (
        "attempts that hold nonsense",
        lambda routing: {**routing, "modelAttempts": [None, 4, {"providerAttempts": {"0": {}}}]},
    ),
    ("fallbacks that are null", lambda routing: {**routing, "fallbacksAvailable": [None, {"slug": "openai"}]}),
)


def _body(change: Callable[[dict[str, Any]], Any]) -> Callable[[Request, Answer], Answer]:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=change(ordinary.body)) if isinstance(ordinary.body, dict) else ordinary

    return answer


WORLDS = (
    *(
        World(
            f"served, and the routing is {name}",
            BOTH,
            parts.one_team(parts.PAID, Rule(parts.GENERATE, routed(value))),
            SERVED,
        )
        for name, value in ODD
    ),
    *(
        World(
            f"the seed's refusal, and the routing is {name}",
            SEED,
            parts.one_team(parts.FREE_WITH_BYOK, Rule(parts.GENERATE, routed(value))),
            REFUSED,
        )
        for name, value in ODD
    ),
    World(
        "a credential of a kind that nobody knows yet served",
        BOTH,
        parts.one_team(parts.PAID, Rule(parts.GENERATE, routed(_unknown_credential))),
        SERVED,
    ),
    World(
        "the seed's refusal in a body with its code beside the error, as some answers have it",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                Where("generate", model="openai/gpt-5.4-mini"),
                _body(
                    lambda body: {"error": body["error"]["message"], "type": body["error"]["type"], "statusCode": 403}
                ),
            ),
        ),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "the seed's refusal with its generation id at the top, and a suffix in the words",
        SEED,
        parts.one_team(
            parts.FREE_WITH_BYOK,
            Rule(
                Where("generate", model="openai/gpt-5.4-mini"),
                _body(
                    lambda body: {
                        "error": {**body["error"], "message": f"{body['error']['message']} [gen_FAKE]"},
                        "generationId": "gen_FAKE",
                    }
                ),
            ),
        ),
        REFUSED,
    ),
    World(
        "metadata under the name of the OpenAI clients, in snake case",
        BOTH,
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", streamed=False),
                _body(
                    lambda body: {
                        **{key: value for key, value in body.items() if key != "providerMetadata"},
                        "provider_metadata": body["providerMetadata"],
                    }
                ),
            ),
        ),
        SERVED,
    ),
    World(
        "a provider's words that hold the gateway's own types",
        on_vercel(KEY, Token(Team(stored={"openai": Credential("bad-request")}))),
        parts.one_team(
            Team(stored={"openai": Credential("bad-request")}),
            Rule(
                Where("generate"),
                _body(
                    lambda body: (
                        {
                            **body,
                            "error": {
                                **body["error"],
                                "param": {**body["error"]["param"], "error": {"type": "byok_requires_paid_credits"}},
                            },
                        }
                        if "param" in body.get("error", {})
                        else body
                    )
                ),
            ),
            system={"openai": "bad-request", "azure": "none"},
        ),
        May(("failing", "inconclusive", "degraded"), not_claimed=KEY_IS_BAD | FACTORS | {"byok-needs-paid-tier"}),
    ),
)
