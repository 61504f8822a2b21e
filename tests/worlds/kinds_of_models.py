"""Worlds of models that write no text: they are listed, and the probe asks in a form that they do not have.

What such an app itself sends was not asked, so nothing certain may be said against it.
"""

from collections.abc import Iterator

from tests.standin import Gateway, Key, Model, Rule, Team, Token, Where, passed_on
from tests.standin.account import CATALOGUE, Kind
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, May
from tests.worlds.world import ASKED, KEY, World, on_laptop, on_vercel

OTHER_KIND = ("model-of-wrong-kind",)
NOT_ASKED = May(BAD, names=(OTHER_KIND,), certain=False, not_claimed=BLAMES | {"model-unknown-or-retired"})
KINDS: dict[Kind, str] = {
    "image": "bfl/flux-9",
    "video": "google/veo-9",
    "speech": "openai/tts-9",
    "transcription": "openai/whisper-9",
    "reranking": "cohere/rerank-9",
    "realtime": "openai/realtime-9",
}


def _models(kind: Kind) -> tuple[Model, ...]:
    return (*CATALOGUE, Model(KINDS[kind], ("openai", "azure"), kind=kind))


def asks(name: str, kind: Kind, may: May, *rules: Rule, team: Team = parts.PAID, **settings: str) -> World:
    """A place that asks for a model of this kind."""
    place = on_vercel(KEY, Token(team), model=KINDS[kind]).having(settings)
    return World(name, place, parts.one_team(team, *rules, models=_models(kind)), may)


def _worlds() -> Iterator[World]:
    for kind in KINDS:
        yield asks(f"a {kind} app, all of which is in order", kind, NOT_ASKED)
    yield asks("an image app of a free team with BYOK", "image", NOT_ASKED, team=parts.FREE_WITH_BYOK)
    yield asks(
        "an image app, and the list of models is down",
        "image",
        May(BAD, names=(OTHER_KIND,), certain=False, not_claimed=BLAMES),
        Rule(parts.MODELS, parts.UNAVAILABLE),
    )
    yield asks(
        "a speech app, whose refusal is in words alone",
        "speech",
        NOT_ASKED,
        Rule(
            Where("generate", model=KINDS["speech"]),
            parts.refusal(400, "invalid_request_error", "Not a language model"),
        ),
    )
    yield asks(
        "a video app, whose refusal says that there is no such model",
        "video",
        May(
            BAD,
            names=(OTHER_KIND,),
            certain=False,
            not_claimed=BLAMES,
            not_certain=frozenset({"model-unknown-or-retired"}),
        ),
        Rule(Where("generate", model=KINDS["video"]), parts.refusal(404, "model_not_found", "Model not found")),
    )
    yield asks(
        "a reranking app, and the gateway is down for it",
        "reranking",
        May(BAD, certain=False, not_claimed=BLAMES),
        Rule(Where("generate", model=KINDS["reranking"]), parts.UNAVAILABLE),
    )
    yield asks("an image app by OpenAI's SDK", "image", NOT_ASKED, GATEWAY_PROBE_CLIENT="openai")
    yield asks("an image app by Anthropic's SDK", "image", NOT_ASKED, GATEWAY_PROBE_CLIENT="anthropic")
    yield asks("a transcription app of plain answers", "transcription", NOT_ASKED, GATEWAY_PROBE_STREAMING="off")
    yield asks(
        "an image app whose team is blocked: the block comes first",
        "image",
        May(("failing",), verdict=("team-blocked",), names=(("card-not-accepted",),)),
        team=Team(blocked=True),
    )
    yield World(
        "an image app with a revoked key",
        on_laptop(KEY, model=KINDS["image"]),
        Gateway((Key(KEY, parts.PAID, revoked=True),), models=_models("image")),
        May(("failing",), verdict=("key-invalid-revoked-or-expired",)),
    )
    yield World(
        "an image app without any credential",
        on_laptop(model=KINDS["image"]),
        Gateway(models=_models("image")),
        May(("failing",), verdict=("key-absent",)),
    )
    yield World(
        "a model that the list calls an image model, and that writes text",
        on_vercel(KEY, Token(parts.PAID), model=ASKED),
        parts.one_team(
            parts.PAID, Rule(parts.MODELS, passed_on(body={"object": "list", "data": [{"id": ASKED, "type": "image"}]}))
        ),
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-of-wrong-kind", "model-unknown-or-retired"}),
    )
    yield World(
        "a language model that the gateway calls no language model",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", model=ASKED),
                parts.refusal(400, "invalid_request_error", "Model 'openai/gpt-5.4-mini' is not a language model"),
            ),
        ),
        May(BAD, certain=False, not_claimed=BLAMES | {"model-unknown-or-retired"}),
    )
    yield World(
        "an embedding app by a client of text, all in order",
        on_vercel(KEY, Token(parts.PAID), model="openai/text-embedding-3-small", GATEWAY_PROBE_CLIENT="anthropic"),
        parts.one_team(parts.PAID),
        May(("healthy", "degraded", *BAD), not_certain=frozenset({"model-of-wrong-kind"}), not_claimed=BLAMES),
    )


WORLDS = tuple(_worlds())
