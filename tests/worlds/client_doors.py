"""One door of the gateway is out of order, the others are not: the client that asks there notices, and no other one does."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.client_kinds import EMBEDDERS, EMBEDDING
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, Place, World

DOORS = ("ai-sdk", "chat-completions", "responses", "messages")
DOOR_OF = {
    "openai": "chat-completions",
    "openai-responses": "responses",
    "anthropic": "messages",
    "ai-sdk-anthropic": "messages",
    "claude-code": "messages",
    "litellm": "chat-completions",
    "pydantic-ai": "chat-completions",
    "llama-index": "chat-completions",
}
GONE = Answer(404, error_body("Not found", "not_found"))
NOT_ALLOWED = Answer(405, error_body("Method not allowed", "method_not_allowed"))
WELL = ("healthy", "degraded")
UNTOUCHED = May(("healthy",), not_claimed=BLAMES)
AT_ITS_DOOR = May(
    ("failing", "inconclusive"),
    not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | {"model-unknown-or-retired", "refusal-depends-on-origin"},
)
A_PAGE = May(BAD, not_claimed=BLAMES, not_certain=BLAMES)


def _door(client: str) -> str:
    return DOOR_OF.get(client, "ai-sdk")


def _place(client: str) -> Place:
    return set_up(client, KEY, Token(parts.PAID))


def _of_every_client() -> Iterator[World]:
    for client in SET_UPS:
        own = _door(client)
        others = tuple(door for door in DOORS if door != own)
        yield World(
            f"{client}: every door but its own is gone",
            _place(client),
            parts.one_team(parts.PAID, Rule(Where("generate", protocol=others), GONE)),
            UNTOUCHED,
        )
        yield World(
            f"{client}: a page of a network answers at its door alone",
            _place(client),
            parts.one_team(parts.PAID, Rule(Where("generate", protocol=own), parts.FOREIGN_PAGE)),
            A_PAGE,
        )
        yield World(
            f"{client}: its door takes no POST any more",
            _place(client),
            parts.one_team(parts.PAID, Rule(Where("generate", protocol=own), NOT_ALLOWED)),
            AT_ITS_DOOR,
        )
        yield World(
            f"{client}: its streams end before they are whole",
            _place(client),
            parts.one_team(
                parts.PAID,
                Rule(Where("generate", protocol=own, streamed=True), replace(GONE, status=200, body=(), cut=True)),
            ),
            May(
                NOT_HEALTHY, not_claimed=BLAMES - {"refusal-depends-on-streaming", "stream-refused"}, not_certain=BLAMES
            ),
        )


def _of_streams() -> Iterator[World]:
    refused = Rule(Where("generate", protocol="messages", streamed=True), parts.refusal(403, "forbidden", "Forbidden"))
    for client in ("anthropic", "ai-sdk-anthropic", "claude-code", "openai", "ai-sdk-7"):
        at_messages = _door(client) == "messages"
        yield World(
            f"{client}: streams are refused at the Messages door alone",
            _place(client),
            parts.one_team(parts.PAID, refused),
            May(
                NOT_HEALTHY,
                not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
                not_certain=frozenset({"team-blocked", "routing-rule-denied"}),
            )
            if at_messages
            else UNTOUCHED,
        )


def _of_embeddings() -> Iterator[World]:
    for client in EMBEDDERS:
        own = "ai-sdk-embedding" if _door(client) == "ai-sdk" else "embeddings"
        place = replace(_place(client), model=EMBEDDING)
        yield World(
            f"{client}: an app of embeddings, and that door alone is gone",
            place,
            parts.one_team(parts.PAID, Rule(Where("generate", protocol=own), GONE)),
            AT_ITS_DOOR,
        )
        yield World(
            f"{client}: an app of embeddings, and every door for text is gone",
            place,
            parts.one_team(parts.PAID, Rule(Where("generate", protocol=DOORS), GONE)),
            May(WELL, not_claimed=BLAMES - FACTORS),
        )


WORLDS: tuple[World, ...] = (*_of_every_client(), *_of_streams(), *_of_embeddings())
