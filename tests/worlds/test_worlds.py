"""Whatever a gateway and a place are like, nothing is said that is not so. The worlds are data: `tests/worlds/`."""

import pytest

from tests.drawing import is_drawn, seed_of
from tests.soaking import one_in
from tests.worlds.chosen import ALONE, chosen_worlds
from tests.worlds.every import find_places, find_worlds
from tests.worlds.telling import mistold
from tests.worlds.world import World, told, visit

TOLD_ONE_OF = one_in(3)
"""How it is told is looked at in one of three, in others after each change of the product, and in CI in all."""


@pytest.mark.parametrize("world", chosen_worlds(), ids=lambda world: world.name)
def test_one_place(world: World) -> None:
    seen = visit(world.place, world.gateway)
    faults = world.may.faults(seen.document, seen.generations)
    if is_drawn(world.name + seed_of(""), TOLD_ONE_OF):
        faults += mistold(seen.document)
    assert not faults, "\n".join(["", *(f"wrong: {fault}" for fault in faults), told(seen.document)])


def test_no_two_worlds_share_a_name() -> None:
    names = [*(world.name for world in find_worlds()), *(world.name for world in find_places())]
    assert len(names) == len(set(names))


def test_every_world_that_is_always_tried_is_there() -> None:
    assert {world.name for world in chosen_worlds()} >= ALONE
