"""A Comparison for the terminal: what explains it first, then a table of the places, in 80 columns."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from gateway_probe.document.comparison import ComparedField, Comparison, Explanation
from gateway_probe.reports.lines import WIDTH, inert, wrapped
from gateway_probe.reports.terminal import Tone, Toned, finished, toned
from gateway_probe.reports.text import STATUS_TONES, section, step_lines
from gateway_probe.reports.wording import place_of

_LABEL = 24
_MAX_CELL_LINES = 4
_NARROWEST = 12


def comparison_text(comparison: Comparison, *, colour: bool = False) -> str:
    """The report, ending in a newline."""
    sections = (
        _head(comparison),
        *(_explanation(item) for item in comparison.explanations),
        section("Differs, and matters", _table(comparison, comparison.relevant_differences, "doubtful")),
        section("Differs, as expected", _table(comparison, comparison.expected_differences, "plain")),
        section("The same", (line for item in comparison.same for line in _same(item))),
        section(
            "Not compared",
            (
                line
                for item in comparison.not_compared
                for line in wrapped(f"{item.title}: {item.because}", "  ", "    ")
            ),
        ),
    )
    return finished((line for lines in sections for line in lines), colour=colour)


def _head(comparison: Comparison) -> Iterator[str]:
    yield from toned(wrapped(comparison.summary, ""), "title")
    if comparison.odd_one_out:
        yield f"The odd one out: {comparison.odd_one_out}"
    yield f"{comparison.disclosure} level"
    yield ""
    for place in comparison.places:
        verdict = f"{place.status.upper()} {place.code} ({place.confidence})"
        yield from toned(
            wrapped(f"{place.name}: {verdict}   {place_of(place)}", "  ", "      "), STATUS_TONES[place.status]
        )


def _explanation(item: Explanation) -> Iterator[str]:
    yield ""
    yield Toned(f"{item.code} ({item.confidence})", "title")
    yield from wrapped(item.explanation, "  ")
    for step in item.next_steps:
        yield from step_lines(step, "  ")
    if item.next_test:
        yield from wrapped(f"next test: {item.next_test}", "  ", "    ")


def _table(comparison: Comparison, fields: list[ComparedField], tone: Tone) -> Iterator[str]:
    """One column a place; where 80 columns cannot hold them, one line a place instead."""
    if not fields:
        return
    names = [place.name for place in comparison.places]
    width = (WIDTH - 2 - _LABEL) // len(names) - 1
    if width < _NARROWEST:
        for item in fields:
            yield from toned(wrapped(item.title, "  "), tone)
            for name, value in zip(names, item.values, strict=True):
                yield from wrapped(f"{name}: {value or '-'}", "      ", "        ")
        return
    yield from _row("", names, width)
    for item in fields:
        yield from toned(_row(item.title, [value or "-" for value in item.values], width), tone)


def _row(title: str, values: list[str], width: int) -> Iterator[str]:
    cells = [_cell(title, _LABEL), *(_cell(value, width) for value in values)]
    widths = [_LABEL, *(width for _ in values)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield "  " + " ".join(f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=True))


def _cell(text: str, width: int) -> list[str]:
    """The text in lines of this width; ids and fingerprints are broken rather than cut."""
    lines = textwrap.wrap(inert(text[:1000]), width, break_on_hyphens=False) or [""]
    return lines if len(lines) <= _MAX_CELL_LINES else [*lines[: _MAX_CELL_LINES - 1], "…"]


def _same(item: ComparedField) -> list[str]:
    note = f"   ({item.note})" if item.note else ""
    return wrapped(f"{item.title:<{_LABEL}} {item.values[0] or '-'}{note}", "  ", " " * (_LABEL + 3))
