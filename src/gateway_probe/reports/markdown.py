"""An outline as Markdown for a thread or a job summary: the answer and what is not folded, the rest behind a click."""

from collections.abc import Iterable, Iterator
from html import escape

from gateway_probe.document.judgement import NextStep
from gateway_probe.reports.blocks import (
    AsIs,
    Block,
    Bullets,
    Drawing,
    Facts,
    Outline,
    Paragraph,
    Path,
    Row,
    Section,
    Steps,
    Table,
    Timeline,
    Verbatim,
    Words,
)
from gateway_probe.reports.markdown_text import cell, code, fence, fold, prose, table
from gateway_probe.reports.text import path_words


def outline_markdown(outline: Outline) -> str:
    """The report, ending in a newline."""
    lines = [f"### gateway-probe: {_inline(outline.headline.words)}"]
    for block in outline.answer:
        lines += ["", *_lines(block)]
    for section in outline.details:
        # A thread shows the answer; whatever it rests on opens on request.
        lines += fold(escape(section.title), _body(section))
    return "\n".join(lines) + "\n"


def _body(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        lines += ([""] if lines else []) + list(_lines(block))
    return lines


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            label = f"**{block.label}**: " if block.label else ""
            yield label + _inline(block.words)
        case Bullets():
            yield from (f"- {_inline(item)}" for item in block.items)
        case Steps():
            yield from _steps(block)
        case Facts():
            yield from (f"- {_inline(name)}: {_inline(value)}" for name, value in block.items)
        case Table():
            yield from table([prose(name) or "-" for name in block.head], [_row(row) for row in block.rows])
        case Path():
            yield f"**{block.label}**: {code(path_words(block))}"
        case Timeline():
            rows = [[cell(bar.name), f"{bar.started:,.0f}", f"{bar.total:,.0f} ms"] for bar in block.bars]
            yield from table(["request", "begun after", "took"], rows)
        case Drawing():
            yield from _lines(block.as_table())
        case Verbatim():
            yield from fence(block.text)
        case Section():
            yield f"**{prose(block.title)}**"
            yield ""
            yield from _body(block)


def _inline(said: Words) -> str:
    return "".join(code(part) if isinstance(part, AsIs) else _space(part) for part in said)


def _space(part: str) -> str:
    """Escaped, with the spaces at its ends that hold it apart from its neighbours."""
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return f"{before}{prose(part)}{after}"


def _steps(block: Steps) -> Iterator[str]:
    if block.label and block.items:
        yield f"**{block.label}**"
        yield ""
    yield from steps(block.items)


def steps(items: Iterable[NextStep]) -> Iterator[str]:
    """What to do, numbered, each command in a block of its own."""
    for number, step in enumerate(items, 1):
        yield f"{number}. {prose(step.text)}"
        if step.command:
            yield from (f"   {line}" for line in ["", *fence(step.command)])


def _row(row: Row) -> list[str]:
    cells = ["".join(cell(part) if isinstance(part, AsIs) else _space(part) for part in said) for said in row.cells]
    if row.note:
        cells[0] = f"{cells[0]} {prose(row.note)}"
    return [f"**{cells[0]}**", *cells[1:]] if row.decides else cells
