"""The part of a page that shows a result."""

from gateway_probe.reports.html.element import Html
from gateway_probe.reports.html.writer import outline_html
from gateway_probe.reports.outline import outline_of
from gateway_probe.reports.subject import Subject


def view(subject: Subject) -> Html:
    """One `article`; it needs the style sheet of the frame or of the page around it, and no script."""
    return outline_html(outline_of(subject))
