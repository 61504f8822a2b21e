"""The report for a terminal, in 80 columns."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from gateway_probe.account.report import AccountReport, Moment, PlaceFacts, PlaceFinding
from gateway_probe.account.telling.outline import LANES, head, joins_told, left_out, rows_of_calls, rows_of_place, when
from gateway_probe.reports.blocks import Tone
from gateway_probe.reports.lines import wrapped
from gateway_probe.reports.terminal import Toned, finished, toned
from gateway_probe.reports.text import step_lines

_TONES: dict[str, Tone] = {"error": "bad", "warning": "doubtful", "info": "plain"}
_WIDTHS = (20, 22, 34)


def account_text(report: AccountReport, *, colour: bool = False) -> str:
    """The report, ending in a newline."""
    sections = (
        _head(report),
        *(_finding(finding) for finding in report.findings),
        section("Configured and live, side by side", (line for place in report.places for line in _place(place))),
        section("Timeline (UTC)", _timeline(report.timeline)),
        section("Ruled out or spoken against", _against(report)),
        section("Not decided", _undecided(report)),
        section(
            "How facts were joined to runs",
            (line for told in joins_told(report) for line in wrapped(told, "  ", "    ")),
        ),
        section("What was asked", _calls(report)),
    )
    return finished((line for lines in sections for line in lines), colour=colour)


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A titled part of the report; nothing where it has no lines."""
    held = list(lines)
    if held:
        yield ""
        yield Toned(title, "title")
        yield from held


def _head(report: AccountReport) -> Iterator[str]:
    yield from toned(wrapped(report.summary, ""), "title")
    if report.next_step:
        yield from wrapped(f"next: {report.next_step}", "  ", "    ")
    yield from wrapped(head(report), "", "  ")
    if (broken := left_out(report)) is not None:
        yield from wrapped(f"warning: {broken}", "", "  ")


def _finding(item: PlaceFinding) -> Iterator[str]:
    yield ""
    yield Toned(f"{item.code} ({item.confidence})", _TONES[item.severity])
    yield from wrapped(item.explanation, "  ")
    for against in item.contradictions:
        yield from wrapped(f"but {against.text}", "  ", "    ")
    for step in item.next_steps:
        yield from step_lines(step, "  ")


def _place(place: PlaceFacts) -> Iterator[str]:
    yield from _row(place.name, "configured", "live")
    for what, configured, live in rows_of_place(place):
        if configured != "-" or live != "-":
            yield from _row(f"  {what}", configured, live)


def _row(*cells: str) -> Iterator[str]:
    """One row of the table; a cell that is too long goes on below itself."""
    broken = [textwrap.wrap(cell, width, break_on_hyphens=False) for cell, width in zip(cells, _WIDTHS, strict=True)]
    for parts in zip_longest(*broken, fillvalue=""):
        yield "  " + " ".join(f"{part:<{width}}" for part, width in zip(parts, _WIDTHS, strict=True))


def _timeline(moments: list[Moment]) -> Iterator[str]:
    """One column a lane; a mark stands where something happened: x refused, o served, * anything else."""
    if not moments:
        return
    yield f"  {'':<16}  " + " ".join(f"{name[:3]:<3}" for name in LANES.values())
    for moment in moments:
        mark = {True: "o", False: "x", None: "*"}[moment.served]
        lanes = " ".join(f"{mark if lane == moment.lane else '.':<3}" for lane in LANES)
        place = f"{moment.place}: " if moment.place else ""
        tone: Tone = "bad" if moment.served is False else "good" if moment.served else "plain"
        head = f"  {when(moment.at):<16}  {lanes} "
        yield from toned(wrapped(place + moment.what, head, " " * len(head)), tone)


def _against(report: AccountReport) -> Iterator[str]:
    for item in report.against:
        word = "excluded" if item.excluded else "spoken against"
        yield from wrapped(f"{_named(item.place)}{item.code}, {word}: {item.because}", "  ", "    ")


def _undecided(report: AccountReport) -> Iterator[str]:
    for item in report.undecided:
        yield from wrapped(f"{_named(item.place)}{item.code}: decided by {item.decided_by}", "  ", "    ")


def _calls(report: AccountReport) -> Iterator[str]:
    for what, path, state, note in rows_of_calls(report.account):
        yield from wrapped(f"{what}: {state} ({path})" + (f"; {note}" if note else ""), "  ", "    ")


def _named(place: str | None) -> str:
    return f"{place}: " if place else ""
