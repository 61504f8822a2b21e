"""Served by another model, provider or credential than was asked for, by a rule, a fallback or a filter."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Model, Rule, Team, Token, Where
from tests.standin.account import CATALOGUE
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
SLUG = '"canonicalSlug": "openai/gpt-5.4-mini"'
UNUSED = ("byok-credential-missing-or-disabled", "expected-credential-not-used", "zdr-skips-byok")
TOLD = May(("healthy", "degraded"), certain=None, not_silent=True, not_claimed=BLAMES)


def _told_otherwise(old: str, new: str) -> Callable[[Request, Answer], Answer]:
    """The ordinary answer with other words in its metadata."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200:
            return ordinary
        changed: Any = json.loads(json.dumps(ordinary.body).replace(old, new))
        return replace(ordinary, body=tuple(changed) if isinstance(ordinary.body, tuple) else changed)

    return answer


WORLDS: tuple[World, ...] = (
    World(
        "a rewriting rule of the team serves another model than the one asked for",
        PAYING,
        parts.one_team(
            parts.PAID, Rule(parts.GENERATE, _told_otherwise(SLUG, '"canonicalSlug": "openai/gpt-4o-mini"'))
        ),
        TOLD,
    ),
    World(
        "an id with a provider's name resolves to its creator's, as it should",
        on_vercel(KEY, Token(parts.PAID), model="azure/gpt-5.4-mini"),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES),
    ),
    World(
        "zero data retention leaves the own credential out, and it was declared",
        on_vercel(
            KEY,
            Token(parts.PAID),
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
        ),
        parts.one_team(parts.PAID),
        May(("degraded", "failing"), found=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "azure's deployment is missing, azure by the gateway's own credential serves",
        on_vercel(
            KEY,
            Token(Team(stored={"azure": Credential("no-deployment")})),
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"]),
        ),
        parts.one_team(Team(stored={"azure": Credential("no-deployment")})),
        May(
            ("degraded",),
            found=(("byok-failed-silent-system-fallback",), ("byok-azure-deployment-name",)),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "own credential declared, and no metadata tells whose served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.one_team(
            parts.PAID, Rule(Where("record"), parts.refusal(404, "not_found", "Not found")), metadata="none"
        ),
        May(("healthy", "degraded"), certain=False, not_claimed=BLAMES),
    ),
    World(
        "the own credential of a provider that the request does not use is bad",
        on_vercel(KEY, Token(Team(stored={"anthropic": Credential("bad-key")}))),
        parts.one_team(Team(stored={"anthropic": Credential("bad-key")})),
        May(("healthy",), not_claimed=BLAMES | STORED_CREDENTIAL),
    ),
    World(
        "LiteLLM's name of the gateway stands before the model",
        replace(set_up("litellm", KEY, Token(parts.PAID)), model="vercel_ai_gateway/openai/gpt-5.4-mini"),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    World(
        "Pydantic AI's name of the gateway stands before the model",
        replace(set_up("pydantic-ai", KEY, Token(parts.PAID)), model="vercel:openai/gpt-5.4-mini"),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    World(
        "Claude Code asks by the provider's bare name, which the public list does not have and the gateway serves",
        replace(set_up("claude-code", KEY, Token(parts.PAID)), model="claude-opus-5-5"),
        parts.one_team(parts.PAID, models=(*CATALOGUE, Model("claude-opus-5-5", ("anthropic",)))),
        May(("healthy",), not_claimed=BLAMES | {"model-unknown-or-retired", "model-id-without-creator"}),
    ),
    *(
        World(
            f"the model's id {name}",
            on_vercel(KEY, Token(parts.PAID), model=asked),
            parts.one_team(parts.PAID),
            May(("healthy", "degraded", "failing"), said="openai/gpt-5.4-mini", not_claimed=BLAMES),
        )
        for name, asked in (
            ("has a colon for a slash", "openai:gpt-5.4-mini"),
            ("has the gateway's name before it", "vercel/openai/gpt-5.4-mini"),
            ("has a slash before it", "/openai/gpt-5.4-mini"),
            ("has an underscore for a dot", "openai/gpt-5_4-mini"),
            ("has a dash for a dot", "openai/gpt-5-4-mini"),
            ("stands in quotes", '"openai/gpt-5.4-mini"'),
        )
    ),
)
