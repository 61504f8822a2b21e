"""Ids of models as people misspell them: the gateway knows none of them, and the right one is offered."""

from dataclasses import replace

from tests.standin import Token
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

IDS = (
    "openai/gpt-5.4-mini-2026-03-05",
    "openai/gpt-5.4mini",
    "openai/gpt-5-4-mini",
    "openai/gpt5.4-mini",
    "openai/GPT-5.4-mini",
    "OpenAI/gpt-5.4-mini",
    "openai:gpt-5.4-mini",
    "openai.gpt-5.4-mini",
    "openai/openai/gpt-5.4-mini",
    "vercel/openai/gpt-5.4-mini",
    "vercel_ai_gateway/openai/gpt-5.4-mini",
    "gateway/gpt-5.4-mini",
    "open-ai/gpt-5.4-mini",
    "gpt-5.4-mini",
    "openai/gpt-5.4-mini:free",
    "openai/gpt-5.4-mini@latest",
    "models/gpt-5.4-mini",
)
WORLDS = tuple(
    World(
        f"the model is asked for as {asked}",
        replace(on_vercel(KEY, Token(parts.PAID)), model=asked),
        parts.one_team(parts.PAID),
        May(
            ("failing",),
            verdict=("model-unknown-or-retired", "model-id-without-creator"),
            at_least="likely",
            not_claimed=BLAMES,
            said=ASKED,
        ),
    )
    for asked in IDS
)
