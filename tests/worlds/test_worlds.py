"""Whatever a gateway and a place are like, nothing is said that is not so. The worlds are data: `tests/worlds/`."""

import pytest

from tests.worlds.company import told_otherwise_in_company
from tests.worlds.every import find_places, find_worlds
from tests.worlds.places import Places, observe, told_of
from tests.worlds.telling import mistold
from tests.worlds.world import World, told, visit

SEVERAL = {world.name for world in find_places("several_")}
"""Worlds of more than two places, and of odd pairs: of these the laws of company are held too, on the same runs."""


@pytest.mark.parametrize("world", find_worlds(), ids=lambda world: world.name)
def test_one_place(world: World) -> None:
    seen = visit(world.place, world.gateway)
    faults = [*world.may.faults(seen.document, seen.generations), *mistold(seen.document)]
    assert not faults, "\n".join(["", *(f"wrong: {fault}" for fault in faults), told(seen.document)])


@pytest.mark.parametrize("world", find_places(), ids=lambda world: world.name)
def test_places_beside_each_other(world: Places) -> None:
    documents, comparison = observe(world)
    faults = [*world.faults(documents, comparison), *mistold(comparison)]
    if world.name in SEVERAL:
        faults += told_otherwise_in_company(documents, comparison)
    assert not faults, "\n".join(["", *(f"wrong: {fault}" for fault in faults), told_of(documents, comparison)])


def test_no_two_worlds_share_a_name() -> None:
    names = [*(world.name for world in find_worlds()), *(world.name for world in find_places())]
    assert len(names) == len(set(names))
