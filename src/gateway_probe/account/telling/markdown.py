"""The report as Markdown, for an issue or a thread."""

from collections.abc import Iterator

from gateway_probe.account.report import AccountReport
from gateway_probe.account.telling.outline import LANES, head, joins_told, left_out, rows_of_calls, rows_of_place, when
from gateway_probe.reports.markdown import steps
from gateway_probe.reports.markdown_text import cell, code, folded, prose, table


def account_markdown(report: AccountReport) -> str:
    """The report, ending in a newline."""
    lines = [*_head(report), *_findings(report), *_places(report), *_timeline(report), *_besides(report)]
    return "\n".join(lines) + "\n"


def _head(report: AccountReport) -> Iterator[str]:
    yield "### gateway-probe: the account"
    yield ""
    yield prose(report.summary)
    if report.next_step:
        yield ""
        yield f"Next: {prose(report.next_step)}"
    yield ""
    yield prose(head(report))
    if (broken := left_out(report)) is not None:
        yield ""
        yield f"Warning: {prose(broken)}"


def _findings(report: AccountReport) -> Iterator[str]:
    for item in report.findings:
        yield ""
        yield f"**{code(item.code)}** ({item.confidence}): {prose(item.explanation)}"
        for against in item.contradictions:
            yield f"But {prose(against.text)}"
        if item.next_steps:
            yield ""
            yield from steps(item.next_steps)


def _places(report: AccountReport) -> Iterator[str]:
    for place in report.places:
        yield ""
        rows = [[cell(part) for part in row] for row in rows_of_place(place)]
        yield from table([cell(place.name), "configured", "live"], rows)


def _timeline(report: AccountReport) -> Iterator[str]:
    if not report.timeline:
        return
    yield ""
    rows = [
        [cell(when(moment.at)), LANES[moment.lane], cell(moment.place or ""), cell(moment.what)]
        for moment in report.timeline
    ]
    yield from table(["when (UTC)", "lane", "place", "what"], rows)


def _besides(report: AccountReport) -> Iterator[str]:
    against = [
        f"- {code(item.code)}, {'excluded' if item.excluded else 'spoken against'}: {prose(item.because)}"
        for item in report.against
    ]
    undecided = [f"- {code(item.code)}: decided by {prose(item.decided_by)}" for item in report.undecided]
    calls = table(
        ["what", "call", "state", "note"], [[cell(part) for part in row] for row in rows_of_calls(report.account)]
    )
    for title, lines in (
        ("Ruled out or spoken against", against),
        ("Not decided", undecided),
        ("How facts were joined to runs", [f"- {prose(told)}" for told in joins_told(report)]),
        ("What was asked", calls),
    ):
        if lines:
            yield from folded(title, lines)
