"""Whatever places are drawn beside each other, nothing is said surely that does not account for what was answered there."""

import pytest

from tests.worlds.drawn_places import draws
from tests.worlds.places import observe, told_of


@pytest.mark.parametrize("seed", range(4))
def test_drawn_places_are_explained_by_what_differs(seed: int) -> None:
    wrong = []
    for drawn in draws(seed, 20):
        documents, comparison = observe(drawn.places)
        faults = drawn.faults(documents, comparison)
        wrong += [f"{drawn.name}: {fault}\n{told_of(documents, comparison)}" for fault in faults]
    assert not wrong, "\n\n".join(["", *wrong])
