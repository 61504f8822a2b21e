"""The outline of a report: what is told, in which order, whatever the format."""

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports.blocks import Outline
from gateway_probe.reports.comparison_outline import comparison_outline
from gateway_probe.reports.document_outline import document_outline


def outline_of(subject: Document | Comparison) -> Outline:
    """What a report of this subject says."""
    return document_outline(subject) if isinstance(subject, Document) else comparison_outline(subject)
