"""Less evidence explains nothing more surely: places beside each other, one thing taken away from one of them at a time."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from gateway_probe.comparison import compare
from tests.causes.recorded import HARD_ONE_OF
from tests.comparison.less import HARD, chosen, drawn, surer, with_less
from tests.comparison.strategies import Named
from tests.drawing import is_drawn, seed_of

pytestmark = pytest.mark.long


@pytest.mark.parametrize(("companies", "one_of"), [(chosen, 16), (drawn, 12)])
def test_taking_anything_away_explains_nothing_more_surely(
    companies: Callable[[], Iterator[tuple[str, Named]]], one_of: int
) -> None:
    """Of the many things that can be missing a part is tried here, another one with each change of a rule;
    `python -m tests.comparison` tries all, in every world."""
    broken, tried = [], 0
    for name, named in companies():
        before = compare(named)
        for what, less in with_less(named, partial(_is_tried, name, one_of)):
            tried += 1
            if fault := surer(named, before, less):
                broken.append(f"{name}, {what}: {fault}")
    assert not broken, "\n".join(broken)
    assert tried > 250


def _is_tried(name: str, one_of: int, what: str) -> bool:
    return is_drawn(f"{name}, {what}{seed_of('causes', 'comparison')}", HARD_ONE_OF if name in HARD else one_of)
