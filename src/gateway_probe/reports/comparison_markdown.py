"""A Comparison as Markdown: what explains the outcomes, one table of the places, the rest folded."""

from collections.abc import Iterator

from gateway_probe.document.comparison import ComparedField, Comparison
from gateway_probe.reports.markdown import steps
from gateway_probe.reports.markdown_text import cell, code, folded, prose, table
from gateway_probe.reports.wording import place_of


def comparison_markdown(comparison: Comparison) -> str:
    """The report, ending in a newline."""
    lines = [*_head(comparison), *_explanations(comparison), *_tables(comparison)]
    return "\n".join(lines) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    yield f"### gateway-probe: {len(comparison.places)} places, {comparison.outcome} outcome"
    yield ""
    yield f"{prose(comparison.summary)} {comparison.disclosure.capitalize()} level."
    if comparison.odd_one_out:
        yield ""
        yield f"The odd one out: {code(comparison.odd_one_out)}"
    yield ""
    yield from table(
        ["place", "verdict", "confidence", "where", "at"],
        [
            [
                cell(place.name),
                f"**{place.status.upper()}** {cell(place.code)}",
                place.confidence,
                cell(place_of(place)),
                f"{place.started_at:%Y-%m-%d %H:%M:%S} UTC",
            ]
            for place in comparison.places
        ],
    )


def _explanations(comparison: Comparison) -> Iterator[str]:
    for item in comparison.explanations:
        yield ""
        yield f"**{code(item.code)}** ({item.confidence}): {prose(item.explanation)}"
        if item.next_steps:
            yield ""
            yield from steps(item.next_steps)
        if item.next_test:
            yield ""
            yield f"Next test: {prose(item.next_test)}"


def _tables(comparison: Comparison) -> Iterator[str]:
    head = ["field", *(cell(place.name) for place in comparison.places)]
    if comparison.relevant_differences:
        yield ""
        yield "**Differs, and matters**"
        yield ""
        yield from table(head, [_row(item) for item in comparison.relevant_differences])
    if comparison.expected_differences:
        yield from folded("Differs, as expected", table(head, [_row(item) for item in comparison.expected_differences]))
    if comparison.same:
        rows = [[prose(item.title), cell(item.values[0] or ""), prose(item.note or "")] for item in comparison.same]
        yield from folded("The same", table(["field", "value", ""], rows))
    if comparison.not_compared:
        lines = [f"- {prose(item.title)}: {prose(item.because)}" for item in comparison.not_compared]
        yield from folded("Not compared", lines)


def _row(item: ComparedField) -> list[str]:
    return [prose(item.title), *(cell(value or "") for value in item.values)]
