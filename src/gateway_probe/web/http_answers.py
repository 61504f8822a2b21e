"""Answers: rendered, passed through the last gate, and sent with the headers that every answer carries."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from starlette.responses import Response

from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.releasing import PROBE_FAULT, Form, Released, release
from gateway_probe.reports import MEDIA_TYPES, Format, Subject
from gateway_probe.web.problems import MEDIA_TYPE, Problem, leak_prevented, not_found
from gateway_probe.web.question import Question
from gateway_probe.web.single_run import Shared

if TYPE_CHECKING:
    from gateway_probe.document import Document
    from gateway_probe.probe import Run

# Nothing may be kept, indexed, sniffed, framed, embedded, run, or led by an opener; a Document is read once.
EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Accept, Authorization",
}
_LOG = logging.getLogger("gateway_probe")


Given: TypeAlias = "list[tuple[str, Document]] | None"
"""Documents that the request brought along, with a name for each."""


def release_result(here: Document, given: Given, form: Form, secrets: Secrets) -> tuple[Subject, Released]:
    """The Document of this place or, where others were given, the comparison with them. Raises `LeakPrevented`.

    This place's own Document passes the gate before it meets another, so that no upload can learn by it.
    """
    if given is None:
        return here, release(here, form, secrets)
    from gateway_probe.comparison import compare

    alone = release(here, "json", secrets)
    try:
        comparison = compare([("this place", here), *given])
    except Exception as error:  # noqa: BLE001 - whatever an upload breaks, the run here was made and is paid for
        _LOG.error("%s: the comparison could not be made: %s", PROBE_FAULT, type(error).__name__)
        return here, alone
    return comparison, release(comparison, form, secrets, own=[here])


async def result_answer(question: Question, form: Format, shared: Shared, given: Given, authorization: str) -> Response:
    """The result in this format or, whatever breaks on the way to it, the Document alone: the run is paid for."""
    try:
        if given is None:
            return _asked_answer(question, form, shared, given, authorization)
        # In a thread of its own: what somebody sent may take a while, and others are answered meanwhile.
        return await asyncio.to_thread(_asked_answer, question, form, shared, given, authorization)
    except Exception as error:  # noqa: BLE001 - whatever it is
        return _plainest_answer(question, shared.run, authorization, error)


def _asked_answer(question: Question, form: Format, shared: Shared, given: Given, authorization: str) -> Response:
    """The result in this format, or the problem that takes its place where it would leak.

    This place's own result passes the gate once for each level, format and `Authorization` header, which is a secret
    that it was searched for: the same bytes are sent to whoever asks again.
    """

    def make() -> tuple[Document, Subject, Released]:
        here = shared.run.document(question.level)
        return here, *release_result(here, given, form, shared.run.secrets | Secrets([authorization]))

    try:
        key = (question.level, form, authorization)
        here, subject, released = make() if given is not None else shared.kept.once(key, make)
    except LeakPrevented:
        return problem_answer(leak_prevented())
    status = question.status_of(here.verdict)
    if status != 200:
        # For whoever asks without reading: a cron's answer goes nowhere, and its log is kept.
        _LOG.warning("verdict %s, answered with %d", here.verdict.code, status)
    headers = {**EVERY_ANSWER, **_verdict_header(here), "Gateway-Probe-Age": f"{shared.age_s:.0f}"}
    if released.broke(form) or (given is not None and subject is here):
        headers["Gateway-Probe-Fault"] = PROBE_FAULT
    made: Format = "json" if released.broke(form) else form
    if made == "html":
        from gateway_probe.reports.html import POLICY

        headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors 'none'"
    return Response(released.content, status, headers, MEDIA_TYPES[made])


def _plainest_answer(question: Question, run: Run, authorization: str, error: Exception) -> Response:
    try:
        released = release_plainly(question, run, run.secrets | Secrets([authorization]), error)
    except LeakPrevented:
        return problem_answer(leak_prevented())
    headers = {**EVERY_ANSWER, "Gateway-Probe-Fault": PROBE_FAULT}
    return Response(released.content, 200 if question.status_from == "run" else 503, headers, MEDIA_TYPES["json"])


def release_plainly(question: Question, run: Run, secrets: Secrets, error: Exception) -> Released:
    """What calls for least of all that could break, where something did. Raises `LeakPrevented`."""
    _LOG.error("%s: the answer could not be made: %s", PROBE_FAULT, type(error).__name__)
    return release(run.document(question.level), "json", secrets)


def problem_answer(problem: Problem) -> Response:
    """An RFC 9457 problem."""
    content = problem.document().model_dump_json().encode()
    return Response(content, problem.status, {**EVERY_ANSWER, **problem.headers}, MEDIA_TYPE)


def without_body(answer: Response) -> Response:
    """To a HEAD: the same status and headers, with the length that a GET would have (RFC 9110, section 9.3.2)."""
    return Response(None, answer.status_code, dict(answer.headers))


def plain_answer(facts: Mapping[str, object]) -> Response:
    """A small JSON object that holds no fact about the environment."""
    return Response(json.dumps(facts).encode(), 200, EVERY_ANSWER, "application/json")


def page_answer(endpoint: str, *, beside: bool) -> Response:
    """The page before anything is asked; it holds no fact. `beside`: whether this server asks other places."""
    from gateway_probe.web.page import POLICY, shell

    headers = {**EVERY_ANSWER, "Content-Security-Policy": POLICY}
    return Response(shell(endpoint, beside=beside), 200, headers, "text/html; charset=utf-8")


def asset_answer(name: str) -> Response:
    """A part of the page."""
    from gateway_probe.web.page import asset

    found = asset(name)
    return problem_answer(not_found()) if found is None else Response(found[0], 200, EVERY_ANSWER, found[1])


def _verdict_header(document: Document) -> dict[str, str]:
    return {"Gateway-Probe-Verdict": f"{document.verdict.status}; code={document.verdict.code}"}
