"""An outline as the part of a page that shows it: the answer first, and what it rests on behind clicks."""

from gateway_probe.reports.blocks import (
    Block,
    Bullets,
    Drawing,
    Facts,
    Outline,
    Paragraph,
    Path,
    Section,
    Steps,
    Table,
    Timeline,
    Verbatim,
)
from gateway_probe.reports.html.common import STATUS_SIGNS, copy_button, fold, inline, steps, table
from gateway_probe.reports.html.element import Child, Html, block, el, text
from gateway_probe.reports.html.waterfall import waterfall

_GATE_SIGNS = {"passed": "✓", "stopped": "✕", "not-reached": "·", "unknown": "?"}
_GATE_WORDS = {"passed": "passed", "stopped": "stopped here", "not-reached": "not reached", "unknown": "not known"}


def outline_html(outline: Outline) -> Html:
    """One `article`; it needs the style sheet of the frame or of the page around it, and no script."""
    status = outline.headline.status
    sign = el("span", STATUS_SIGNS[status], aria_hidden="true")
    return el(
        "article",
        el(
            "header",
            el("p", el("span", sign, " ", inline(outline.headline.words), class_=f"mark {status}"), class_="status"),
            [_answer(item) for item in outline.answer],
            class_=f"verdict {status}",
        ),
        [_section(section) for section in outline.details],
        class_="report",
    )


def _answer(item: Block) -> Html:
    """The cause is the heading of the page: its first sentence large, what shows it below."""
    if isinstance(item, Paragraph) and item.label == "Cause":
        first, *others = item.words
        label = el("p", el("strong", item.label, class_="label"))
        return text(label, el("h1", first), el("p", inline(tuple(others)), class_="cause"))
    return _block(item)


def _section(section: Section) -> Html:
    content: list[Child] = [_block(item) for item in section.blocks]
    title = el("h2", section.title, id=f"{section.id}-title")
    if section.folded:
        return el("section", fold(title, *content), id=section.id, aria_labelledby=f"{section.id}-title")
    return el("section", title, content, id=section.id, aria_labelledby=f"{section.id}-title")


def _block(item: Block) -> Html:
    match item:
        case Paragraph():
            label = el("strong", item.label, class_="label") if item.label else None
            return el("p", label, " " if label else None, inline(item.words), class_=item.tone)
        case Bullets():
            return el("ul", [el("li", inline(words)) for words in item.items])
        case Steps():
            shown = steps(item.items)
            return text(el("p", el("strong", item.label, class_="label")) if item.label and shown else None, shown)
        case Facts():
            return el("dl", [text(el("dt", inline(n)), el("dd", inline(v))) for n, v in item.items])
        case Table():
            return table(item)
        case Path():
            return _path(item)
        case Timeline():
            return waterfall(item)
        case Drawing():
            return item.as_html()
        case Verbatim():
            pre = el("pre", block(item.text))
            return el("div", pre, copy_button(item.copy), class_="copyable", id="support-text")
        case Section():
            return fold(item.title, *(_block(inner) for inner in item.blocks))


def _path(path: Path) -> Html:
    """The gates in a row; each says in words what its sign and colour say."""
    gates: list[Child] = [
        el(
            "li",
            el("span", _GATE_SIGNS[gate.state], aria_hidden="true"),
            f" {gate.name} ",
            el("span", _GATE_WORDS[gate.state], class_="unseen"),
            el("span", "decides", class_="note") if gate.decides and path.factor else None,
            class_=f"gate {gate.state}{' decides' if gate.decides else ''}",
        )
        for gate in path.gates
    ]
    row = text(el("p", el("strong", path.label, class_="label")), el("ol", gates, class_="gates"))
    decides = el("p", el("strong", "What decides", class_="label"), " ", el("code", path.factor))
    return text(row, decides) if path.factor else row
