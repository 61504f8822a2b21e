"""Whatever is drawn, the verdict is of one mind with what the stand-in knows of its own answer."""

import pytest

from tests.worlds.drawn import draws
from tests.worlds.world import told, visit


@pytest.mark.parametrize("seed", range(6))
def test_a_drawn_world_is_judged_as_it_is(seed: int) -> None:
    wrong = []
    for world in draws(seed, 40):
        seen = visit(world.place, world.gateway)
        wrong += [f"{world.name}: {fault}\n{told(seen.document)}" for fault in world.faults(seen)]
    assert not wrong, "\n\n".join(["", *wrong])
