"""Worlds of what the app wishes for: options of the wrong provider, fallback models, retention without providers, providers that speak like the gateway."""

import json
import re
from collections.abc import Iterator

from tests.standin import Answer, Credential, Rule, Team, Token, Words
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, TIER, World, on_vercel

SERVED = ("healthy", "degraded")
PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
HERE = on_vercel(KEY, Token(PAID))
OPTIONS = "GATEWAY_PROBE_PROVIDER_OPTIONS"
INNOCENT_OPTIONS = BLAMES - {"options-refused"}


def refuse_options_of(provider: str, words: str) -> Rule:
    """Whoever sends this provider's options is refused by the provider that serves, in its own words."""

    def answer(request: Request, ordinary: Answer) -> Answer:
        refused = parts.tried(
            "azure", "byok", 400, words, {"error": {"message": words, "type": "invalid_request_error"}}
        )
        # Each generation has an id of its own, refused or not.
        own = re.search(r"gen_FAKE\d+", str(ordinary.body))
        refused.body["providerMetadata"]["gateway"]["generationId"] = own[0] if own else None
        return refused if request.options.get(provider) else ordinary

    return Rule(parts.GENERATE, answer)


def set_options(**options: object) -> dict[str, str]:
    return {OPTIONS: json.dumps(options)}


def _of_options() -> Iterator[World]:
    for client in ("ai-sdk-7", "openai", "openai-responses", "claude-code"):
        yield World(
            f"{client}: an effort that the provider does not know",
            set_up(client, KEY, Token(PAID)).having(set_options(openai={"reasoningEffort": "xxhigh"})),
            parts.one_team(
                PAID, refuse_options_of("openai", "Unsupported value: 'reasoning_effort' does not support 'xxhigh'.")
            ),
            May(
                ("failing",),
                names=(("options-refused",),),
                not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | (FACTORS - {"options-refused"}) | STORED_CREDENTIAL,
            ),
        )
    yield World(
        "options of another provider that nobody minds",
        HERE.having(set_options(google={"thinkingConfig": {"thinkingBudget": 0}})),
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
            f"{name} it is served all the same",
            HERE.having(set_options(gateway=gateway)),
            parts.one_team(PAID),
            May(SERVED, not_claimed=BLAMES),
        )
        yield World(
            f"the seed beside {name}",
            on_vercel(KEY, Token(SEED)).having(set_options(gateway=gateway)),
            parts.one_team(SEED),
            May(("failing",), ("byok-needs-paid-tier",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )
    nobody = frozenset[str]()
    yield World(
        "no provider of the model keeps nothing the app asks for that",
        HERE.having(set_options(gateway={"zeroDataRetention": True})),
        parts.one_team(PAID, zero_retention_providers=nobody),
        May(("failing",), names=(("options-refused", "zdr-skips-byok"),), not_claimed=INNOCENT_OPTIONS),
    )
    yield World(
        "no provider of the model keeps nothing the app asks for that and for tags",
        HERE.having(set_options(gateway={"zeroDataRetention": True, "tags": ["a"]})),
        parts.one_team(PAID, zero_retention_providers=nobody),
        May(
            ("failing",),
            names=(("options-refused", "zdr-skips-byok"),),
            not_claimed=INNOCENT_OPTIONS,
            never_said=("tags decides",),
        ),
    )
    yield World(
        "nothing may be kept the stored credential is not marked for that",
        HERE.having(set_options(gateway={"zeroDataRetention": True})),
        parts.one_team(PAID),
        May(SERVED, found=(("zdr-skips-byok",),), not_claimed=BLAMES),
    )
    yield World(
        "nothing may be kept on a free team: BYOK is left out, so its refusal is not met",
        on_vercel(KEY, Token(SEED)).having(set_options(gateway={"zeroDataRetention": True})),
        parts.one_team(SEED),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )


DOWN = {"openai": "down", "azure": "down"}


def _of_fallbacks() -> Iterator[World]:
    fallback = set_options(gateway={"models": [TIER, "google/gemini-3-flash"]})
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
        "the stored credential fails, the gateway has none of its own the fallback serves",
        HERE.having(fallback),
        parts.one_team(Team(stored={"azure": Credential("bad-key")}), system=parts.NO_ROUTE),
        May(
            ("degraded", "failing"),
            found=(("another-model-served", "options-lost-on-fallback-model", "byok-failed-silent-system-fallback"),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM,
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


WORLDS: tuple[World, ...] = (*_of_options(), *_of_fallbacks(), *_of_providers_words())
