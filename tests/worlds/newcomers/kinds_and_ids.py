"""Worlds of models that are no language models, and of ids that people write instead of the right one."""

from collections.abc import Iterator

from tests.standin import Model, Token
from tests.standin.account import CATALOGUE, Kind
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
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
                # It is offered in the words that tell the cause; the step says to take one of those.
                said=ASKED,
                generations=(1, 6),
            ),
        )


WORLDS: tuple[World, ...] = (*_of_kinds(), *_of_ids())
