"""Whatever places stand beside each other, nothing is said of them that is not so. The worlds are data: `tests/worlds/`."""

import pytest

from tests.worlds.company import told_otherwise_in_company
from tests.worlds.every import find_places
from tests.worlds.places import Places, observe, told_of
from tests.worlds.telling import mistold

SEVERAL = {world.name for world in find_places("several_")}
"""Worlds of more than two places, and of odd pairs: of these the laws of company are held too, on the same runs."""


@pytest.mark.parametrize("world", find_places(), ids=lambda world: world.name)
def test_places_beside_each_other(world: Places) -> None:
    documents, comparison = observe(world)
    faults = [*world.faults(documents, comparison), *mistold(comparison)]
    if world.name in SEVERAL:
        faults += told_otherwise_in_company(documents, comparison)
    assert not faults, "\n".join(["", *(f"wrong: {fault}" for fault in faults), told_of(documents, comparison)])
