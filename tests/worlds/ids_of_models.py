"""Worlds of model ids: written as other places write them, with things around them, retired, renamed, not listed.

Quotes, a reference that nobody expanded, letters of another alphabet and four hundred letters are refused as a setting.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Model, Rule, Token, Where, error_body
from tests.standin.account import CATALOGUE
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

CLAUDE = "anthropic/claude-sonnet-4.5"
GEMINI = "google/gemini-3-flash"
OF_THE_ID = ("model-unknown-or-retired", "model-id-without-creator")
UNKNOWN = May(("failing",), verdict=OF_THE_ID, not_claimed=BLAMES | {"model-of-wrong-kind"})
NOT_THERE = Where("generate", model=ASKED)


def asked(name: str, model: str, may: May, *rules: Rule, models: tuple[Model, ...] = CATALOGUE) -> World:
    """A paid team asks for this id; whatever the setting is read as, it is all that is asked."""
    place = on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MODEL=model)
    return World(name, place, parts.one_team(parts.PAID, *rules, models=models), may)


def offers(name: str, model: str, right: str) -> World:
    """The id is not known, and the one that was meant is near: it is offered."""
    return asked(name, model, replace(UNKNOWN, said=right))


def _said(status: int, kind: str, words: str) -> Rule:
    return Rule(NOT_THERE, Answer(status, error_body(words, kind)))


def _unlisted(_request: Request, ordinary: Answer) -> Answer:
    kept = [item for item in ordinary.body["data"] if item["id"] != ASKED]
    return replace(ordinary, body={"object": "list", "data": kept})


def _by(slug: str) -> Any:
    """A served answer says that it was this model."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        def edit(part: Any) -> Any:
            if isinstance(part, dict):
                return {
                    key: slug if key in {"canonicalSlug", "modelId"} else edit(value) for key, value in part.items()
                }
            if isinstance(part, list | tuple):
                return type(part)(edit(item) for item in part)
            return part

        return replace(ordinary, body=edit(ordinary.body)) if ordinary.status == 200 else ordinary

    return answer


def _worlds() -> Iterator[World]:
    yield asked("blanks around the id", f" {ASKED} ", May(("healthy", "degraded", "failing"), not_claimed=BLAMES))
    yield asked("a newline behind the id", f"{ASKED}\n", May(("healthy", "degraded", "failing"), not_claimed=BLAMES))
    yield offers("a suffix of another router, which asks for thought", f"{CLAUDE}:thinking", CLAUDE)
    yield offers("a suffix of another router, which asks for nothing to pay", f"{GEMINI}:free", GEMINI)
    yield offers("a colon in place of the slash", "openai:gpt-5.4-mini", ASKED)
    yield offers("two slashes", "openai//gpt-5.4-mini", ASKED)
    yield offers("dashes as Anthropic writes its own", "anthropic/claude-sonnet-4-5", CLAUDE)
    yield offers("dashes and a date as Anthropic writes its own", "anthropic/claude-sonnet-4-5-20250929", CLAUDE)
    yield offers("Anthropic's own id without its creator", "claude-sonnet-4-5-20250929", CLAUDE)
    yield offers("the parts in another order", "anthropic/claude-4.5-sonnet", CLAUDE)
    yield offers("Bedrock's id", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", CLAUDE)
    yield offers("Google's own path", "models/gemini-3-flash", GEMINI)
    yield offers("a preview of a model that is out", "google/gemini-3-flash-preview", GEMINI)
    yield offers("the newest of its kind", "google/gemini-3-flash-latest", GEMINI)
    yield offers("the gateway's name before the id", f"vercel/{ASKED}", ASKED)
    yield offers("a dot that is missing", "openai/gpt-54-mini", ASKED)
    yield offers("an underscore for a dash", "openai/gpt-5.4_mini", ASKED)
    yield offers("a slash behind the id", f"{ASKED}/", ASKED)
    yield offers("the creator alone in capitals", "OpenAI/gpt-5.4-mini", ASKED)
    yield asked("the creator alone", "openai", UNKNOWN)
    yield asked("the name of a deployment at Azure", "my-shop-prod", UNKNOWN)
    yield asked("an address for an id", "https://ai-gateway.vercel.sh/v1/models", UNKNOWN)
    yield asked(
        "retired, says a 410 of the gateway",
        ASKED,
        May(BAD, not_claimed=BLAMES, names=(("model-unknown-or-retired", "refusal-of-unknown-kind"),)),
        _said(410, "model_retired", "This model has been retired."),
        Rule(parts.MODELS, _unlisted),
    )
    yield asked(
        "retired, says a 404 not_found, and the list has it no more",
        ASKED,
        May(BAD, not_claimed=BLAMES, names=(("model-unknown-or-retired",),)),
        _said(404, "not_found", "The model was retired."),
        Rule(parts.MODELS, _unlisted),
    )
    yield asked(
        "retired, says a 400 of the gateway, and the list has it no more",
        ASKED,
        May(BAD, not_claimed=BLAMES, names=(("model-unknown-or-retired", "request-refused-as-invalid"),)),
        _said(400, "invalid_request_error", "Model openai/gpt-5.4-mini was retired on 2026-11-01."),
        Rule(parts.MODELS, _unlisted),
    )
    yield asked(
        "not listed, and 404 without a type",
        ASKED,
        May(BAD, not_claimed=BLAMES, names=(("model-unknown-or-retired",),)),
        _said(404, "", "Not found"),
        Rule(parts.MODELS, _unlisted),
    )
    yield asked(
        "listed, served once as unknown and then well",
        ASKED,
        May(
            ("degraded", "failing", "inconclusive"),
            certain=False,
            not_claimed=BLAMES,
            verdict=("comes-and-goes", "inconclusive"),
        ),
        Rule(NOT_THERE, parts.refusal(404, "model_not_found", "Model not found"), last=1),
    )
    yield asked(
        "an older id that the gateway serves by the newer",
        ASKED,
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}, not_silent=True),
        Rule(NOT_THERE, _by("openai/gpt-5.5-mini")),
        Rule(parts.MODELS, _unlisted),
    )
    yield asked(
        "the same model under its dated name",
        ASKED,
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
        Rule(NOT_THERE, _by("openai/gpt-5.4-mini-2026-03-17")),
    )
    yield asked(
        "a model of a creator whose other models are served",
        "zai/glm-6",
        replace(UNKNOWN, verdict=("model-unknown-or-retired",)),
    )
    yield asked(
        "two creators have a model of this name",
        "nova-pro",
        replace(UNKNOWN, said="amazon/nova-pro"),
        models=(*CATALOGUE, Model("acme/nova-pro", ("acme",)), Model("amazon/nova-pro", ("bedrock",))),
    )


WORLDS = tuple(_worlds())
