"""An account with very much in it: reading it, judging and showing it costs what its size says."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.answer_store import Scope
from gateway_probe.account.collect import read_account
from gateway_probe.account.places import Place
from gateway_probe.account.report_level import as_shown
from gateway_probe.account.source import SavedAnswers
from gateway_probe.releasing import release
from tests.account.account_api import AccountWorld, credential, event, key, variable
from tests.account.worlds import HOST, OTHER_TEAM, healthy_account, seed
from tests.safety.test_growth import LARGE, MOST_GROWTH, SMALL, grows

MOST_CPU_S = 1.0
"""It is asked on a laptop or in CI, where nobody else waits."""
_ENTRY = 500
"""Bytes of one, about."""


def _variables(world: AccountWorld, number: int, run: float) -> None:
    world.variables = [variable(f"NAME_{at}", ["production"], run - at) for at in range(number)]


def _values(world: AccountWorld, number: int, run: float) -> None:
    world.variables = [
        {**variable(f"NAME_{at}", ["production"], run - at), "value": f"FAKE{at:05d}" * 30} for at in range(number)
    ]


def _events(world: AccountWorld, number: int, run: float) -> None:
    said = {"text": "a key of a team " * 16}
    world.events[world.home] = [{**event("env-variable-edit", run - at), **said} for at in range(number)]


def _keys(world: AccountWorld, number: int, run: float) -> None:
    world.page = number
    world.keys[world.home] = [key(f"ak_{at}", world.home, run - at, name="a key " * 20) for at in range(number)]


def _credentials(world: AccountWorld, number: int, _run: float) -> None:
    world.byok[world.home] = [credential("azure", id=f"cred_{at}", name="a name " * 30) for at in range(number)]


def _teams(world: AccountWorld, number: int, _run: float) -> None:
    world.teams |= {f"team_{at:024d}": f"slug-{at}" for at in range(number)}


LISTS: dict[str, Callable[[AccountWorld, int, float], None]] = {
    "variables": _variables,
    "values": _values,
    "events": _events,
    "keys": _keys,
    "provider credentials": _credentials,
    "teams": _teams,
}


def answers(what: str, size: int) -> bytes:
    document = seed()
    world = healthy_account(document)
    LISTS[what](world, size // _ENTRY, document.probe.started_at.timestamp())
    return json.dumps(world.saved(list(world.deployments), [OTHER_TEAM])).encode()


def told(content: bytes) -> Any:
    now = datetime.now(UTC)
    source, places = SavedAnswers.read(content, now), [Place("production", HOST, seed())]
    scope = Scope(now - timedelta(days=3_000), None, None, "")
    found, dropped = asyncio.run(read_account(source, places, scope, 20.0, lambda _call, _state: None))
    return release(as_shown(judge_account(found, places, ""), "private", "", dropped), "html", dropped)


@pytest.mark.parametrize("what", LISTS)
def test_a_list_costs_what_its_size_says(what: str) -> None:
    grown = grows(told, answers(what, SMALL), answers(what, LARGE), tries=4)
    assert grown.growth <= MOST_GROWTH
    assert grown.most_s < MOST_CPU_S
