"""The last step of every way out: what was judged is rendered, and searched for the secrets of the run.

It is searched twice: as plain JSON, where every text stands as it is, and as the finished bytes. A format may break a
text up (Markdown escapes punctuation, a table wraps) so that a search of its bytes alone could miss what a reader sees.
"""

from gateway_probe.disclosure import Secrets, last_gate
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import Format, render

Subject = Document | Comparison


def released(subject: Subject, form: Format, secrets: Secrets, *, colour: bool = False) -> bytes:
    """The subject in this format. Raises `LeakPrevented`."""
    plain = last_gate(render(subject, "json"), secrets)
    return plain if form == "json" else last_gate(render(subject, form, colour=colour), secrets)


def released_view(subject: Subject, secrets: Secrets) -> str:
    """The part of the page that shows the subject, as HTML. Raises `LeakPrevented`."""
    # Imported here: a cold start, and every answer but the page's, goes without.
    from gateway_probe.reports.html import view

    last_gate(render(subject, "json"), secrets)
    return last_gate(view(subject).encode("utf-8", "replace"), secrets).decode()
