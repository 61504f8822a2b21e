"""An exchange turned into an answer: of which class it is and who gave it, before anyone asks what it means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from gateway_probe.disclosure import Redactor
from gateway_probe.document.answer import GatewayError, Response, UnreadPart
from gateway_probe.document.exchange import Reason
from gateway_probe.document.vocabulary import REASON_CODES, AnswerClass, Answerer, Outcome, ReasonCode
from gateway_probe.gateway.bodies import Content, parse
from gateway_probe.gateway.errors import OWN_TYPES, class_of_error, parse_error
from gateway_probe.gateway.http_exchange import Exchange, Failure
from gateway_probe.gateway.routing import tells_of_attempts
from gateway_probe.gateway.stores import is_from_store
from gateway_probe.record import record

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
_FORMS: Mapping[Content, tuple[ReasonCode, str]] = {
    "json": ("answer-json", "JSON"),
    "html": ("answer-html", "an HTML page"),
    "text": ("answer-text", "plain text"),
    "event-stream": ("answer-event-stream", "an event stream"),
    "empty": ("answer-empty", "an empty body"),
    "binary": ("answer-binary", "bytes that are not text"),
}
"""What an answer holds: the reason where it was to be JSON, and how it is called."""
_GATEWAY_FORMS = ("json", "event-stream")
_EDGE_MARKS = ("x-vercel-mitigated", "x-vercel-error")
# Names that proxies and filters put into `server` or `via`; the gateway itself answers as `Vercel`.
_INTERMEDIARY = re.compile(
    r"squid|zscaler|blue ?coat|mcafee|forcepoint|netskope|fortigate|fortiweb|sophos|barracuda|websense|proxy"
    r"|cloudflare|nginx|haproxy|varnish|envoy|traefik|apache|akamai|iis",
    re.IGNORECASE,
)
# What carries an answer on writes its name into these, or into `server` in place of the edge's.
_MARKS_OF_CARRIERS = (
    "forwarded",
    "proxy-connection",
    "via",
    "x-bluecoat-via",
    "x-cache-lookup",
    "x-envoy-upstream-service-time",
    "x-forwarded-by",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-kong-upstream-latency",
)


@record(frozen=True)
class Answer:
    """An exchange that was read: its class, who gave it, the response as it is shown, and the JSON for the caller."""

    outcome: Outcome
    answer: AnswerClass
    answered_by: Answerer | None
    reason: Reason | None
    response: Response | None
    body: Any = None
    unread: tuple[UnreadPart, ...] = ()
    """What this probe failed on, where the rest could be read."""


def judge_exchange(
    exchange: Exchange, redactor: Redactor, *, valid: Callable[[Any], str | None], out_of_budget: bool
) -> Answer:
    """The answer that an exchange holds.

    `valid` looks at the JSON of a 2xx answer and says what is wrong with it, or None. `out_of_budget` tells a
    time-out of the whole run from one of this request.
    """
    unread: list[UnreadPart] = []
    answer = _judge(exchange, redactor, valid, unread, out_of_budget=out_of_budget)
    return replace(answer, unread=tuple(unread))


def _judge(
    exchange: Exchange,
    redactor: Redactor,
    valid: Callable[[Any], str | None],
    unread: list[UnreadPart],
    *,
    out_of_budget: bool,
) -> Answer:
    content, body = parse(exchange.body)
    response = _response(exchange, content, body, redactor, unread)
    if exchange.failure is not None:
        return _judge_broken(exchange.failure, response, out_of_budget=out_of_budget)
    if exchange.truncated:
        text = f"the answer is too large, or in too many pieces, and was not read beyond {len(exchange.body):,} bytes"
        return Answer("failed", "foreign", "unknown", _reason("too-large", text), response)
    status = exchange.status or 0
    error = response.error if response else None
    who = _answerer(exchange.headers, status, content, error, attempted=_attempted(body, unread))
    if who in {"platform", "intermediary"}:
        return Answer("failed", "foreign", who, _of_somebody_else(who, status, content), response)
    if status >= 500 and error is None and not _is_marked(exchange.headers):
        # Neither the gateway's form nor Vercel's marks: nothing shows that the fault is the gateway's.
        return Answer("failed", "foreign", who, _no_error_of_the_gateway(status, content), response)
    outcome, answer, reason = _judge_answered(status, content, body, error, valid)
    return Answer(outcome, answer, who, reason, response, body)


def _judge_broken(failure: Failure, response: Response | None, *, out_of_budget: bool) -> Answer:
    who: Answerer | None = "unknown" if response is not None else None
    if failure.kind == "timeout" and out_of_budget and failure.stage in {"read", "write"}:
        reason = _reason("time-budget", f"the time budget of the run ended: {failure.text}")
        return Answer("timed-out", "none", who, reason, response)
    outcome: Outcome = "timed-out" if failure.kind == "timeout" else "errored"
    code = f"{failure.stage}-{failure.kind}"
    known = cast("ReasonCode", code) if code in REASON_CODES else "read-malformed"
    return Answer(outcome, "none", who, _reason(known, failure.text), response)


def _judge_answered(
    status: int, content: Content, body: Any, error: GatewayError | None, valid: Callable[[Any], str | None]
) -> tuple[Outcome, AnswerClass, Reason | None]:
    if 200 <= status < 300:
        if error is not None:
            text = "the status says success and the body holds an error"
            return "failed", class_of_error(error, status), _reason("error-inside-200", text)
        if content != "json":
            text = f"the answer is {_FORMS[content][1]} where JSON was expected"
            return "failed", "foreign", _reason(_FORMS[content][0], text)
        wrong = valid(body)
        return ("passed", "served", None) if wrong is None else ("failed", "failed", _reason("unexpected-body", wrong))
    if 300 <= status < 400:
        text = f"the answer is a redirect ({status}); it was not followed, so no credential went elsewhere"
        return "failed", "foreign", _reason("redirected", text)
    if status >= 500:
        return "failed", "failed", _reason("server-error", f"the gateway answered {status}")
    if error is not None:
        return "refused", class_of_error(error, status), None
    return "failed", "foreign", _no_error_of_the_gateway(status, content)


def _no_error_of_the_gateway(status: int, content: Content) -> Reason:
    return _reason("not-gateway-json", f"the answer is {status} with {_FORMS[content][1]}, not an error of the gateway")


def _answerer(
    headers: Mapping[str, str], status: int, content: Content, error: GatewayError | None, *, attempted: bool | None
) -> Answerer:
    """Who gave this answer, by its marks. The gateway's own answers carry Vercel's (`server`, `x-vercel-id`)."""
    # What serves in the gateway's form was not stopped by the edge, whatever else the edge notes beside it.
    serves = status < 300 and content in _GATEWAY_FORMS
    if not serves and any(headers.get(mark) for mark in _EDGE_MARKS):
        return "platform"
    server = headers.get("server", "")
    vercel = _is_marked(headers)
    named = "proxy-authenticate" in headers or any(
        _INTERMEDIARY.search(text) for text in (server, headers.get("via", ""))
    )
    # A proxy that passes the gateway's JSON on is not the one who answers.
    if not vercel and (content == "html" or (named and content != "json")):
        return "intermediary"
    if content not in _GATEWAY_FORMS:
        return "unknown"
    if error is not None and attempted is None:
        return "unknown"
    if error is not None and attempted and error.own_type not in OWN_TYPES and not _speaks_for_itself(error):
        return "provider"
    return "gateway" if vercel else "unknown"


def _is_marked(headers: Mapping[str, str]) -> bool:
    """Whether an answer has the marks that all answers from behind Vercel's edge have."""
    return "x-vercel-id" in headers or headers.get("server", "").lower() == "vercel"


