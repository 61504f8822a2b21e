"""Worlds in which the gateway's own words hang on one thing about the request, and all else is well.

What they say of a team, a budget or a model is then not so: changed in that one respect, the request is served.
"""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import MONEY, NOT_HEALTHY, May
from tests.worlds.money import told
from tests.worlds.world import ASKED, CONTROL, KEY, Place, World, on_laptop, on_vercel

WORDS = frozenset(
    {
        "model-id-without-creator",
        "model-unknown-or-retired",
        "provider-or-model-allowlist",
        "team-filter-leaves-no-provider",
    }
)
HANGS = May(NOT_HEALTHY, not_certain=MONEY | WORDS)
OPTIONS = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"])}


def _named(kind: str, words: str, name: str) -> Answer:
    return Answer(403, error_body(words, kind, {"name": name, "type": kind, "statusCode": 403, "message": words}))


def _without_the_model(request: Request, ordinary: Answer) -> Answer:
    """The list of models does not name the one that is asked for."""
    if ordinary.status != 200 or request.door != "models":
        return ordinary
    return replace(ordinary, body={**ordinary.body, "data": [it for it in ordinary.body["data"] if it["id"] != ASKED]})


UNLISTED = Rule(parts.MODELS, _without_the_model)
BROKE = Rule(
    parts.CREDITS, lambda _, it: replace(it, body={"balance": "0.00", "total_used": "9.00"}) if it.status == 200 else it
)
"""A team that pays by invoice may show no balance and be served."""

SAID: dict[str, tuple[Answer, Team, tuple[Rule, ...]]] = {
    "a missing card": (
        parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file."),
        parts.PAID,
        (),
    ),
    "a budget": (parts.refusal(402, "quota_for_entity_exceeded", "Quota limit exceeded."), parts.PAID, ()),
    "missing funds": (parts.NO_FUNDS, parts.PAID, (BROKE,)),
    "BYOK on the free tier": (parts.BYOK_REFUSAL, parts.FREE, ()),
    "a model of the paid tier": (
        _named("no_providers_available", "Free tier users do not have access to this model.", "RestrictedModelsError"),
        parts.PAID,
        (),
    ),
    "an allowlist": (
        _named(
            "no_providers_available", "Your team has restricted access to this provider.", "RestrictedProvidersError"
        ),
        parts.PAID,
        (),
    ),
    "an unknown model": (parts.unknown_model(ASKED), parts.PAID, (UNLISTED,)),
}
ON: dict[str, Where] = {
    "the AI SDK's path": Where("generate", protocol="ai-sdk", model=ASKED),
    "a deployment's headers": Where("generate", origin=True, model=ASKED),
    "the app's options": Where("generate", option="tags", model=ASKED),
    "plain answers": Where("generate", streamed=False, model=ASKED),
    "the model": Where("generate", model=ASKED),
    "the key": Where("generate", credential="key", model=ASKED),
}
PLACES: dict[str, Place] = {
    "a key and a token": on_vercel(KEY, Token(parts.PAID)),
    "a key alone on a laptop": on_laptop(KEY),
    "a token alone": on_vercel(None, Token(parts.PAID)),
}
TRUE_OF_IT = {
    ("a model of the paid tier", "the model"),
    ("an allowlist", "the model"),
    ("an unknown model", "the model"),
    ("BYOK on the free tier", "the model"),
    ("BYOK on the free tier", "the app's options"),
    ("a budget", "the key"),
}
"""Words about a model are about no other, BYOK is chosen by options too, and a key may have a budget of its own."""


def _worlds() -> Iterator[World]:
    for said, (answer, team, more) in SAID.items():
        for on, where in ON.items():
            for held, place in PLACES.items():
                if (said, on) in TRUE_OF_IT or (on == "the key" and held != "a key and a token"):
                    continue
                if on == "a deployment's headers" and held == "a key alone on a laptop":
                    continue
                there = place.having(OPTIONS) if on == "the app's options" else place
                there = replace(there, header_token=Token(team) if there.header_token else None)
                yield World(
                    f"the words of {said} hang on {on}, beside {held}",
                    there,
                    parts.one_team(team, Rule(where, answer), *more),
                    HANGS,
                )
    for said in ("a missing card", "a budget", "missing funds"):
        answer, team, more = SAID[said]
        yield World(
            f"the words of {said} hang on the model, which is the one that others are held against",
            PLACES["a key and a token"].having({"GATEWAY_PROBE_MODEL": CONTROL}),
            parts.one_team(team, Rule(Where("generate", model=CONTROL), answer), *more),
            HANGS,
        )


def _told_to_an_app_of_the_control_model() -> Iterator[World]:
    """What is true of the team is said for sure, whichever model the app is for."""
    for name, team, code in (
        ("no card", parts.NO_CARD, "no-card-on-file"),
        ("no funds", parts.NO_MONEY, "byok-blocked-at-zero-balance"),
    ):
        yield World(
            f"{name}, and the app asks for the model that others are held against",
            on_vercel(KEY, Token(team), GATEWAY_PROBE_MODEL=CONTROL),
            parts.one_team(team),
            told(code),
        )


WORLDS = (*_worlds(), *_told_to_an_app_of_the_control_model())
