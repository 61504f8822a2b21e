"""The outline of a report: what is told, in which order, whatever the format."""

from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports.blocks import Outline
from gateway_probe.reports.comparison_outline import comparison_outline
from gateway_probe.reports.document_outline import document_outline
from gateway_probe.reports.subject import Subject


def outline_of(subject: Subject) -> Outline:
    if isinstance(subject, Document):
        return document_outline(subject)
    return comparison_outline(subject) if isinstance(subject, Comparison) else subject.outline()
