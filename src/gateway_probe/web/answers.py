"""Answers: rendered, passed through the last gate, and sent with the headers that every answer carries."""

import json

from starlette.responses import Response

from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import MEDIA_TYPES, render
from gateway_probe.web.problems import MEDIA_TYPE, Problem, leak_prevented
from gateway_probe.web.question import Question
from gateway_probe.web.single_run import Shared

# Nothing may be kept, indexed, sniffed, framed or run; a Document is read once, by whoever asked.
EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Vary": "Accept, Authorization",
}
_UNHEALTHY = {"failing", "inconclusive"}


def document_answer(question: Question, shared: Shared, secrets: Secrets) -> Response:
    """The Document in the format that was asked for, or the problem that takes its place where it would leak."""
    document = shared.run.document(question.level)
    return _sent(document, document, question, shared, secrets)


def comparison_answer(
    question: Question, shared: Shared, given: list[tuple[str, Document]], secrets: Secrets
) -> Response:
    """This place beside the given ones. Documents of others are foreign text: the same gate stands before them."""
    from gateway_probe.comparison import compare

    here = shared.run.document(question.level)
    return _sent(compare([("this place", here), *given]), here, question, shared, secrets)


def _sent(
    subject: Document | Comparison, here: Document, question: Question, shared: Shared, secrets: Secrets
) -> Response:
    content = render(subject, question.format)
    try:
        last_gate(content, shared.run.secrets | secrets)
    except LeakPrevented:
        return problem_answer(leak_prevented())
    status = 503 if question.status_from_verdict and here.verdict.status in _UNHEALTHY else 200
    headers = {**EVERY_ANSWER, **_verdict_header(here), "Gateway-Probe-Age": f"{shared.age_s:.0f}"}
    if question.format == "html":
        from gateway_probe.reports.html import POLICY

        headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors 'none'"
    return Response(content, status, headers, MEDIA_TYPES[question.format])


def problem_answer(problem: Problem) -> Response:
    """An RFC 9457 problem."""
    content = problem.document().model_dump_json().encode()
    return Response(content, problem.status, {**EVERY_ANSWER, **problem.headers}, MEDIA_TYPE)


def plain_answer(facts: dict[str, str | None]) -> Response:
    """A small JSON object that holds no fact about the environment."""
    return Response(json.dumps(facts).encode(), 200, EVERY_ANSWER, "application/json")


def _verdict_header(document: Document) -> dict[str, str]:
    return {"Gateway-Probe-Verdict": f"{document.verdict.status}; code={document.verdict.code}"}
