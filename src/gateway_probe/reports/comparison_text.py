"""A Comparison for the terminal: what explains it first, then a table of the places."""

from collections.abc import Iterator

from gateway_probe.document.comparison import ComparedField, Comparison
from gateway_probe.reports.lines import inert, wrapped

_LABEL = 26
_CELL = 24


def comparison_report(comparison: Comparison) -> str:
    """The report, ending in a newline."""
    lines = [*_head(comparison), *_explanations(comparison), *_tables(comparison)]
    return "\n".join(inert(line).rstrip() for line in lines) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    yield from wrapped(comparison.summary, "")
    if comparison.odd_one_out:
        yield f"The odd one out: {comparison.odd_one_out}"
    yield ""
    for place in comparison.places:
        where = " / ".join(part for part in (place.platform, place.environment, place.region) if part)
        yield f"  {place.name:<14} {place.status.upper():<13} {place.code} ({place.confidence})   {where}"


def _explanations(comparison: Comparison) -> Iterator[str]:
    for item in comparison.explanations:
        yield ""
        yield f"{item.code} ({item.confidence})"
        yield from wrapped(item.explanation, "  ")
        for step in item.next_steps:
            yield from wrapped(f"- {step.text}", "  ", "    ")
            if step.command:
                yield f"      $ {step.command}"
        if item.next_test:
            yield from wrapped(f"next test: {item.next_test}", "  ", "    ")


def _tables(comparison: Comparison) -> Iterator[str]:
    names = [place.name for place in comparison.places]
    for title, fields in (
        ("Differs, and matters", comparison.relevant_differences),
        ("Differs, as expected", comparison.expected_differences),
        ("The same", comparison.same),
    ):
        if fields:
            yield ""
            yield title + ("" if fields is comparison.same else "".join(f"{name:>{_CELL}}" for name in names).rjust(0))
            yield from (_row(item, alike=fields is comparison.same) for item in fields)
    if comparison.not_compared:
        yield ""
        yield "Not compared"
        for item in comparison.not_compared:
            yield from wrapped(f"{item.title}: {item.because}", "  ", "    ")


def _row(item: ComparedField, *, alike: bool) -> str:
    if alike:
        return f"  {item.title:<{_LABEL}} {item.values[0]}" + (f"   ({item.note})" if item.note else "")
    return f"  {item.title:<{_LABEL}}" + "".join(
        f" {(value or '-')[: _CELL - 1]:<{_CELL - 1}}" for value in item.values
    )
