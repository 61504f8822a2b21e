"""Models of other kinds and by other names: aliases, retired ids, prefixes, ids of the team's own."""

import base64
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Model, Rule, Team, Token, Where
from tests.standin.account import CATALOGUE
from tests.standin.doors import Request
from tests.standin.generation import served
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

TEAM = Team()
TOKEN = Token(TEAM)
EMBEDDING = "openai/text-embedding-3-small"
IMAGE = "google/imagen-5"
UNKNOWN = "model-unknown-or-retired"
WRONG_KIND = "model-of-wrong-kind"
WELL = May(("healthy",), not_claimed=BLAMES | {UNKNOWN, WRONG_KIND})
SURELY_WELL = replace(WELL, certain=True)
NOT_ILL = May(("healthy", "degraded"), not_claimed=BLAMES | {UNKNOWN, WRONG_KIND})
NOT_FOUND = May(("failing",), verdict=(UNKNOWN,), at_least="likely", not_claimed=BLAMES)
ASIDE = KEY_IS_BAD | FACTORS | OTHER_TEAM


def on_team(team: Team, model: str, *rules: Rule, **more: object) -> tuple[Any, Gateway]:
    """A deployment of this team that asks for this model."""
    return on_vercel(KEY, Token(team), model=model), parts.one_team(team, *rules, **more)


def listed_as(model: str, kind: str) -> Rule:
    """The public list has another kind for the model than it is."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        data = [{**item, "type": kind} if item["id"] == model else item for item in ordinary.body["data"]]
        return replace(ordinary, body={**ordinary.body, "data": data})

    return Rule(parts.MODELS, answer)


def _in_base64(_request: Request, ordinary: Answer) -> Answer:
    vector = base64.b64encode(struct.pack("<2f", 0.1, 0.2)).decode()
    return replace(ordinary, body={**ordinary.body, "data": [{"object": "embedding", "index": 0, "embedding": vector}]})


def _as(model: str) -> Callable[[Request, Answer], Answer]:
    """Served by this model, whatever was asked for, and with routing that says so."""

    def answer(request: Request, _ordinary: Answer) -> Answer:
        attempt = {"provider": "openai", "credentialType": "system", "success": True, "statusCode": 200}
        routing = {
            "originalModelId": request.model,
            "resolvedProvider": "openai",
            "fallbacksAvailable": [],
            "planningReasoning": "System credentials planned for: openai. Total execution order: openai(system)",
            "canonicalSlug": model,
            "finalProvider": "openai",
            "modelAttemptCount": 1,
            "modelAttempts": [
                {"canonicalSlug": model, "success": True, "providerAttemptCount": 1, "providerAttempts": [attempt]}
            ],
            "totalProviderAttemptCount": 1,
        }
        gen = "gen_FAKE0000000000000000000042"
        return served(request, model, gen, {"routing": routing, "generationId": gen, "cost": "0.000002"})

    return answer


def asked(model: str) -> Where:
    """Generations of this model."""
    return Where("generate", model=model)


VIRTUAL = "shop/default"

WORLDS: tuple[World, ...] = (
    World(
        # The list alone calls it an embedding; what an app wants of it is not told by that.
        "the list has an embedding model, and it writes text",
        *on_team(
            TEAM,
            "acme/omni-1",
            listed_as("acme/omni-1", "embedding"),
            models=(*CATALOGUE, Model("acme/omni-1", ("openai",))),
        ),
        May(("healthy", *NOT_HEALTHY), not_claimed=BLAMES | {UNKNOWN}, not_certain=frozenset({WRONG_KIND})),
    ),
    World(
        # Versioned ids do not exist; the list has the id without its date.
        "an id with a date behind it",
        *on_team(TEAM, "openai/gpt-5.4-mini-2026-03-01"),
        replace(NOT_FOUND, said=ASKED),
    ),
    World(
        # A virtual model of the team's own stands on no public list.
        "a virtual model of the team's own is served",
        *on_team(TEAM, VIRTUAL, Rule(asked(VIRTUAL), _as(VIRTUAL))),
        replace(NOT_ILL, at_least="likely"),
    ),
    World(
        # A routing rule of the team's rewrote it: served, and by a model that nobody asked for.
        "a rule of the team's rewrites the model to one of another maker",
        *on_team(TEAM, ASKED, Rule(asked(ASKED), _as("zai/glm-5"))),
        May(("healthy", "degraded"), not_silent=True, not_claimed=BLAMES),
    ),
    World(
        # OpenAI's client asks for base64 and gets it: that is the vector.
        "embeddings in base64, as openai's client asks for them",
        replace(set_up("openai", KEY, TOKEN), model=EMBEDDING),
        parts.one_team(TEAM, Rule(asked(EMBEDDING), _in_base64)),
        SURELY_WELL,
    ),
    World(
        # Funds are checked before the model's kind: the money is the fault that comes first.
        "an app of images in a team without money",
        *on_team(parts.NO_MONEY, IMAGE),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),),
            at_least="likely",
            not_claimed=ASIDE | {WRONG_KIND, UNKNOWN},
            step="vercel buy credits gateway",
        ),
    ),
)
