"""Refusals at each client's door, in the form that errors have at that door and with what is lost or added on the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, NOT_THE_GATEWAY, May
from tests.worlds.world import KEY, Place, World

EMBEDDING = "openai/text-embedding-3-small"
CLIENTS = ("openai", "openai-responses", "anthropic", "claude-code", "litellm", "ai-sdk-5")
TEAMS: tuple[tuple[str, Team, str], ...] = (
    ("BYOK on a free team", parts.FREE_WITH_BYOK, "byok-needs-paid-tier"),
    ("no card", parts.NO_CARD, "no-card-on-file"),
    ("no funds", parts.NO_MONEY, "byok-blocked-at-zero-balance"),
    ("a budget used up", parts.SPENT, "budget-reached"),
    ("an allowlist", parts.NOT_ALLOWED, "provider-or-model-allowlist"),
)
Change = Callable[[dict[str, Any]], dict[str, Any]]


def _openai(body: dict[str, Any]) -> dict[str, Any]:
    """The form of OpenAI's: the type is told a second time, as the code."""
    return {"error": {**body["error"], "code": body["error"]["type"]}}


def _responses(body: dict[str, Any]) -> dict[str, Any]:
    """A response object that has failed, as the Responses door tells of errors."""
    error = body["error"]
    return {"id": "resp_FAKE", "object": "response", "status": "failed", "error": error, "output": []}


def _anthropic(body: dict[str, Any]) -> dict[str, Any]:
    return {"type": "error", "request_id": "req_FAKE", **body}


def _noted(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "success": False, "timestamp": 1_764_000_000, "path": "/v1", "statusCode": None, "code": None}


FORMS: dict[str, Change] = {
    "with the type as code too": _openai,
    "as a response that has failed": _responses,
    "as Anthropic tells it": _anthropic,
    "with notes of a framework beside it": _noted,
}


def _told(change: Change) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        refused = ordinary.status >= 400 and isinstance(ordinary.body, dict) and "error" in ordinary.body
        return replace(ordinary, body=change(ordinary.body)) if refused else ordinary

    return Rule(Where("generate"), answer)


def _may(code: str) -> May:
    return May(
        ("failing",), verdict=(code,), certain=True, not_claimed=(BLAMES | NOT_THE_GATEWAY) - {code}, generations=(1, 6)
    )


def _place(client: str, team: Team) -> Place:
    return set_up(client, KEY, Token(team))


def _worlds() -> Iterator[World]:
    for client in CLIENTS:
        for form, change in FORMS.items():
            for name, team, code in TEAMS:
                yield World(
                    f"{client}: {name}, {form}", _place(client, team), parts.one_team(team, _told(change)), _may(code)
                )
    for client in ("ai-sdk-7", "ai-sdk-6", "openai"):
        for name, team, code in TEAMS:
            yield World(
                f"{client}: {name}, for embeddings",
                replace(_place(client, team), model=EMBEDDING),
                parts.one_team(team),
                # Until the list of models is read, the model is taken for one of language: two questions, both refused.
                replace(_may(code), generations=(1, 8)),
            )


WORLDS = tuple(_worlds())
