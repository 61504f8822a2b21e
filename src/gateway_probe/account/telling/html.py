"""The report as one HTML file that opens offline and asks nobody for anything."""

from collections.abc import Iterable

from gateway_probe.account.report import AccountReport, Moment, PlaceFacts
from gateway_probe.account.telling.outline import LANES, head, joins_told, left_out, rows_of_calls, rows_of_place, when
from gateway_probe.reports.blocks import Row, Table, words
from gateway_probe.reports.html.common import folded, steps, table
from gateway_probe.reports.html.element import Child, Html, el, text
from gateway_probe.reports.html.frame import POLICY, asset

_ROW, _LEFT, _WIDTH = 26, 90, 720
_COLOURS = {"run": "reading", "deployment": "tls", "variable": "connect", "account": "dns"}


def account_html(report: AccountReport) -> str:
    """The whole page."""
    return "<!doctype html>\n" + el(
        "html",
        el(
            "head",
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<meta name="color-scheme" content="light dark">'),
            el("title", "gateway-probe: the account"),
            Html(f"<style>{asset('report.css')}</style>"),
        ),
        el("body", el("main", _view(report), id="report"), Html(f"<script>{asset('copy.js')}</script>")),
        lang="en",
    )


def _view(report: AccountReport) -> Html:
    troubled = any(item.severity != "info" for item in report.findings)
    status = "inconclusive" if report.trouble else "failing" if troubled else "healthy"
    return el(
        "article",
        el(
            "header",
            el("h1", report.summary),
            el("p", el("strong", "Next: "), report.next_step) if report.next_step else None,
            el("p", head(report), class_="facts"),
            el("p", left_out(report), class_="warning") if report.left_out else None,
            class_=f"verdict {status}",
        ),
        _section("Findings", _findings(report), id_="findings"),
        _section("Configured and live, side by side", [_place(place) for place in report.places], id_="places"),
        _section("Timeline (UTC)", _picture(report.timeline), _moments(report.timeline), id_="timeline"),
        _section("Besides", _besides(report), id_="besides"),
        class_="report",
    )


def _findings(report: AccountReport) -> Child:
    return [
        el(
            "div",
            el("h3", item.title, " ", _code(item.code), f" ({item.confidence})"),
            el("p", item.explanation),
            [el("p", f"But {against.text}.", class_="warning") for against in item.contradictions],
            steps(item.next_steps),
            class_="explanation",
        )
        for item in report.findings
    ]


def _place(place: PlaceFacts) -> Html:
    return _table((place.name, "configured", "live"), rows_of_place(place), f"{place.name}: configured and live")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], caption: str) -> Html:
    return table(Table(caption, head, tuple(Row(tuple(words(cell) for cell in row)) for row in rows)))


def _code(name: str) -> Html:
    return el("code", name)


def _section(title: str, *children: Child, id_: str) -> Html | None:
    content = text(*children)
    return el("section", el("h2", title, id=f"{id_}-title"), content, id=id_) if content else None


def _picture(moments: list[Moment]) -> Html | None:
    """Four lanes; each moment a mark, in order, the labels beside them in the table below."""
    if not moments:
        return None
    gap = (_WIDTH - _LEFT) / (len(moments) + 1)
    lanes = list(LANES)
    marks: list[Child] = [
        el(
            "rect",
            el("title", f"{when(moment.at)} {moment.place or ''} {moment.what}"),
            class_=_COLOURS[moment.lane],
            x=round(_LEFT + gap * (at + 1) - 5, 1),
            y=lanes.index(moment.lane) * _ROW + 8,
            width=10,
            height=10,
            rx=1 if moment.served is False else 5,
        )
        for at, moment in enumerate(moments)
    ]
    names: list[Child] = [el("text", name, x=0, y=at * _ROW + 17) for at, name in enumerate(LANES.values())]
    return el(
        "div",
        el(
            "svg",
            names,
            marks,
            viewBox=f"0 0 {_WIDTH} {len(lanes) * _ROW + 8}",
            role="img",
            aria_label="Runs, deployments, variables and events of the account in the order in which they happened",
        ),
        class_="scroll",
    )


def _moments(moments: list[Moment]) -> Html | None:
    if not moments:
        return None
    rows = [(when(moment.at), LANES[moment.lane], moment.place or "", _sign(moment), moment.what) for moment in moments]
    return _table(("when", "lane", "place", "served", "what"), rows, "Timeline")


def _sign(moment: Moment) -> str:
    return {True: "✓", False: "✕", None: ""}[moment.served]


def _besides(report: AccountReport) -> Child:
    against: list[Child] = [
        el("li", _code(item.code), f", {'excluded' if item.excluded else 'spoken against'}: {item.because}")
        for item in report.against
    ]
    undecided: list[Child] = [
        el("li", _code(item.code), f": decided by {item.decided_by}") for item in report.undecided
    ]
    joins: list[Child] = [el("li", told) for told in joins_told(report)]
    calls = _table(("what", "call", "state", "note"), rows_of_calls(report.account), "What was asked")
    return [
        folded("Ruled out or spoken against", el("ul", against)) if against else None,
        folded("Not decided", el("ul", undecided)) if undecided else None,
        folded("How facts were joined to runs", el("ul", joins)) if joins else None,
        folded("What was asked", calls),
    ]
