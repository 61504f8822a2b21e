"""What Documents and Comparisons show alike: steps, sections, tables, marks."""

from collections.abc import Iterable

from gateway_probe.document.judgement import NextStep, Status
from gateway_probe.document.vocabulary import Outcome
from gateway_probe.reports.html.element import Child, Html, el, text

# A sign beside the word, so that colour is never all there is.
STATUS_SIGNS: dict[Status, str] = {"healthy": "✓", "degraded": "!", "failing": "✕", "inconclusive": "?"}
_OUTCOME_SIGNS: dict[Outcome, str] = {
    "passed": "✓",
    "refused": "✕",
    "failed": "✕",
    "errored": "✕",
    "timed-out": "✕",
    "skipped": "–",  # noqa: RUF001 - a dash, as in a table
}


def status_mark(status: Status) -> Html:
    """The status as a coloured word with its sign."""
    return el("span", el("span", STATUS_SIGNS[status], aria_hidden="true"), f" {status}", class_=f"mark {status}")


def outcome_mark(outcome: Outcome) -> Html:
    """An outcome as a word with its sign."""
    return el("span", el("span", _OUTCOME_SIGNS[outcome], aria_hidden="true"), f" {outcome}", class_=f"mark {outcome}")


def steps(items: Iterable[NextStep]) -> Html | None:
    """What to do, numbered; each command whole, with a button that copies it."""
    entries: list[Child] = [el("li", el("p", step.text), command(step.command)) for step in items]
    return el("ol", entries, class_="steps") if entries else None


def command(line: str | None) -> Html | None:
    """A command to copy."""
    if line is None:
        return None
    return el("div", el("pre", el("code", line)), copy_button("Copy command"), class_="copyable")


def copy_button(label: str) -> Html:
    """Copies the `pre` beside it; hidden where there is no script."""
    return el("button", label, type="button", class_="copy", hidden=True)


def section(title: str, *children: Child, id_: str) -> Html | None:
    """A titled part; nothing where it would be empty."""
    content = text(*children)
    if not content:
        return None
    heading = el("h2", title, id=f"{id_}-title")
    return el("section", heading, content, id=id_, aria_labelledby=f"{id_}-title")


def table(
    head: list[str], rows: list[list[Child]], *, caption: str, row_classes: list[str | None] | None = None
) -> Html:
    """A table that scrolls in its own box where the screen is narrow; the first cell of a row is its heading."""
    classes = row_classes or [None] * len(rows)
    body: list[Child] = [
        el("tr", el("th", row[0], scope="row"), [el("td", cell) for cell in row[1:]], class_=class_)
        for row, class_ in zip(rows, classes, strict=True)
    ]
    return el(
        "div",
        el(
            "table",
            el("caption", caption, class_="unseen"),
            el("thead", el("tr", [el("th", name, scope="col") for name in head])),
            el("tbody", body),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def folded(title: Child, *children: Child) -> Html:
    """Details that open on a click or a key."""
    return el("details", el("summary", title), *children)


def code(words: object) -> Html:
    """An id, a name or a value."""
    return el("code", str(words))
