"""What is told of a Document, and in which order: the answer first, then everything that it rests on.

Every report opens alike: your error, the cause, what to do now, how sure that is and what would make it surer, and what
was asked. The writers add nothing and leave nothing out.
"""

import re

from gateway_probe.document import Document
from gateway_probe.document.judgement import SURENESS, Finding, Verdict, YourError
from gateway_probe.reports.blocks import (
    AsIs,
    Headline,
    Outline,
    Paragraph,
    Steps,
    Words,
    drop_empty,
    drop_silent,
    list_items,
    words,
)
from gateway_probe.reports.details import details_of
from gateway_probe.reports.path import path_of
from gateway_probe.reports.wording import client_of, place_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
MAX_RIVALS = 2
"""Rivals that the answer names with what would decide; all of them stand in the details."""


def document_outline(document: Document) -> Outline:
    """The whole report of one place."""
    verdict = document.verdict
    headline = words(f"{verdict.status.upper()}: ", AsIs(verdict.code), f" ({verdict.confidence})")
    answer = drop_silent(
        Paragraph(_your_error(document), "Your error", "title"),
        Paragraph(_cause(verdict), "Cause"),
        path_of(document),
        Steps((verdict.do_now,) if verdict.do_now else (), "Do this now"),
        Paragraph(_how_sure(document), "How sure"),
        Paragraph(list_items(f"{item.title} ({item.confidence})" for item in found_beside(document)), "Beside it"),
        Paragraph(_tell_asked(document), "Asked"),
        Paragraph(words(", ".join(document.not_tested) or "nothing is known of that"), "Not tested"),
        *(Paragraph(words(warning), "Warning", "doubtful") for warning in document.probe.warnings),
    )
    return Outline(Headline(verdict.status, headline), answer, drop_empty(*details_of(document)))


def _your_error(document: Document) -> Words:
    error = document.verdict.your_error
    if error is None:
        baseline = document.baseline
        if baseline is not None and baseline.answer == "served":
            return words("none: the request was served")
        return words("none of the gateway", f": {baseline.reason.text}" if baseline and baseline.reason else None)
    return (*error_words(error), *_thrown(error))


def error_words(error: YourError) -> Words:
    """Status, type and message, as far as they are known."""
    parts = words(str(error.status) if error.status else None, AsIs(error.type) if error.type else None)
    spaced = tuple(part for at, item in enumerate(parts) for part in ((" ", item) if at else (item,)))
    return (*spaced, *(words(": " if spaced else None, error.message) if error.message else ()))


def _thrown(error: YourError) -> Words:
    """What the client makes of it: a class that often hides the type."""
    if not error.client_class:
        return ()
    stop = "" if (error.message or "").rstrip().endswith((".", "!", "…")) else "."
    return words(f"{stop} Your client throws it as ", AsIs(error.client_class), ".")


def _cause(verdict: Verdict) -> Words:
    """The cause in one plain sentence, then what shows it; a sentence that says the same again is left out."""
    title = (verdict.title or verdict.code).rstrip(".")
    sentences = [item for item in _SENTENCE.split(verdict.summary) if _bare(item) != _bare(title)]
    return words(f"{title}.", *(f" {sentence}" for sentence in sentences))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _how_sure(document: Document) -> Words:
    verdict = document.verdict
    certain = {finding.code for finding in document.findings if finding.confidence == "certain"}
    against = [f" Against it: {contradiction.text.rstrip('.')}." for contradiction in verdict.contradictions]
    parts: list[str] = [f"{verdict.confidence.capitalize()}.", *against]
    if SURENESS[verdict.confidence] == 0 and verdict.ruled_out:
        parts.append(f" {len(verdict.ruled_out)} other causes are ruled out.")
    for other in verdict.alternatives[:MAX_RIVALS]:
        if other.code in certain:
            parts += [" Certain beside it: ", AsIs(other.code), "."]
        else:
            parts += [" Not excluded: ", AsIs(other.code), f"; what would decide: {other.decided_by.rstrip('.')}."]
    more = len(verdict.alternatives) - MAX_RIVALS
    if more > 0:
        parts.append(f" And {more} more.")
    return words(*parts)


def found_beside(document: Document) -> list[Finding]:
    """What else was found: a healthy verdict speaks of no model that a rule of the team put in its place."""
    named = {document.verdict.code, *(other.code for other in document.verdict.alternatives)}
    return [item for item in document.findings if item.code not in named]


def _tell_asked(document: Document) -> Words:
    probe = document.probe
    default = (
        " (the probe's default: set GATEWAY_PROBE_MODEL to the model of your app)"
        if probe.model_origin == "default"
        else ""
    )
    return words(
        f"{client_of(probe)}, ",
        AsIs(probe.model),
        default,
        f", in {place_of(document.runtime)}, {probe.started_at:%Y-%m-%d %H:%M:%S} UTC. Tested: ",
        *(list_items(document.tested) or ("nothing",)),
        ".",
    )
