"""Worlds of the model: its id, its kind, whether it is there at all."""

from dataclasses import replace

from tests.standin import Gateway, Key, Model, Rule, Token, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, May
from tests.worlds.world import KEY, World, on_vercel

UNKNOWN = May(("failing",), verdict=("model-unknown-or-retired", "model-id-without-creator"), not_claimed=BLAMES)


def asked(name: str, model: str, may: May, *rules: Rule) -> World:
    """A paid team asks for this model."""
    return World(name, on_vercel(KEY, Token(parts.PAID), model=model), parts.one_team(parts.PAID, *rules), may)


WORLDS = (
    asked(
        "a model that never was",
        "openai/gpt-9-nowhere",
        replace(UNKNOWN, verdict=("model-unknown-or-retired",), certain=True),
    ),
    asked(
        "a model without its creator",
        "gpt-5.4-mini",
        replace(UNKNOWN, said="openai/gpt-5.4-mini", names=(("model-id-without-creator",),)),
    ),
    asked(
        "a model with a date behind it, as providers have",
        "openai/gpt-5.4-mini-2026-03-17",
        replace(UNKNOWN, said="openai/gpt-5.4-mini"),
    ),
    asked("a slip of the keyboard", "openai/gpt-5.4-mimi", replace(UNKNOWN, said="openai/gpt-5.4-mini")),
    asked("capital letters", "OpenAI/GPT-5.4-mini", replace(UNKNOWN, said="openai/gpt-5.4-mini")),
    asked(
        "an image model on the door for text",
        "google/imagen-5",
        # An app that asks at the door for images has no fault, and how it asks is not seen here.
        May(("inconclusive",), names=(("model-of-wrong-kind",),), not_claimed=BLAMES),
    ),
    asked(
        "a provider's name that does not offer the model",
        "bedrock/gpt-5.4-mini",
        replace(UNKNOWN, said="openai/gpt-5.4-mini"),
    ),
    asked(
        "the model list is a foreign page, and the model is refused as unknown",
        "openai/gpt-9-nowhere",
        replace(UNKNOWN, verdict=("model-unknown-or-retired",)),
        Rule(parts.MODELS, parts.FOREIGN_PAGE),
    ),
    asked(
        "404 without a type for a model that is listed",
        "openai/gpt-5.4-mini",
        May(
            BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=BLAMES | {"model-id-without-creator"}
        ),
        Rule(parts.GENERATE, parts.refusal(404, "")),
    ),
    asked(
        "404 model_not_found for a model that the list still has",
        "openai/gpt-5.4-mini",
        May(("failing", "inconclusive"), names=(("model-unknown-or-retired",),), not_claimed=BLAMES),
        Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.refusal(404, "model_not_found", "Model not found")),
    ),
    World(
        "a retired model beside a revoked key: the key comes first",
        on_vercel(KEY, model="openai/gpt-9-nowhere"),
        Gateway((Key(KEY, parts.PAID, revoked=True),)),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",)),
    ),
    World(
        "an unknown model on a free team with BYOK: two faults, of which one shows",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), model="openai/gpt-9-nowhere"),
        parts.one_team(parts.FREE_WITH_BYOK),
        replace(UNKNOWN, verdict=("model-unknown-or-retired",)),
    ),
    World(
        "the control model and the tier model have left the gateway, the asked one is served",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, models=CATALOGUE[:1]),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    World(
        "one provider offers the model, and the id names it",
        on_vercel(KEY, Token(parts.PAID), model="azure/phi-9"),
        parts.one_team(parts.PAID, models=(*CATALOGUE, Model("microsoft/phi-9", ("azure",)))),
        May(("healthy",), certain=True, not_claimed=BLAMES),
    ),
)
