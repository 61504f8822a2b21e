"""Renderings of a Document or a Comparison, each made from it alone. Who sends one passes it through the last gate."""

from typing import Literal

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison

Format = Literal["json", "text", "markdown", "html", "junit"]

MEDIA_TYPES: dict[Format, str] = {
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "junit": "application/xml; charset=utf-8",
}


def render(subject: Document | Comparison, form: Format, *, colour: bool = False) -> bytes:
    """The subject as UTF-8 bytes in this format. What UTF-8 cannot carry (a lone surrogate) becomes `?`.

    `colour` is for text on a terminal; the other formats have none.
    """
    return _written(subject, form, colour=colour).encode("utf-8", "replace")


# A function renders one format in its life, mostly JSON: each is imported where it is asked for.
def _written(subject: Document | Comparison, form: Format, *, colour: bool) -> str:
    if form == "json":
        from gateway_probe.reports.lines import inert_json

        return inert_json(subject.model_dump_json(indent=2)) + "\n"
    if form == "html":
        from gateway_probe.reports.html import one_file

        return one_file(subject)
    if isinstance(subject, Document):
        return _document(subject, form, colour=colour)
    return _comparison(subject, form, colour=colour)


def _document(document: Document, form: Format, *, colour: bool) -> str:
    if form == "markdown":
        from gateway_probe.reports.markdown import document_markdown

        return document_markdown(document)
    if form == "junit":
        from gateway_probe.reports.junit import document_junit

        return document_junit(document)
    from gateway_probe.reports.text import document_text

    return document_text(document, colour=colour)


def _comparison(comparison: Comparison, form: Format, *, colour: bool) -> str:
    if form == "markdown":
        from gateway_probe.reports.comparison_markdown import comparison_markdown

        return comparison_markdown(comparison)
    if form == "junit":
        from gateway_probe.reports.junit import comparison_junit

        return comparison_junit(comparison)
    from gateway_probe.reports.comparison_text import comparison_text

    return comparison_text(comparison, colour=colour)


__all__ = ["MEDIA_TYPES", "Format", "render"]
