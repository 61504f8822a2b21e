"""Worlds of what the app wishes for: options of the wrong provider, fallback models, retention without providers, models of other kinds, odd ids."""

import json
from collections.abc import Iterator

from tests.standin import Answer, Credential, Model, Rule, Team, Token, Words
from tests.standin.account import CATALOGUE, Kind
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, KEY, TIER, World, on_vercel

SERVED = ("healthy", "degraded")
PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
HERE = on_vercel(KEY, Token(PAID))
OPTIONS = "GATEWAY_PROBE_PROVIDER_OPTIONS"
INNOCENT_OPTIONS = BLAMES - {"options-refused"}


def _of_provider(provider: str, words: str) -> Rule:
    """Whoever sends this provider's options is refused by the provider that serves, in its own words."""

    def answer(request: Request, ordinary: Answer) -> Answer:
        refused = parts.tried(
            "azure", "byok", 400, words, {"error": {"message": words, "type": "invalid_request_error"}}
        )
        return refused if provider in request.options else ordinary

    return Rule(parts.GENERATE, answer)


def _options(**options: object) -> dict[str, str]:
    return {OPTIONS: json.dumps(options)}


def _of_options() -> Iterator[World]:
    for client in ("ai-sdk-7", "openai", "openai-responses", "claude-code"):
        yield World(
            f"{client}: an effort that the provider does not know",
            set_up(client, KEY, Token(PAID)).having(_options(openai={"reasoningEffort": "xxhigh"})),
            parts.one_team(
                PAID, _of_provider("openai", "Unsupported value: 'reasoning_effort' does not support 'xxhigh'.")
            ),
            May(
                ("failing",),
                names=(("options-refused",),),
                not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | (FACTORS - {"options-refused"}) | STORED_CREDENTIAL,
            ),
        )
    yield World(
        "options of another provider that nobody minds",
        HERE.having(_options(google={"thinkingConfig": {"thinkingBudget": 0}})),
        parts.one_team(PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2)),
    )
    for name, gateway in (
        ("a sort that nobody knows", {"sort": "luck"}),
        ("an order of none that serves it", {"order": ["mistral", "cohere"]}),
        ("an order of strangers and tags", {"order": ["mistral"], "tags": ["a"]}),
        ("a time limit for BYOK", {"providerTimeouts": {"byok": {"azure": 4000}}}),
        ("priority as service tier", {"serviceTier": "priority"}),
    ):
        yield World(
            f"{name}, and it is served all the same",
            HERE.having(_options(gateway=gateway)),
            parts.one_team(PAID),
            May(SERVED, not_claimed=BLAMES),
        )
        yield World(
            f"the seed beside {name}",
            on_vercel(KEY, Token(SEED)).having(_options(gateway=gateway)),
            parts.one_team(SEED),
            May(("failing",), ("byok-needs-paid-tier",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )
    nobody = frozenset[str]()
    yield World(
        "no provider of the model keeps nothing, and the app asks for that",
        HERE.having(_options(gateway={"zeroDataRetention": True})),
        parts.one_team(PAID, zero_retention_providers=nobody),
        May(("failing",), names=(("options-refused", "zdr-skips-byok"),), not_claimed=INNOCENT_OPTIONS),
    )
    yield World(
        "no provider of the model keeps nothing, and the app asks for that and for tags",
        HERE.having(_options(gateway={"zeroDataRetention": True, "tags": ["a"]})),
        parts.one_team(PAID, zero_retention_providers=nobody),
        May(
            ("failing",),
            names=(("options-refused", "zdr-skips-byok"),),
            not_claimed=INNOCENT_OPTIONS,
            never_said=("tags decides",),
        ),
    )
    yield World(
        "nothing may be kept, and the stored credential is not marked for that",
        HERE.having(_options(gateway={"zeroDataRetention": True})),
        parts.one_team(PAID),
        May(SERVED, found=(("zdr-skips-byok",),), not_claimed=BLAMES),
    )
    yield World(
        "nothing may be kept on a free team: BYOK is left out, so its refusal is not met",
        on_vercel(KEY, Token(SEED)).having(_options(gateway={"zeroDataRetention": True})),
        parts.one_team(SEED),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )


DOWN = {"openai": "down", "azure": "down"}


def _of_fallbacks() -> Iterator[World]:
    fallback = _options(gateway={"models": [TIER, "google/gemini-3-flash"]})
    yield World(
        "the asked model is down and its fallback serves",
        HERE.having(fallback),
        parts.one_team(Team(), system=DOWN),
        May(
            ("healthy", "degraded", "failing"),
            found=(("another-model-served", "options-lost-on-fallback-model"),),
            not_silent=True,
            not_claimed=BLAMES,
        ),
    )
    yield World(
        "the asked model and every fallback are down",
        HERE.having(fallback),
        parts.one_team(
            Team(),
            system={**DOWN, **dict.fromkeys(("anthropic", "bedrock", "vertexAnthropic", "google", "vertex"), "down")},
        ),
        May(
            BAD,
            names=(("provider-route-down-for-model", "provider-overloaded-or-slow", "provider-refuses"),),
            not_claimed=BLAMES,
        ),
    )
    yield World(
        "fallbacks are named and none is needed",
        HERE.having(fallback),
        parts.one_team(PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2)),
    )
    yield World(
        "the stored credential fails, the gateway has none of its own, and the fallback serves",
        HERE.having(fallback),
        parts.one_team(Team(stored={"azure": Credential("bad-key")}), system=parts.NO_ROUTE),
        May(
            ("degraded", "failing"),
            found=(("another-model-served", "options-lost-on-fallback-model", "byok-failed-silent-system-fallback"),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
        ),
    )


KINDS: tuple[tuple[str, Kind], ...] = (
    ("bfl/flux-2-max", "image"),
    ("cohere/rerank-v4", "reranking"),
    ("openai/tts-hd-2", "speech"),
    ("openai/whisper-2", "transcription"),
    ("google/veo-4", "video"),
    ("openai/realtime-2", "realtime"),
)


def _of_kinds() -> Iterator[World]:
    for name, kind in KINDS:
        listed = (*CATALOGUE, Model(name, ("openai", "azure"), kind=kind))
        for told, team in (("paid", PAID), ("seed", SEED)):
            yield World(
                f"a model for {kind} is asked for, the team is {told}",
                on_vercel(KEY, Token(team), model=name),
                parts.one_team(team, models=listed),
                May(NOT_HEALTHY, names=(("model-of-wrong-kind",),), not_claimed=BLAMES, never=("Buy", "purchase")),
            )
    for team, code in (
        (parts.NO_CARD, "no-card-on-file"),
        (parts.NO_MONEY, "byok-blocked-at-zero-balance"),
        (parts.SPENT, "budget-reached"),
        (SEED, "byok-needs-paid-tier"),
        (parts.BLOCKED, "team-blocked"),
    ):
        yield World(
            f"an embedding is refused to {team.id}",
            on_vercel(KEY, Token(team), model="openai/text-embedding-3-small"),
            parts.one_team(team),
            May(("failing",), (code,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM, generations=(1, 6)),
        )
    yield World(
        "an embedding is served",
        on_vercel(KEY, Token(PAID), model="openai/text-embedding-3-small"),
        parts.one_team(PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES, generations=(1, 2)),
    )


IDS = (
    "OpenAI/GPT-5.4-mini",
    "openai/gpt-5.4-Mini",
    "openai//gpt-5.4-mini",
    "/openai/gpt-5.4-mini",
    "openai/gpt-5.4-mini/",
    "openai:gpt-5.4-mini",
    "openai/gpt-5.4-mini@2026-03-01",
    "vercel/openai/gpt-5.4-mini",
    "openai/gpt 5.4 mini",
    "openai/gpt-5,4-mini",
    "models/openai/gpt-5.4-mini",
    "openrouter/openai/gpt-5.4-mini",
    "gpt-5.4-mini-azure",
    "openai/gpt_5.4_mini",
)


def _of_ids() -> Iterator[World]:
    for name in IDS:
        yield World(
            f"the id is {name}",
            on_vercel(KEY, Token(PAID), model=name),
            parts.one_team(PAID),
            May(
                ("failing",),
                names=(("model-unknown-or-retired", "model-id-without-creator"),),
                not_claimed=BLAMES,
                step=ASKED,
                generations=(1, 6),
            ),
        )


def _of_providers_words() -> Iterator[World]:
    """A provider's own words that sound like the gateway's."""
    for name, words in {
        "its own money": Words(402, "Payment required: your account has no credits.", "insufficient_funds"),
        "its own budget": Words(429, "Quota limit exceeded for project.", "quota_for_entity_exceeded"),
        "its own key": Words(401, "Authentication failed. Create an API key.", "authentication_error"),
        "its own tier": Words(403, "This model is only available with paid credits.", "byok_requires_paid_credits"),
        "its own card": Words(403, "A valid credit card on file is required.", "customer_verification_required"),
        "its own models": Words(404, "Model not found", "model_not_found"),
        "its own block": Words(403, "Forbidden.", "access_denied"),
        "its own providers": Words(403, "No providers available", "no_providers_available"),
    }.items():
        for whose in ("byok", "system"):
            if whose == "byok":
                gateway = parts.one_team(Team(stored={"azure": Credential(words)}), system=parts.NO_ROUTE)
            else:
                gateway = parts.one_team(Team("team_FAKEnone"), system={"openai": words, "azure": words})
            yield World(
                f"a provider speaks of {name}, asked with a credential of {whose}",
                on_vercel(KEY, Token(PAID if whose == "byok" else Team("team_FAKEnone"))),
                gateway,
                May(
                    BAD,
                    # It answered an attempt: whatever it says is of an account with it.
                    not_claimed=(BLAMES - STORED_CREDENTIAL)
                    | {"model-unknown-or-retired", "provider-or-model-allowlist", "free-tier-model-restricted"},
                    never=("vercel buy credits",),
                ),
            )


WORLDS: tuple[World, ...] = (*_of_options(), *_of_fallbacks(), *_of_kinds(), *_of_ids(), *_of_providers_words())
