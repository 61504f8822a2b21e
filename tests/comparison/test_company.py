"""What holds of places beside each other, whichever they are: their order and a copy of one change nothing, none is left out."""

import pytest

from gateway_probe.comparison import compare
from gateway_probe.document.comparison import Comparison
from tests.worlds.every import find_places
from tests.worlds.places import Places, observe

pytestmark = pytest.mark.long


def said(comparison: Comparison) -> set[tuple[str, str, bool]]:
    return {(item.code, item.confidence, item.proven_there) for item in comparison.explanations}


@pytest.mark.parametrize("world", find_places("several_"), ids=lambda world: world.name)
def test_the_company_of_places_changes_nothing_that_is_said(world: Places) -> None:
    documents, comparison = observe(world)
    assert compare(documents) == comparison
    assert compare(documents[::-1]).explanations == comparison.explanations
    for name, document in documents:
        assert said(compare([*documents, ("twin", document)])) == said(comparison), f"with a twin of {name}"
    assert not [name for name, _ in documents if name not in comparison.summary]
    if comparison.outcome == "different":
        spoken = {name for item in comparison.explanations for name in item.places}
        assert {name for name, document in documents if not document.served} <= spoken
