"""An outline for a terminal: whole, or the answer alone on one screen."""

from collections.abc import Iterable, Iterator

from gateway_probe.document.judgement import NextStep
from gateway_probe.reports.blocks import (
    STATUS_TONES,
    Bar,
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
    Words,
)
from gateway_probe.reports.lines import line_width, wrap
from gateway_probe.reports.terminal import finish, tone_lines
from gateway_probe.reports.text_table import table_lines

LABEL = 13
"""Columns of the word before a paragraph."""
_GATE_SIGNS = {"passed": " ok", "stopped": " NO", "not-reached": "", "unknown": " ?"}
_BESIDE_BAR, _SHORTEST_BAR = 36, 10
_LEGEND = ". connecting   = waiting for the first byte   # reading"


def outline_text(outline: Outline, *, colour: bool = False) -> str:
    headline = tone_lines(wrap(plain(outline.headline.words), "", "  "), STATUS_TONES[outline.headline.status])
    lines = [line for section in outline.details for line in _section(section, "")]
    return finish((*headline, "", *_answer(outline), *lines), colour=colour)


def _answer(outline: Outline) -> Iterator[str]:
    tone = STATUS_TONES[outline.headline.status]
    for block in outline.answer:
        # The row that decides is coloured as the verdict is.
        yield from tone_lines(block_lines(block, ""), tone) if isinstance(block, Path) else block_lines(block, "")


def block_lines(block: Block, indent: str) -> Iterable[str]:
    match block:
        case Paragraph():
            return _paragraph(block, indent)
        case Bullets():
            return [line for item in block.items for line in wrap("- " + plain(item), indent, indent + "  ")]
        case Steps():
            return _steps(block, indent)
        case Facts():
            facts = [f"{plain(name)}: {plain(value)}" for name, value in block.items]
            return [line for fact in facts for line in wrap(fact, indent, indent + "    ")]
        case Table():
            return table_lines(block, indent)
        case Path():
            return write_labelled(block.label, path_words(block), indent)
        case Timeline():
            return _timeline(block, indent)
        case Drawing():
            return block.as_lines(indent)
        case Verbatim():
            return block.text.splitlines()
        case Section():
            return _section(block, indent)


def plain(said: Words) -> str:
    """The words as running text."""
    return "".join(said)


def write_labelled(label: str, text: str, indent: str = "") -> list[str]:
    """A paragraph beside its label."""
    return wrap(f"{label:<{LABEL - 1}} {text}", indent, indent + " " * LABEL)


def path_words(path: Path) -> str:
    """The picture of the cause in one line: `runtime ok > key NO > team`; `*` marks where what decides belongs."""
    gates = " > ".join(f"{'*' if gate.decides else ''}{gate.name}{_GATE_SIGNS[gate.state]}" for gate in path.gates)
    return f"{gates}  (*{path.factor})" if path.factor else gates


def _paragraph(block: Paragraph, indent: str) -> list[str]:
    text = plain(block.words)
    lines = write_labelled(block.label, text, indent) if block.label else wrap(text, indent)
    return lines if block.tone == "plain" else list(tone_lines(lines, block.tone))


def _steps(block: Steps, indent: str) -> Iterator[str]:
    if block.label and len(block.items) == 1:
        yield from step_lines(block.items[0], indent, block.label)
        return
    if block.label and block.items:
        yield from wrap(f"{block.label}:", indent)
    for step in block.items:
        yield from step_lines(step, indent)


def step_lines(step: NextStep, indent: str, label: str = "") -> Iterator[str]:
    """One thing to do; its command stays whole, to be copied."""
    yield from write_labelled(label, step.text, indent) if label else wrap(f"- {step.text}", indent, indent + "  ")
    if step.command:
        # Not beside the label: the longest commands just fit into 80 columns here.
        yield f"{indent}    $ {step.command}"


def _section(section: Section, indent: str) -> Iterator[str]:
    if not indent:
        yield ""
    yield from tone_lines(wrap(section.title, indent), "title")
    for block in section.blocks:
        yield from block_lines(block, indent + "  ")


def _timeline(block: Timeline, indent: str) -> Iterator[str]:
    end = max(bar.started + bar.total for bar in block.bars) or 1.0
    length = max(_SHORTEST_BAR, line_width() - _BESIDE_BAR)
    for bar in block.bars:
        yield f"{indent}{bar.name[:20]:<20} {_draw(bar, end, length)} {bar.total:8.0f} ms"
    yield from wrap(_LEGEND, indent)


def _draw(bar: Bar, end: float, columns: int) -> str:
    """The phases to scale; what took any time has one character at least."""
    start = min(columns - 1, int(bar.started / end * columns))
    phases = ((".", sum(bar.connecting)), ("=", bar.waiting), ("#", bar.reading))
    drawn = "".join(mark * max(1, round(length / end * columns)) for mark, length in phases if length > 0)
    return f"{' ' * start}{drawn}"[:columns].ljust(columns)
