"""`format=events`: a run as server-sent events, each check as it begins and ends, then the rendered result."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.document import Document
from gateway_probe.releasing import Subject, released_view
from gateway_probe.web.answers import EVERY_ANSWER
from gateway_probe.web.problems import Problem, leak_prevented

if TYPE_CHECKING:
    from gateway_probe.web.single_run import Joined, Shared

MEDIA_TYPE = "text/event-stream"


def events_answer(
    joined: Joined,
    subject: Callable[[Shared], Subject],
    secrets: Secrets,
    explained: Callable[[Exception], Problem],
) -> Response:
    """The events of a run that was joined. `explained` turns what nobody expected into a problem."""

    async def stream() -> AsyncIterator[bytes]:
        async for check_id, state in joined.progress():
            yield _event("check", {"id": check_id, "state": state})
        try:
            shared = await joined.result()
            known = shared.run.secrets | secrets
            yield last_gate(_event("report", _report(subject(shared), known)), known)
        except LeakPrevented:
            yield _problem(leak_prevented())
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - the stream has begun: a problem goes into it, and nothing else may
            yield _problem(explained(error))

    # A proxy that gathers an answer before it sends it would make progress useless.
    headers = {**EVERY_ANSWER, "X-Accel-Buffering": "no"}
    return StreamingResponse(stream(), 200, headers, MEDIA_TYPE)


def _report(subject: Subject, secrets: Secrets) -> dict[str, object]:
    summary = f"{subject.verdict.status}, {subject.verdict.code}" if isinstance(subject, Document) else subject.summary
    return {"html": released_view(subject, secrets), "summary": summary}


def _problem(problem: Problem) -> bytes:
    return _event("problem", problem.document().model_dump())


def _event(name: str, data: dict[str, object]) -> bytes:
    # JSON of one line: a newline in the data would end it.
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
