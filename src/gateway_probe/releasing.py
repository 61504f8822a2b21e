"""The one way out: what was judged is rendered, searched for the secrets of the run, and handed to whoever sends it.

It is searched twice: as plain JSON, where every text stands as it is, and as the finished bytes. A format may break a
text up (Markdown escapes punctuation, a table wraps) so that a search of its bytes alone could miss what a reader sees.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.record import record
from gateway_probe.reports import Format, Subject, render

if TYPE_CHECKING:
    from gateway_probe.document import Document

Form = Format | Literal["view"]
"""A format, or the part of the page that shows the subject."""

PROBE_FAULT = "probe-fault"
_LOG = logging.getLogger("gateway_probe")


@record(frozen=True)
class Released:
    """What may leave, and the form that it has: JSON where the one that was asked for could not be made."""

    content: bytes
    form: Form

    def broke(self, asked: Form) -> bool:
        """Whether the form that was asked for could not be made."""
        return self.form != asked


def release(
    subject: Subject, form: Form, secrets: Secrets, *, own: Sequence[Document] | None = None, colour: bool = False
) -> Released:
    """The subject in this form. Raises `LeakPrevented`.

    `own` is for a comparison with Documents that somebody sent: those of this place in it. They are searched and the
    result is not. A sender learns nothing by getting back what was sent, but whether an answer is withheld would tell
    of each guess in a sent Document whether it is a secret here.

    Where the form cannot be made the run is not lost: it comes as JSON, or where that breaks too, as its verdict alone.
    Where it cannot be searched nothing leaves but words of closed vocabularies.
    """
    try:
        return _release(subject, form, secrets, own, colour=colour)
    except LeakPrevented:
        raise
    except Exception as error:  # noqa: BLE001 - whatever breaks, the run was made and is paid for
        _note(form, error)
        return Released(_render_unsearched(subject), "brief" if form == "json" else "json")


def _release(
    subject: Subject, form: Form, secrets: Secrets, own: Sequence[Document] | None, *, colour: bool
) -> Released:
    for document in own or ():
        last_gate(_plain(document), secrets)
    plain = _plain(subject)
    content, made = (plain, form) if form == "json" else _render(subject, form, plain, colour=colour)
    if own is None:
        for searched in {plain, content}:
            last_gate(searched, secrets)
    return Released(content, made)


def _render(subject: Subject, form: Form, plain: bytes, *, colour: bool) -> tuple[bytes, Form]:
    try:
        if form == "view":
            # Imported here: a cold start, and every answer but the page's, goes without.
            from gateway_probe.reports.html import view

            return view(subject).encode("utf-8", "replace"), form
        if form == "openmetrics":
            subject = _with_known_code(subject)
        return render(subject, form, colour=colour), form
    except Exception as error:  # noqa: BLE001 - whatever breaks in a renderer, the run was made and is paid for
        _note(form, error)
        return plain, "json"


def _with_known_code(subject: Subject) -> Subject:
    """A Document's code becomes a label, whose values are a closed set: one from elsewhere may be any text."""
    # Imported here: the engine is in memory where a run was made, and no other form needs it.
    from gateway_probe.causes import CAUSES
    from gateway_probe.document import Document
    from gateway_probe.register import entries
    from gateway_probe.reports.openmetrics import OTHER_CODE

    known = {*CAUSES, *(entry.code for entry in entries("verdict"))}
    if not isinstance(subject, Document) or subject.verdict.code in known:
        return subject
    return subject.model_copy(update={"verdict": subject.verdict.model_copy(update={"code": OTHER_CODE})})


def _plain(subject: Subject) -> bytes:
    try:
        return render(subject, "json")
    except Exception as error:  # noqa: BLE001 - the same
        _note("json", error)
        return _brief(subject)


def _brief(subject: Subject) -> bytes:
    """What a reader needs first, written so plainly that nothing in it can break."""
    from gateway_probe.document import Document  # a cold start goes without
    from gateway_probe.document.comparison import Comparison

    reason = {"code": PROBE_FAULT, "text": "the rest could not be rendered; please report this with the version"}
    if isinstance(subject, Document):
        verdict = subject.verdict
        told = {"status": verdict.status, "code": verdict.code, "confidence": verdict.confidence}
        brief = json.dumps({"verdict": {**told, "summary": verdict.summary}, "reason": reason}, indent=2)
    elif isinstance(subject, Comparison):
        brief = json.dumps({"outcome": subject.outcome, "summary": subject.summary, "reason": reason}, indent=2)
    else:
        brief = json.dumps({"summary": subject.summary, "reason": reason}, indent=2)
    return f"{brief}\n".encode()


def _render_unsearched(subject: Subject) -> bytes:
    from gateway_probe.document import Document
    from gateway_probe.document.comparison import Comparison

    told: dict[str, object] = {"reason": {"code": PROBE_FAULT}}
    if isinstance(subject, Document):
        verdict = subject.verdict
        told = {"verdict": {"status": verdict.status, "code": verdict.code, "confidence": verdict.confidence}, **told}
    elif isinstance(subject, Comparison):
        told = {"outcome": subject.outcome, **told}
    return f"{json.dumps(told, indent=2)}\n".encode()


def _note(form: Form, error: Exception) -> None:
    # The kind alone: a message may hold what must not leave.
    _LOG.error("%s: the form %s could not be made: %s", PROBE_FAULT, form, type(error).__name__)
