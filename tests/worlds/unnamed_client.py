"""Worlds in which no client is named, and the variables of two hold keys that come out differently."""

from tests.standin import Gateway, Key, Team
from tests.worlds import parts
from tests.worlds.each_client import HOST, NO_BLAME, OPENAI, WELL
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

WORLDS = (
    World(
        "no client is named: OpenAI's variables hold a gateway key, the AI SDK's a revoked one",
        on_vercel(REVOKED_KEY, OPENAI_API_KEY=KEY).having(OPENAI),
        Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
        May(
            ("failing", "inconclusive"),
            names=(
                ("key-invalid-revoked-or-expired",),
                ("client-resolves-another-credential", "client-was-inferred", "other-client-served"),
            ),
            not_claimed=NO_BLAME,
        ),
    ),
    World(
        "no client is named: OpenAI's variables hold a revoked key, the AI SDK's a good one",
        on_vercel(KEY, OPENAI_API_KEY=REVOKED_KEY).having(OPENAI),
        Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
        May((*WELL, "inconclusive", "failing"), not_silent=True, not_claimed=NO_BLAME),
    ),
    World(
        "no client is named: Claude Code's variables and LiteLLM's hold keys of two teams",
        on_laptop(
            VERCEL_AI_GATEWAY_API_KEY=KEY,
            ANTHROPIC_AUTH_TOKEN=OTHER_KEY,
            ANTHROPIC_API_KEY="",
            ANTHROPIC_BASE_URL=f"{HOST}/claude-code",
        ),
        Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, Team("team_FAKEempty", balance="0")))),
        May((*WELL, *BAD), not_silent=True, not_claimed=FACTORS | KEY_IS_BAD),
    ),
)
