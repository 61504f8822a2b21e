"""Renderings of a Document or a Comparison, each made from it alone. Who sends one passes it through the last gate."""

from typing import Literal

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports.comparison_text import comparison_report
from gateway_probe.reports.lines import inert_json
from gateway_probe.reports.text import text_report

Format = Literal["json", "text"]


def render(subject: Document | Comparison, form: Format) -> bytes:
    """The subject as UTF-8 bytes in this format. What UTF-8 cannot carry (a lone surrogate) becomes `?`."""
    if form == "json":
        return inert_json(subject.model_dump_json(indent=2)).encode() + b"\n"
    text = text_report(subject) if isinstance(subject, Document) else comparison_report(subject)
    return text.encode("utf-8", "replace")


__all__ = ["Format", "render"]
