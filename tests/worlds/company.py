"""What holds of places beside each other, whichever they are: their order and a copy of one change nothing, none is left out."""

from collections.abc import Iterator

from gateway_probe.comparison import compare
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison


def told_otherwise_in_company(documents: list[tuple[str, Document]], comparison: Comparison) -> Iterator[str]:
    """What is said otherwise of the same places in other company, and who is not spoken of."""
    if compare(documents) != comparison:
        yield "says something else when it is asked again"
    if compare(documents[::-1]).explanations != comparison.explanations:
        yield "explains something else in the other order"
    for name, document in documents:
        if _said(compare([*documents, ("twin", document)])) != _said(comparison):
            yield f"explains something else with a twin of {name}"
    yield from (f"{name} is not in the summary" for name, _ in documents if name not in comparison.summary)
    if comparison.outcome == "different":
        spoken = {name for item in comparison.explanations for name in item.places}
        failing = [name for name, document in documents if not document.served]
        yield from (f"{name} is explained by nothing" for name in failing if name not in spoken)


def _said(comparison: Comparison) -> set[tuple[str, str, bool]]:
    return {(item.code, item.confidence, item.proven_there) for item in comparison.explanations}
