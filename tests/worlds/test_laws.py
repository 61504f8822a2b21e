"""Laws that hold in every world: less evidence is never surer, and names and orders decide nothing."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from gateway_probe.document import Document
from tests.drawing import is_drawn, seed_of
from tests.soaking import one_in
from tests.standin import Answer, Gateway, Rule, Where, fake_key
from tests.worlds import health, keys, money, parts, providers, teams, tokens
from tests.worlds.world import ASKED, KEY, OTHER_KEY, Place, World, visit

ALL_SETTLED = (*health.WORLDS, *keys.WORLDS, *money.WORLDS, *teams.WORLDS, *tokens.WORLDS, *providers.WORLDS)
"""Worlds without luck: the same is said of each as often as it is visited."""
SETTLED = tuple(world for world in ALL_SETTLED if is_drawn(world.name + seed_of(""), one_in(2)))
"""Half of them, others with each change of the product, and all in CI."""

LOOKUPS: tuple[tuple[str, Where], ...] = (
    ("the list of models", Where("models")),
    ("the endpoints", Where("endpoints")),
    ("credits by key", Where("credits", "key")),
    ("credits by token", Where("credits", "token")),
    ("credits by a made-up key", Where("credits", "made-up")),
    ("the record", Where("record")),
)
LOST: tuple[Answer, ...] = (parts.THROTTLED, parts.UNAVAILABLE, parts.FOREIGN_PAGE, parts.SILENCE)

RENAMED: Mapping[str, str] = {
    KEY: fake_key("renamed"),
    OTHER_KEY: fake_key("renamed-too"),
    "team_FAKE": "team_NOBODY",
    "prj_FAKE": "prj_NOBODY",
    "dpl_FAKE": "dpl_NOBODY",
    "gpt-5.4-mini": "thing-7-mini",
}


def _with_one_answer_lost() -> Iterator[tuple[World, str, Where, Answer]]:
    """Each world with two of its look-ups lost, one at a time: in all, every look-up is lost in every way."""
    for number, world in enumerate(SETTLED):
        for index, (name, where) in enumerate(LOOKUPS):
            if (number + index) % 3 == 0:
                yield world, name, where, LOST[(number // 3 + index) % len(LOST)]


def document_of(place: Place, gateway: Gateway) -> Document:
    return visit(place, gateway).document


def said(document: Document) -> tuple[str, str, str]:
    return document.verdict.status, document.verdict.code, document.verdict.confidence


def certain_of(document: Document) -> set[str]:
    """What the Document is certain of, as its verdict or as a finding."""
    sure = {item.code for item in document.findings if item.confidence == "certain"}
    if document.verdict.confidence == "certain":
        sure.add(document.verdict.code)
    # A bad key that hides a token is a bad key first; which of the two is told depends on the token alone.
    return sure | ({"key-invalid-revoked-or-expired"} if "bad-key-shadows-oidc" in sure else set())


@pytest.fixture(scope="module")
def whole() -> dict[str, Document]:
    """The Document of every settled world with all its answers."""
    return {world.name: document_of(world.place, world.gateway) for world in SETTLED}


@pytest.mark.parametrize("lookup", [name for name, _ in LOOKUPS])
def test_a_lost_look_up_makes_nothing_certain_that_was_not(lookup: str, whole: dict[str, Document]) -> None:
    surer = []
    for world, name, where, answer in _with_one_answer_lost():
        if name == lookup:
            gateway = dataclasses.replace(world.gateway, rules=(Rule(where, answer), *world.gateway.rules))
            before, after = whole[world.name], document_of(world.place, gateway)
            if after.verdict.confidence == "certain" and after.verdict.code not in certain_of(before):
                surer.append(f"{world.name}: {said(before)}, then {said(after)}")
    assert not surer, "\n".join(surer)


def test_names_and_the_order_of_variables_decide_nothing(whole: dict[str, Document]) -> None:
    changed = []
    for world in SETTLED:
        place = _renamed(world.place).having({"GATEWAY_PROBE_MODEL": _renamed(ASKED)})
        backwards = dataclasses.replace(place, env=dict(reversed(list(place.env.items()))))
        after = document_of(backwards, _renamed(world.gateway))
        if said(after) != said(whole[world.name]):
            changed.append(f"{world.name}: {said(whole[world.name])}, then {said(after)}")
    assert not changed, "\n".join(changed)


def _renamed(value: Any) -> Any:
    """The value with every name in it replaced, however deep it lies."""
    if isinstance(value, str):
        for old, new in RENAMED.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, Mapping):
        return {_renamed(key): _renamed(item) for key, item in value.items()}
    if isinstance(value, tuple | frozenset | list):
        return type(value)(_renamed(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {item.name: _renamed(getattr(value, item.name)) for item in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value
