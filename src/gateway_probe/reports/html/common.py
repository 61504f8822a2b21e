"""The parts of a page: steps, tables, marks, and buttons that copy."""

import re
from collections.abc import Iterable

from gateway_probe.document.judgement import NextStep, Status
from gateway_probe.reports.blocks import AsIs, Row, Table, Words
from gateway_probe.reports.html.element import Child, Html, el

_DASHBOARD = re.compile(r"(https://vercel\.com/d\?to=[\w%/?=.~-]{1,200})", re.ASCII)

# A sign beside the word, so that colour is never all there is.
STATUS_SIGNS: dict[Status, str] = {"healthy": "✓", "degraded": "!", "failing": "✕", "inconclusive": "?"}


def inline(said: Words) -> list[Child]:
    """Running text; what is an id or a value stands out as code."""
    return [el("code", part) if isinstance(part, AsIs) else str(part) for part in said]


def steps(items: Iterable[NextStep]) -> Html | None:
    """What to do, numbered; each command whole, with a button that copies it."""
    entries: list[Child] = [el("li", el("p", _link(step.text)), command(step.command)) for step in items]
    return el("ol", entries, class_="steps") if entries else None


def _link(said: str) -> list[Child]:
    """A page of Vercel's dashboard can be opened by a click. Whoever made the Document, no other address can."""
    parts = _DASHBOARD.split(said)
    return [el("a", part, href=part, rel="noreferrer") if at % 2 else part for at, part in enumerate(parts)]


def command(line: str | None) -> Html | None:
    if line is None:
        return None
    return el("div", el("pre", el("code", line)), copy_button("Copy command"), class_="copyable")


def copy_button(label: str) -> Html:
    """Copies the `pre` beside it; hidden where there is no script."""
    return el("button", label, type="button", class_="copy", hidden=True)


def table(content: Table) -> Html:
    """A table that scrolls in its own box where the screen is narrow; the first cell of a row is its heading."""
    return el(
        "div",
        el(
            "table",
            el("caption", content.caption, class_="unseen"),
            el("thead", el("tr", [el("th", name, scope="col") for name in content.head])),
            el("tbody", [_row(row, content.head) for row in content.rows]),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=content.caption,
    )


def _row(row: Row, head: tuple[str, ...]) -> Html:
    note = el("span", row.note, class_="note") if row.note else None
    first, *others = row.cells
    # The heading goes with each cell: on a narrow screen a row becomes a list.
    shown: list[Child] = [el("td", inline(cell), data_head=name) for name, cell in zip(head[1:], others, strict=True)]
    return el("tr", el("th", inline(first), note, scope="row"), shown, class_="decides" if row.decides else row.tone)


def fold(title: Child, *children: Child) -> Html:
    """Details that open on a click or a key."""
    return el("details", el("summary", title), *children)
