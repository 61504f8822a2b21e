"""Refusals whose type names a cause that something else in the same run speaks against."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OIDC,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, KEY, TIER, World, on_laptop, on_vercel

PLACE = on_vercel(KEY, Token(parts.PAID))
LAPTOP = on_laptop(KEY)
BY_KEY = Where("generate", credential="key")
MODEL = Where("generate", model=ASKED)


def _money() -> Iterator[World]:
    for name, answer, where in (
        ("no funds, with 95 dollars there", parts.NO_FUNDS, parts.GENERATE),
        ("no funds for the asked model alone", parts.NO_FUNDS, MODEL),
        ("a missing card for the asked model alone", changes.NO_CARD, MODEL),
        ("a block for the asked model alone", parts.ACCESS_DENIED, MODEL),
        ("a block of generations, with a balance that is told", parts.ACCESS_DENIED, parts.GENERATE),
        ("BYOK for payers, where a model for payers is served", parts.BYOK_REFUSAL, MODEL),
    ):
        yield World(
            f"{name}, by key alone",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(where, answer)),
            # A control model that is served speaks against each of these; a balance against the first and the block.
            May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
        )
    for name, answer in (
        ("a missing card", changes.NO_CARD),
        ("a block", parts.ACCESS_DENIED),
        ("no funds", parts.NO_FUNDS),
    ):
        yield World(
            f"{name} by the key, none by the token of the same team",
            PLACE,
            parts.one_team(parts.PAID, parts.always(BY_KEY, answer)),
            May(("failing",), not_certain=MONEY, not_claimed=KEY_IS_BAD),
        )
    yield World(
        "a budget of the key alone",
        PLACE,
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),)),
        May(
            ("failing",),
            ("budget-reached", "refusal-depends-on-credential"),
            names=(("budget-reached",),),
            certain=True,
        ),
    )
    restricted = parts.refusal(403, "no_providers_available", "Free tier users do not have access to this model.")
    named = changes.with_error(param={"name": "RestrictedModelsError", "statusCode": 403})(restricted)
    yield World(
        "a model for payers, where another model for payers is served",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(MODEL, named)),
        May(BAD, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"byok-needs-paid-tier", "team-blocked"})),
    )
    attempted = replace(
        parts.tried("azure", "byok", 403, "Bring Your Own Key (BYOK) is available only with paid credits.", {})
    )
    yield World(
        "BYOK for payers, with an attempt made by the team's own credential",
        LAPTOP,
        parts.by_key_alone(
            parts.PAID, parts.always(MODEL, changes.with_error(type="byok_requires_paid_credits")(attempted))
        ),
        May(BAD, not_certain=MONEY | STORED_CREDENTIAL),
    )


def _unauthorized() -> Iterator[World]:
    for name, where in (
        ("generations alone, by the key", BY_KEY),
        ("generations alone, by key and token", parts.GENERATE),
        ("the asked model alone", MODEL),
    ):
        yield World(
            f"401 for {name}, with the key's balance told",
            PLACE,
            parts.one_team(parts.PAID, changes.unauthorized_where(where)),
            May(BAD, not_certain=KEY_IS_BAD | OIDC | MONEY, not_claimed=OTHER_TEAM),
        )
    yield World(
        "401 for the key's balance alone",
        PLACE,
        parts.one_team(parts.PAID, changes.unauthorized_where(Where("credits", "key"))),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD, not_silent=True, generations=(2, 4)),
    )
    for name, answer in (
        ("a block", parts.ACCESS_DENIED),
        ("a missing card", changes.NO_CARD),
        ("an unknown word", changes.UNKNOWN_KIND),
    ):
        yield World(
            f"{name} for the balance alone, generations are served",
            PLACE,
            parts.one_team(parts.PAID, parts.always(Where("credits", ("key", "token")), answer)),
            May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | MONEY, generations=(2, 4)),
        )
    for status, kind in (
        (403, "access_denied"),
        (400, "invalid_request_error"),
        (404, "not_found"),
        (429, "rate_limit_exceeded"),
    ):
        made_up = parts.always(Where("credits", "made-up"), parts.refusal(status, kind))
        yield World(
            f"a made-up key that gets {status}, a key that gets 401",
            LAPTOP,
            Gateway((Key(KEY, parts.PAID, revoked=True),), rules=(made_up,)),
            # What this gateway says to an unknown key is not known, so its 401 is no proof.
            May(BAD, certain=False, not_claimed=MONEY, never_said=("as it does to a made-up one",)),
        )


def _models() -> Iterator[World]:
    for name, where in (
        ("that the list has", MODEL),
        ("that is served as a plain answer", Where("generate", model=ASKED, streamed=True)),
    ):
        yield World(
            f"a model {name} is not found",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(where, parts.unknown_model(ASKED))),
            May(NOT_HEALTHY, not_certain=frozenset({"model-unknown-or-retired", "model-id-without-creator"})),
        )
    yield World(
        "every model is not found",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.unknown_model(ASKED))),
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | MONEY),
    )
    yield World(
        "the path of the AI SDK is not found",
        LAPTOP,
        parts.by_key_alone(
            parts.PAID, parts.always(Where("generate", protocol="ai-sdk"), parts.refusal(404, "not_found", "Not found"))
        ),
        May(("failing",), not_claimed=frozenset({"model-unknown-or-retired"}) | KEY_IS_BAD | MONEY),
    )
    mismatch = changes.with_error(param={"name": "ModelTypeMismatchError", "statusCode": 400})(
        parts.refusal(400, "invalid_request_error", "Model is not a language model")
    )
    yield World(
        "a language model of the list is called one of another kind",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(MODEL, mismatch)),
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | MONEY),
    )


def _words() -> Iterator[World]:
    issues = [{"code": "invalid_type", "path": ["prompt"], "message": "Required"}]
    for name, answer in (
        ("a key of another project", changes.SCOPED),
        ("no type at all", Answer(403, {"error": {"message": "Forbidden."}})),
        ("a type that is null", parts.refusal(403, None, "Forbidden.")),  # type: ignore[arg-type]
        ("a type of tomorrow", changes.UNKNOWN_KIND),
        ("a list of faults of the body", changes.with_error(param=issues)(parts.refusal(400, "invalid_request_error"))),
        ("the legal reasons of 451", parts.refusal(451, "unavailable_for_legal_reasons", "Not available.")),
        ("410", parts.refusal(410, "gone", "This version of the API is gone.")),
    ):
        yield World(
            f"refused with {name}",
            LAPTOP,
            parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, answer)),
            May(
                BAD,
                not_certain=BLAMES
                | {"routing-rule-denied", "provider-or-model-allowlist", "team-filter-leaves-no-provider"},
                not_claimed=KEY_IS_BAD | OTHER_TEAM,
            ),
        )
    yield World(
        "a rule by its id alone, with another word for its type",
        LAPTOP,
        parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.refusal(403, "forbidden", "Denied."))),
        May(BAD, not_certain=FACTORS | MONEY, not_claimed=KEY_IS_BAD),
    )


def _tokens() -> Iterator[World]:
    yield World(
        "the tier oracle is refused by an allowlist, not by the tier",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            replace(parts.PAID, models_allowed=frozenset({ASKED, "openai/gpt-4o-mini"})),
            parts.always(MODEL, parts.BYOK_REFUSAL),
        ),
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    )
    yield World(
        "the tier oracle has left the library",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            parts.always(MODEL, parts.BYOK_REFUSAL),
            parts.always(Where("generate", model=TIER), parts.unknown_model(TIER)),
        ),
        May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    )
    yield World(
        "the team has stored a credential for the tier oracle's provider too",
        on_vercel(KEY, Token(parts.FREE)),
        parts.one_team(replace(parts.FREE, stored={"azure": Credential(), "anthropic": Credential()})),
        # The oracle is refused for its own stored credential and so says nothing of the tier by its type.
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    )


WORLDS = (*_money(), *_unauthorized(), *_models(), *_words(), *_tokens())
