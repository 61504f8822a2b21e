"""The answer as one annotation of a GitHub workflow: a line that the runner shows beside the run.

A line is `::error title=…::…`. What stands in it may be foreign, so it is written in the escapes that the runner takes
apart again (docs.github.com, "Workflow commands"): nothing in it can end the line or begin a command of its own.
"""

from collections.abc import Iterable
from typing import Literal

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.document.judgement import Status
from gateway_probe.reports.blocks import Block, Paragraph, Path, Steps
from gateway_probe.reports.lines import inert
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.subject import Subject
from gateway_probe.reports.text import block_lines, path_words, plain

MAX_MESSAGE = 3_000
"""Characters before they are escaped; the runner cuts what is longer than 4,096."""
_Kind = Literal["error", "warning", "notice"]


def annotations(subject: Subject) -> str:
    """One line, ending in a newline: an error for bad news, a warning for a degraded place, else a notice."""
    outline = outline_of(subject)
    title = f"gateway-probe: {plain(outline.headline.words)}"
    told = "\n".join(inert(line) for block in outline.answer for line in _lines(block))[:MAX_MESSAGE]
    return f"::{_kind(subject, outline.headline.status)} title={_property(inert(title)[:200])}::{_data(told)}\n"


def _kind(subject: Subject, status: Status) -> _Kind:
    if isinstance(subject, Comparison):
        return "error" if subject.outcome == "different" else "notice"
    if status == "healthy" or (isinstance(subject, Document) and subject.verdict.is_good_news):
        return "notice"
    return "warning" if status == "degraded" else "error"


def _lines(block: Block) -> Iterable[str]:
    """Unlike a terminal, GitHub wraps by itself."""
    match block:
        case Paragraph():
            return [_label(block.label, plain(block.words))]
        case Steps():
            steps = [line for step in block.items for line in (step.text, f"$ {step.command}" if step.command else "")]
            return [_label(block.label, line) if at == 0 else line for at, line in enumerate(filter(None, steps))]
        case Path():
            return [_label(block.label, path_words(block))]
        case _:
            return block_lines(block, "")


def _label(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
