"""How a result is told, whatever the world: on one screen, small enough for an agent, the verdict first, all of it explained."""

import re
from collections.abc import Iterator

import gateway_probe.account.causes
import gateway_probe.comparison
import gateway_probe.glossary
import gateway_probe.places.transit
import gateway_probe.web.problems  # noqa: F401 - each registers its codes
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.register import DECLARED
from gateway_probe.reports import render
from gateway_probe.reports.brief import MAX_BYTES

COLUMNS, LINES = 80, 24
FIRST = ["Your error", "Cause", "Do this now", "How sure"]


def mistold(subject: Document | Comparison) -> list[str]:
    """What a reader would not get, or not at once."""
    return list(_mistold(subject))


def _mistold(subject: Document | Comparison) -> Iterator[str]:
    screen = render(subject, "summary").decode().splitlines()
    if len(screen) >= LINES:
        yield f"{len(screen)} lines do not fit on a screen of {LINES} with a prompt"
    yield from (f"wider than {COLUMNS}: {line}" for line in screen if len(line) > COLUMNS and "$ " not in line)
    brief = render(subject, "brief")
    if len(brief) > MAX_BYTES:
        yield f"brief has {len(brief)} bytes"
    codes = set(_codes(subject))
    yield from (f"explain does not know {code}" for code in sorted(codes) if not DECLARED.look_up(code))
    if isinstance(subject, Document):
        verdict = subject.verdict
        labels = [label for line in screen for label in FIRST if line.startswith(label)]
        if labels != FIRST:
            yield f"the screen begins with {labels}"
        yield from _told_of_nothing(subject)
        named = [verdict.code, *(item.code for item in verdict.alternatives)]
        if len(set(named)) != len(named):
            yield f"a cause is named twice: {', '.join(named)}"
        if f'"code": "{verdict.code}"' not in render(subject, "json")[:200].decode("utf-8", "replace"):
            yield "the verdict is not within the first 200 bytes of JSON"
        told = " ".join(" ".join(screen).split("Cause ", 1)[1].split("Path ")[0].split("Do this now")[0].split())
        sentences = [_bare(sentence) for sentence in re.split(r"(?<=[.!?])\s+", told)]
        if len(set(sentences)) != len(sentences):
            yield f"a sentence is said twice: {told}"


def _told_of_nothing(document: Document) -> Iterator[str]:
    """Words of a key where a token is used, and of the AI SDK's own errors where another client is asked as."""
    verdict, client = document.verdict, document.probe.client.name if document.probe.client else "ai-"
    told = [verdict.summary, *(finding.explanation for finding in document.findings)]
    told += [step.text for step in verdict.next_steps]
    if document.credential.method == "oidc":
        yield from (f"by token, and says: {text}" for text in told if re.search(r"[Tt]he (same key|key's team)", text))
    if not client.startswith("ai-"):
        yield from (f"as {client}, and says: {text}" for text in told if "The AI SDK" in text)


def _codes(subject: Document | Comparison) -> Iterator[str]:
    if isinstance(subject, Comparison):
        yield from (place.code for place in subject.places)
        yield from (item.code for item in subject.explanations)
        return
    yield from (subject.verdict.code, *(other.code for other in subject.verdict.alternatives))
    yield from (finding.code for finding in subject.findings)
    yield from (item.code for item in subject.verdict.ruled_out)
    yield from (check.reason.code for check in subject.gateway.checks if check.reason is not None)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