def _speaks_for_itself(error: GatewayError) -> bool:
    """Marks of the gateway's own refusal after an attempt: a rule's id, or the free tier named for a fallback. Some
    providers have a free tier of their own, so a provider's words do not count."""
    return error.rule_id is not None or ("free-tier" in error.says and error.provider_type is None)


def _attempted(body: Any, unread: list[UnreadPart]) -> bool | None:
    """Whether a provider was tried; None where that cannot be read."""
    try:
        return tells_of_attempts(body)
    except Exception:  # noqa: BLE001 - whatever breaks a reader, the rest of the answer stands
        unread.append("routing")
        return None


def _of_somebody_else(who: Answerer, status: int, content: Content) -> Reason:
    if who == "platform":
        return _reason("answered-by-platform", f"Vercel's edge or firewall answered {status}, not the gateway")
    return _reason("answered-by-intermediary", f"something in between answered {status} with {_FORMS[content][1]}")


def _response(
    exchange: Exchange, content: Content, body: Any, redactor: Redactor, unread: list[UnreadPart]
) -> Response | None:
    if exchange.status is None:
        return None
    return Response(
        status=exchange.status,
        content=content,
        error=parse_error(body, redactor),
        headers=_headers(exchange.headers, redactor, unread),
        body_bytes=len(exchange.body),
        truncated=exchange.truncated,
        handed_on=_is_handed_on(exchange.headers),
        from_store=is_from_store(exchange.headers),
    )


def _is_handed_on(headers: Mapping[str, str]) -> bool:
    """Whether something in between left its mark: `server` is Vercel's own on all that comes from its edge."""
    server = headers.get("server", "")
    return any(name in headers for name in _MARKS_OF_CARRIERS) or bool(server and server.lower() != "vercel")


def _headers(headers: Mapping[str, str], redactor: Redactor, unread: list[UnreadPart]) -> dict[str, str]:
    try:
        shown = {name: redactor.header(name, headers[name]) for name in _SHOWN_HEADERS if name in headers}
    except Exception:  # noqa: BLE001 - the same
        unread.append("headers")
        return {}
    return {name: value for name, value in shown.items() if value}


def _reason(code: ReasonCode, text: str) -> Reason:
    return Reason(code=code, text=text)
