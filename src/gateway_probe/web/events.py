"""`format=events`: a run as server-sent events, each check as it begins and ends, then the rendered result."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from html import escape
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document
from gateway_probe.releasing import PROBE_FAULT, Released
from gateway_probe.reports import Subject
from gateway_probe.web.http_answers import EVERY_ANSWER, Given, release_plainly, release_result
from gateway_probe.web.problems import Problem, leak_prevented
from gateway_probe.web.question import Question

if TYPE_CHECKING:
    from gateway_probe.web.single_run import Joined

MEDIA_TYPE = "text/event-stream"


def events_answer(
    question: Question, joined: Joined, given: Given, secrets: Secrets, explained: Callable[[Exception], Problem]
) -> Response:
    """The events of a run that was joined. `explained` turns what nobody expected into a problem."""

    async def stream() -> AsyncIterator[bytes]:
        async for check_id, state in joined.progress():
            yield _event("check", {"id": check_id, "state": state})
        try:
            shared = await joined.result()
            known = shared.run.secrets | secrets
            try:
                here = shared.run.document(question.level)
                event = _report(*await asyncio.to_thread(release_result, here, given, "view", known))
            except LeakPrevented:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the run is paid for
                plain = release_plainly(question, shared.run, known, error)
                event = _event("report", {"html": _as_text(plain), "summary": PROBE_FAULT})
            yield event
        except LeakPrevented:
            yield _problem(leak_prevented())
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - the stream has begun: a problem goes into it, and nothing else may
            yield _problem(explained(error))

    # A proxy that gathers an answer before it sends it would make progress useless.
    headers = {**EVERY_ANSWER, "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(), 200, headers, MEDIA_TYPE)


def _report(subject: Subject, released: Released) -> bytes:
    summary = _summary(subject)
    shown = _as_text(released) if released.broke("view") else released.content.decode()
    return _event("report", {"html": shown, "summary": summary})


def _as_text(released: Released) -> str:
    shown = escape(released.content.decode())
    return f"<article><p>The report could not be made ({PROBE_FAULT}).</p><pre>{shown}</pre></article>"


def _summary(subject: Subject) -> str:
    """For the page's title and for whoever listens to it: the status, and the code where it says more."""
    if not isinstance(subject, Document):
        return subject.summary
    verdict = subject.verdict
    return ", ".join(dict.fromkeys((verdict.status, verdict.code)))


def _problem(problem: Problem) -> bytes:
    return _event("problem", problem.document().model_dump())


def _event(name: str, data: dict[str, object]) -> bytes:
    # JSON of one line: a newline in the data would end it.
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
