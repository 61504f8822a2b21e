"""Models that write no text, by each client: where it has a door for them that door is asked, and else nothing is called a fault."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Model, Token
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.each_client import OPENAIS_KEY
from tests.worlds.expectation import BAD, BLAMES, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop

EMBEDDING = "openai/text-embedding-3-small"
EMBEDDERS = ("ai-sdk-7", "ai-sdk-6", "ai-sdk-5", "openai", "openai-responses", "litellm")
"""Clients whose recordings hold an embedding."""
OTHERS: dict[str, Model] = {
    "reranking": Model("cohere/rerank-v3.5", ("cohere", "bedrock"), kind="reranking"),
    "speech": Model("openai/tts-1", ("openai",), kind="speech"),
    "transcription": Model("openai/whisper-1", ("openai",), kind="transcription"),
    "video": Model("google/veo-3.1", ("vertex",), kind="video"),
}
UNNAMED = Model("acme/vectors-9", ("openai",), kind="embedding")
"""An embedding model by the list alone: its id says nothing of it."""
TOKEN = Token(parts.PAID)
GATEWAY = Gateway(
    (Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)),
    (TOKEN,),
    models=(*CATALOGUE, *OTHERS.values(), UNNAMED),
)
NOT_A_FAULT = BLAMES | {"model-unknown-or-retired", "refusal-of-unknown-kind", "request-refused-as-invalid"}
NOT_TRIED = May(
    ("inconclusive", "degraded"), certain=False, not_claimed=NOT_A_FAULT, not_certain=frozenset({"model-of-wrong-kind"})
)
"""The app's own request is one that the probe does not make: that another one is refused says nothing of it."""


def _of_embeddings() -> Iterator[World]:
    for client in SET_UPS:
        place = replace(set_up(client, KEY, TOKEN), model=EMBEDDING)
        if client in EMBEDDERS:
            may = May(("healthy",), not_claimed=NOT_A_FAULT | {"model-of-wrong-kind"})
        else:
            may = May(BAD, not_claimed=NOT_A_FAULT, not_certain=frozenset({"model-of-wrong-kind"}))
        yield World(f"{client}: an app of embeddings alone", place, GATEWAY, may)
    for client in EMBEDDERS:
        yield World(
            f"{client}: an app of embeddings alone, whose team is of the free tier",
            replace(set_up(client, KEY, Token(parts.FREE_WITH_BYOK)), model=EMBEDDING),
            parts.one_team(parts.FREE_WITH_BYOK),
            May(
                ("failing",),
                names=(("byok-needs-paid-tier",),),
                not_claimed=NOT_A_FAULT - {"byok-needs-paid-tier"} | {"model-of-wrong-kind"},
            ),
        )


def _of_other_kinds() -> Iterator[World]:
    for number, client in enumerate(SET_UPS):
        for kind in ("reranking", list(OTHERS)[1 + number % 3]):
            yield World(
                f"{client}: an app whose one model is of the kind {kind}",
                replace(set_up(client, KEY, TOKEN), model=OTHERS[kind].id),
                GATEWAY,
                NOT_TRIED,
            )
    for client in ("ai-sdk-7", "openai", "litellm"):
        yield World(
            f"{client}: an app of reranking alone, whose key is revoked",
            replace(set_up(client, REVOKED_KEY), model=OTHERS["reranking"].id),
            GATEWAY,
            # No model is needed to see that the gateway does not know the key.
            May(
                ("failing",),
                names=(("key-invalid-revoked-or-expired",),),
                not_claimed=frozenset({"model-of-wrong-kind"}),
            ),
        )


def _of_keys_for_text() -> Iterator[World]:
    """OpenAI's key, with which LiteLLM asks for text alone, and a model of which the list alone says that it makes none."""
    for whose, key, most in (("another service's", OPENAIS_KEY, 0), ("the gateway's own", KEY, 1)):
        yield World(
            f"litellm: an app of embeddings alone, and {whose} key under OpenAI's name",
            replace(on_laptop(OPENAI_API_KEY=key, GATEWAY_PROBE_CLIENT="litellm"), model=UNNAMED.id),
            GATEWAY,
            May(("failing",), names=(("key-absent",),), not_claimed=NOT_A_FAULT, generations=(0, most)),
        )


WORLDS: tuple[World, ...] = (*_of_embeddings(), *_of_other_kinds(), *_of_keys_for_text())
