"""Renderings of a Document. Each is made from the Document alone and goes through the last gate of whoever sends it."""

from typing import Literal

from gateway_probe.document import Document
from gateway_probe.reports.text import text_report

Format = Literal["json", "text"]


def render(document: Document, form: Format) -> bytes:
    """The Document as UTF-8 bytes in this format."""
    if form == "text":
        return text_report(document).encode()
    return document.model_dump_json(indent=2).encode() + b"\n"


__all__ = ["Format", "render"]
