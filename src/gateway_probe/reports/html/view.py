"""The part of a page that shows a Document or a Comparison."""

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports.html.comparison import comparison_view
from gateway_probe.reports.html.document import document_view
from gateway_probe.reports.html.element import Html


def view(subject: Document | Comparison) -> Html:
    """One `article`; it needs the style sheet of the frame or of the page around it, and no script."""
    return document_view(subject) if isinstance(subject, Document) else comparison_view(subject)
