"""An exchange turned into an outcome: what kind of answer it was, before anyone asks what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gateway_probe.disclosure import Redactor
from gateway_probe.document.exchange import Outcome, Reason, Response
from gateway_probe.gateway.bodies import Content, parse
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.exchange import Exchange

# Response headers that are kept; all others are dropped unread.
_SHOWN_HEADERS = (
    "content-type",
    "date",
    "retry-after",
    "server",
    "x-vercel-error",
    "x-vercel-id",
    "x-vercel-mitigated",
)


@dataclass(frozen=True)
class Answer:
    """An exchange that was read: its outcome, the response as it is shown, and the parsed JSON for the caller alone."""

    outcome: Outcome
    reason: Reason | None
    response: Response | None
    body: Any = None


def judge_exchange(
    exchange: Exchange, redactor: Redactor, *, valid: Callable[[Any], str | None], out_of_budget: bool
) -> Answer:
    """The outcome of an exchange.

    `valid` looks at the JSON of a 2xx answer and says what is wrong with it, or None. `out_of_budget` tells a
    time-out of the whole run from one of this request.
    """
    content, body = parse(exchange.body, exchange.headers.get("content-type", ""))
    response = _response(exchange, content, body, redactor)
    if exchange.failure is not None:
        return _broken(exchange, response, out_of_budget=out_of_budget)
    if exchange.truncated:
        return Answer(
            "failed",
            _reason("too-large", f"the answer is larger than {len(exchange.body):,} bytes and was not read further"),
            response,
        )
    outcome, reason = _answered(exchange.status or 0, content, body, response, valid)
    return Answer(outcome, reason, response, body)


def _broken(exchange: Exchange, response: Response | None, *, out_of_budget: bool) -> Answer:
    failure = exchange.failure
    if failure is None:
        raise ValueError("only a failed exchange is broken")
    if failure.kind == "timeout" and out_of_budget:
        return Answer(
            "timed-out", _reason("time-budget", f"the time budget of the run ended: {failure.text}"), response
        )
    outcome: Outcome = "timed-out" if failure.kind == "timeout" else "errored"
    return Answer(outcome, _reason(f"{failure.stage}-{failure.kind}", failure.text), response)


def _answered(
    status: int, content: Content, body: Any, response: Response | None, valid: Callable[[Any], str | None]
) -> tuple[Outcome, Reason | None]:
    error = response.error if response else None
    if 200 <= status < 300:
        if error is not None:
            return "failed", _reason("error-inside-200", "the status says success and the body holds an error")
        if content != "json":
            return "failed", _reason(f"answer-{content}", f"the answer is {_called(content)} where JSON was expected")
        wrong = valid(body)
        return ("passed", None) if wrong is None else ("failed", _reason("unexpected-body", wrong))
    if 300 <= status < 400:
        return "failed", _reason(
            "redirected", f"the answer is a redirect ({status}); it was not followed, so no credential went elsewhere"
        )
    if status >= 500:
        return "failed", _reason("server-error", f"the gateway answered {status}")
    if error is not None:
        return "refused", None
    return "failed", _reason(
        "not-gateway-json", f"the answer is {status} with {_called(content)}, not an error of the gateway"
    )


def _response(exchange: Exchange, content: Content, body: Any, redactor: Redactor) -> Response | None:
    if exchange.status is None:
        return None
    headers = {
        name: redactor.header(name, exchange.headers[name]) for name in _SHOWN_HEADERS if name in exchange.headers
    }
    return Response(
        status=exchange.status,
        content=content,
        error=parse_error(body, redactor),
        headers={name: value for name, value in headers.items() if value},
        body_bytes=len(exchange.body),
        truncated=exchange.truncated,
    )


def _called(content: Content) -> str:
    return {
        "json": "JSON",
        "html": "an HTML page",
        "text": "plain text",
        "event-stream": "an event stream",
        "empty": "an empty body",
        "binary": "bytes that are not text",
    }[content]


def _reason(code: str, text: str) -> Reason:
    return Reason(code=code, text=text)
