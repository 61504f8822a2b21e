"""Worlds in which the app is served in spite of signs that alarm: none of these is a cause."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NETWORK, NOT_HEALTHY, NOT_THE_GATEWAY, OIDC, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, OTHER_KEY, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
NO_CAUSE = BLAMES | NETWORK | NOT_THE_GATEWAY | {"gateway-5xx", "comes-and-goes", "model-unknown-or-retired"}
SERVED = May(WELL, not_claimed=NO_CAUSE)
SURE = May(("healthy",), certain=True, not_claimed=NO_CAUSE)
PRODUCTION = on_vercel(KEY, Token(parts.PAID))
OLD_VARIABLE = Token(parts.PAID, age_s=90_000, lifetime_s=3600)
AZURE_ASKED = "azure/gpt-5.4-mini"


def _edited(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Rule:
    """Plain answers that are served are changed so."""
    return Rule(
        Where("generate", streamed=False), lambda _request, ordinary: replace(ordinary, body=change(ordinary.body))
    )


def _saying(text: str) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        if isinstance(ordinary.body, tuple):
            body: Any = tuple(
                {**event, "delta": text} if isinstance(event, dict) and event.get("type") == "text-delta" else event
                for event in ordinary.body
            )
            return replace(ordinary, body=body)
        return replace(ordinary, body={**ordinary.body, "content": [{"type": "text", "text": text}]})

    return Rule(parts.GENERATE, answer)


def _headed(**headers: str) -> Rule:
    return Rule(parts.EVERYTHING, lambda _request, ordinary: ordinary.with_headers(**headers))


def _without_model(_request: Request, ordinary: Answer) -> Answer:
    kept = [item for item in ordinary.body["data"] if not item["id"].endswith("gpt-5.4-mini")]
    return replace(ordinary, body={**ordinary.body, "data": kept})


def _credits(balance: Any, used: Any = "40.00") -> Rule:
    return Rule(parts.CREDITS, Answer(200, {"balance": balance, "total_used": used}))


def _of_money() -> Iterator[World]:
    for name, rule in (
        ("a balance of nothing", _credits("0.00")),
        ("a balance of nothing, as a short number", _credits("0")),
        ("a balance below nothing", _credits("-3.10")),
        ("a balance of a crumb", _credits("0.0000001")),
        ("a balance in an exponent", _credits("1E+2")),
        ("amounts that are numbers", _credits(12.5, 4)),
        ("a balance without what was used", Rule(parts.CREDITS, Answer(200, {"balance": "12.00"}))),
        ("credits that are throttled once", Rule(parts.CREDITS, parts.THROTTLED, last=1)),
        ("credits that are throttled always", Rule(parts.CREDITS, parts.THROTTLED)),
        ("credits that fail", Rule(parts.CREDITS, parts.UNAVAILABLE)),
        ("credits that are denied", Rule(parts.CREDITS, parts.ACCESS_DENIED)),
        ("credits that a proxy answers", Rule(parts.CREDITS, parts.SQUID)),
        ("credits that stay silent", Rule(parts.CREDITS, parts.SILENCE)),
    ):
        yield World(f"served by its own credential beside {name}", PRODUCTION, parts.one_team(parts.PAID, rule), SERVED)
    yield World(
        "a free team with its first five dollars, served",
        on_vercel(KEY, Token(Team("team_FAKEnew", "free", "5.00", "0.00"))),
        parts.one_team(Team("team_FAKEnew", "free", "5.00", "0.00")),
        SERVED,
    )
    yield World(
        "a free team with forty cents, served",
        on_vercel(KEY, Token(Team("team_FAKElow", "free", "0.40", "4.60"))),
        parts.one_team(Team("team_FAKElow", "free", "0.40", "4.60")),
        SERVED,
    )


def _of_attempts() -> Iterator[World]:
    for name, team, system in (
        ("the gateway's first provider is down", Team(), {"openai": "down"}),
        ("the gateway's first provider limits the rate", Team(), {"openai": "rate-limit"}),
        ("the gateway's first provider is overloaded", Team(), {"openai": "overloaded"}),
        ("the gateway's first key is refused", Team(), {"openai": "bad-key"}),
        ("the gateway's first account has no funds", Team(), {"openai": "no-funds"}),
    ):
        yield World(f"served at the second attempt: {name}", PRODUCTION, parts.one_team(team, system=system), SERVED)
    for outcome in ("bad-key", "rate-limit", "no-deployment", "network"):
        team = Team(stored={"azure": Credential(outcome)})
        yield World(
            f"served by the gateway's credential after the team's own came out as {outcome}",
            replace(PRODUCTION, model=AZURE_ASKED),
            parts.one_team(team),
            May(
                ("degraded",),
                names=(("byok-failed-silent-system-fallback",),),
                not_claimed=NO_CAUSE - STORED_CREDENTIAL,
            ),
        )


def _of_variables() -> Iterator[World]:
    good = parts.one_team(parts.PAID)
    for name, place in (
        ("an expired token among its variables", replace(PRODUCTION, env_token=OLD_VARIABLE)),
        ("an expired token among its variables, and none in the header", on_vercel(KEY, env_token=OLD_VARIABLE)),
        ("a token that is no token", on_vercel(KEY, VERCEL_OIDC_TOKEN="not.a-token")),
        ("a pulled token of yesterday, on a laptop", on_laptop(KEY, env_token=parts.EXPIRED_PULL)),
        ("an empty variable of OpenAI's", PRODUCTION.having({"OPENAI_API_KEY": ""})),
        ("an empty variable of Anthropic's", PRODUCTION.having({"ANTHROPIC_API_KEY": ""})),
        ("an empty variable of LiteLLM's", PRODUCTION.having({"VERCEL_AI_GATEWAY_API_KEY": ""})),
        ("the same key under LiteLLM's name", PRODUCTION.having({"VERCEL_AI_GATEWAY_API_KEY": KEY})),
        ("a placeholder under LiteLLM's name", PRODUCTION.having({"VERCEL_AI_GATEWAY_API_KEY": "[SENSITIVE]"})),
        ("a proxy's variable that names this host as exempt", PRODUCTION.having({"NO_PROXY": "127.0.0.1"})),
        ("certificates of a company in a variable", PRODUCTION.having({"NODE_EXTRA_CA_CERTS": "/etc/fake.pem"})),
    ):
        yield World(f"served, beside {name}", place, good, SERVED)
    yield World(
        "served by OpenAI's SDK, beside an empty variable of the AI SDK's",
        set_up("openai", KEY, Token(parts.PAID), AI_GATEWAY_API_KEY=""),
        good,
        replace(SERVED, not_claimed=NO_CAUSE | {"key-empty", "key-absent"}),
    )
    for name, key in (("shorter than others", f"{KEY[:52]}"), ("of a new form", "agw_live_FAKE" + "k" * 40)):
        yield World(
            f"served with a key {name}",
            on_vercel(key, Token(parts.PAID)),
            Gateway((Key(key, parts.PAID),), (Token(parts.PAID),)),
            SERVED,
        )
    yield World(
        "served by the key, and the deployment's token is refused",
        on_vercel(KEY, Token(parts.PAID, refused=True)),
        Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID, refused=True),)),
        SERVED,
    )
    yield World(
        "served by the token, and a key of another client's is revoked",
        # Where nobody names the client, that key would be the app's.
        on_vercel(None, Token(parts.PAID), VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"),
        Gateway((Key(OTHER_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
        SERVED,
    )


def _of_answers() -> Iterator[World]:
    for name, rule, may in (
        ("a model that the list has lost", Rule(parts.MODELS, _without_model), SERVED),
        (
            "a list of models with nothing in it",
            Rule(parts.MODELS, Answer(200, {"object": "list", "data": []})),
            SERVED,
        ),
        ("a list of models that is down", Rule(parts.MODELS, parts.UNAVAILABLE), SERVED),
        ("a control that is throttled", Rule(Where(credential="made-up"), parts.THROTTLED), SERVED),
        ("records that are not there", Rule(Where("record"), parts.UNAVAILABLE), SERVED),
        ("answers that say how little is left", _headed(x_ratelimit_remaining="0", retry_after="30"), SURE),
        ("answers that announce an end", _headed(deprecation="true", sunset="Tue, 01 Dec 2026 00:00:00 GMT"), SURE),
        ("answers with cookies and marks of a cache", _headed(set_cookie="a=FAKE", x_vercel_cache="MISS"), SURE),
        ("an error that is null", _edited(lambda body: {**body, "error": None}), SURE),
        ("warnings without an end", _edited(lambda body: {**body, "warnings": [{"type": "other"}] * 40}), SURE),
        # The AI SDK throws at an answer that has no usage.
        (
            "an answer without usage",
            _edited(lambda body: {k: v for k, v in body.items() if k != "usage"}),
            May(NOT_HEALTHY, not_claimed=NO_CAUSE - NOT_THE_GATEWAY),
        ),
        ("an answer that speaks of a refusal", _saying("403 byok_requires_paid_credits: access_denied"), SURE),
        ("an answer that is the text of an error", _saying('{"error": {"type": "insufficient_funds"}}'), SURE),
        ("answers that take two seconds each", Rule(parts.GENERATE, lambda _r, o: replace(o, delay_s=2)), SERVED),
    ):
        yield World(f"served, with {name}", PRODUCTION, parts.one_team(parts.PAID, rule), may)
    for age in ("old", "none"):
        yield World(
            f"served, with metadata: {age}", PRODUCTION, replace(parts.one_team(parts.PAID), metadata=age), SERVED
        )
    yield World(
        "azure is asked for in the id, and the canonical name is OpenAI's",
        replace(PRODUCTION, model=AZURE_ASKED),
        parts.one_team(parts.PAID),
        replace(SURE, not_named=frozenset({"another-model-served", "model-unknown-or-retired"})),
    )
    yield World(
        "the clock is twenty seconds off",
        PRODUCTION,
        replace(parts.one_team(parts.PAID), clock_offset_s=20),
        replace(SURE, not_named=OIDC),
    )


WORLDS = (*_of_money(), *_of_attempts(), *_of_variables(), *_of_answers())
