"""An answer and the record of its generation, which agree or do not: on credential, provider and model."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_HEALTHY, May
from tests.worlds.seemingly.edits import Edit, attempts, each, everywhere, routing
from tests.worlds.world import KEY, Place, World, on_vercel

PAYING = on_vercel(KEY, Token(parts.PAID))
RECORD, ANSWERS = Where("record"), parts.GENERATE
SURE = May(("healthy",), certain=True, not_claimed=BLAMES)
WELL = May(("healthy", "degraded"), not_claimed=BLAMES)
DOUBTED = May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES)
ILL = May(NOT_HEALTHY, not_claimed=BLAMES)
NO_STORED = Team("team_FAKEplain")


def _wanting(**wishes: str) -> Place:
    return PAYING.having({f"GATEWAY_PROBE_EXPECT_{name.upper()}": value for name, value in wishes.items()})


def recorded(**fields: Any) -> Rule:
    """The record with some of its fields replaced."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200:
            return ordinary
        return replace(ordinary, body={"data": {**ordinary.body["data"], **fields}})

    return Rule(RECORD, answer)


def whose(credential: str) -> Edit:
    """All attempts were made with this kind of credential."""
    return attempts(lambda item: {**item, "credentialType": credential})


def silent() -> Edit:
    """The answer tells nothing of its way but its id."""
    return everywhere(lambda item: {k: v for k, v in item.items() if k != "routing"})


def by(provider: str) -> Edit:
    """The answer was given by this provider."""
    return each(
        attempts(lambda item: {**item, "provider": provider}),
        routing(resolvedProvider=provider, finalProvider=provider),
    )


FAILED = attempts(lambda item: {**item, "success": False, "statusCode": 401})
"""No attempt is said to have been successful."""


def _of_credentials() -> Iterator[World]:
    byok = _wanting(credential="byok")
    unmet = replace(ILL, names=(("expected-credential-not-used",),))
    streams = Where("generate", streamed=True)
    not_written = parts.refusal(404, "not_found", "Not found")
    for name, place, rules, may in (
        ("byok is wanted, the answer says so, the record says system", byok, (recorded(is_byok=False),), DOUBTED),
        (
            "byok is wanted, the answer says system, the record says so",
            byok,
            (Rule(ANSWERS, whose("system")),),
            DOUBTED,
        ),
        ("byok is wanted, only the record tells, and says so", byok, (Rule(ANSWERS, silent()),), WELL),
        (
            "byok is wanted, only the record tells, and says system",
            byok,
            (Rule(ANSWERS, silent()), recorded(is_byok=False)),
            unmet,
        ),
        ("byok is wanted, the record is not written yet", byok, (Rule(RECORD, not_written),), SURE),
        ("byok is wanted, the record is out of order", byok, (Rule(RECORD, parts.UNAVAILABLE),), WELL),
        (
            "byok is wanted, only streams are served by the gateway's own",
            byok,
            (Rule(streams, whose("system")),),
            unmet,
        ),
        ("byok is wanted, and no attempt was successful", byok, (Rule(ANSWERS, FAILED),), DOUBTED),
        ("nothing is wanted, and no attempt was successful", PAYING, (Rule(ANSWERS, FAILED),), DOUBTED),
        (
            "nothing is wanted, the answer says byok, the record says system",
            PAYING,
            (recorded(is_byok=False),),
            DOUBTED,
        ),
        ("nothing is wanted, the record lacks whose credential it was", PAYING, (recorded(is_byok=None),), DOUBTED),
        ("nothing is wanted, and a page answers for the record", PAYING, (Rule(RECORD, parts.FOREIGN_PAGE),), WELL),
    ):
        yield World(f"served: {name}", place, parts.one_team(parts.PAID, *rules), may)
    yield World(
        "served: nothing is wanted, the answer says system, the record says byok",
        PAYING,
        parts.one_team(NO_STORED, recorded(is_byok=True)),
        DOUBTED,
    )


def _of_providers() -> Iterator[World]:
    azure = _wanting(provider="azure")
    only = PAYING.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])})
    unmet = replace(ILL, names=(("expected-provider-not-used",),))
    planned = each(by("openai"), routing(resolvedProvider="azure"))
    for name, place, rules, may in (
        ("azure is wanted, and both say azure", azure, (), SURE),
        (
            "azure is wanted, the answer says azure, the record openai",
            azure,
            (recorded(provider_name="openai"),),
            DOUBTED,
        ),
        (
            "azure is wanted, only the record tells, and says openai",
            azure,
            (Rule(ANSWERS, silent()), recorded(provider_name="openai")),
            unmet,
        ),
        ("azure is wanted, azure was planned, openai served", azure, (Rule(ANSWERS, planned),), unmet),
        (
            "nothing is wanted, the answer says azure, the record openai",
            PAYING,
            (recorded(provider_name="openai"),),
            DOUBTED,
        ),
        ("the app's filter allows azure alone, and openai served", only, (Rule(ANSWERS, by("openai")),), ILL),
        ("the app's filter allows azure alone, and azure served", only, (), SURE),
    ):
        yield World(f"served: {name}", place, parts.one_team(parts.PAID, *rules), may)


def _named(model: str) -> Edit:
    """The answer names this model, at its top or where the AI SDK has it."""
    return everywhere(
        lambda item: {
            name: model if name in {"model", "modelId"} and isinstance(value, str) and "gpt" in value else value
            for name, value in item.items()
        }
    )


def _of_models() -> Iterator[World]:
    openai = set_up("openai", KEY, Token(parts.PAID))
    # A rule of the team may want it so, or the id is an alias: served, and told.
    told = May(("healthy", "degraded"), found=(("another-model-served",),), not_claimed=BLAMES)
    slug = everywhere(lambda item: {**item, "canonicalSlug": "openai/gpt-4o-mini"} if "canonicalSlug" in item else item)
    for name, place, rules, may in (
        ("the answer names its snapshot by a date", openai, (Rule(ANSWERS, _named("gpt-5.4-mini-2026-03-17")),), SURE),
        # Deployments at a provider have names of their own; which model it is, the gateway's routing says.
        ("the answer names a deployment of the provider", openai, (Rule(ANSWERS, _named("our-gpt-fast")),), SURE),
        ("the way tells of another model", PAYING, (Rule(ANSWERS, slug),), told),
        (
            "only of streams the way tells of another model",
            PAYING,
            (Rule(Where("generate", streamed=True), slug),),
            told,
        ),
        ("the record tells of another model", PAYING, (recorded(model="openai/gpt-4o-mini"),), DOUBTED),
        ("the record names the model without its creator", PAYING, (recorded(model="gpt-5.4-mini"),), SURE),
        ("the model is asked for by its provider", replace(PAYING, model="azure/gpt-5.4-mini"), (), SURE),
    ):
        yield World(f"served: {name}", place, parts.one_team(parts.PAID, *rules), may)


WORLDS: tuple[World, ...] = (*_of_credentials(), *_of_providers(), *_of_models())
