"""Worlds whose evidence decides: the gateway says outright what is wrong, at whichever door, and the verdict is certain."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, TIER, World

OUTRIGHT: tuple[tuple[str, Team, str, str | None], ...] = (
    ("the team has no card", parts.NO_CARD, "no-card-on-file", None),
    ("the team has no money", parts.NO_MONEY, "byok-blocked-at-zero-balance", None),
    ("the budget is used up", parts.SPENT, "budget-reached", None),
    ("the model is not open to the free tier", parts.FREE, "free-tier-model-restricted", TIER),
    ("a routing rule denies the model", parts.DENIED, "routing-rule-denied", None),
    ("the team's allowlist leaves no provider", parts.NOT_ALLOWED, "provider-or-model-allowlist", None),
    ("the model never was", parts.PAID, "model-unknown-or-retired", "openai/gpt-9-nowhere"),
)


def _of_one(client: str) -> Iterator[World]:
    for name, team, code, model in OUTRIGHT:
        yield World(
            f"{client}: {name}",
            replace(set_up(client, KEY, Token(team)), model=model),
            parts.one_team(team),
            May(
                ("failing",),
                verdict=(code,),
                certain=True,
                not_claimed=(KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM) - {code},
                generations=(1, 6),
            ),
        )
    yield World(
        f"{client}: the key is revoked",
        set_up(client, REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, Team(), revoked=True),)),
        May(
            ("failing",),
            verdict=("key-invalid-revoked-or-expired",),
            certain=True,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            generations=(0, 6),
        ),
    )
    yield World(
        f"{client}: all is well",
        set_up(client, KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM, generations=(2, 2)),
    )
    yield World(
        f"{client}: its own door is refused with the seed's words each time, chat completions and the AI SDK's are not",
        set_up(client, KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", protocol=_door_of(client)), parts.BYOK_REFUSAL)),
        May(
            ("failing",),
            verdict=("refusal-depends-on-protocol",),
            at_least="likely",
            not_claimed=KEY_IS_BAD | OTHER_TEAM | {"byok-needs-paid-tier", "refusal-depends-on-origin"},
            generations=(3, 14),
        ),
    )


def _door_of(client: str) -> str:
    if SET_UPS[client][0] == "AI_GATEWAY_API_KEY":
        return "ai-sdk"
    if client in {"anthropic", "ai-sdk-anthropic", "claude-code"}:
        return "messages"
    return "responses" if client == "openai-responses" else "chat-completions"


WORLDS: tuple[World, ...] = tuple(world for client in SET_UPS for world in _of_one(client))
