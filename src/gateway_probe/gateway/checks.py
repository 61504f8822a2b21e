"""What a Document says of one exchange: the check, and how far this clock is off the gateway's."""

from email.utils import parsedate_to_datetime
from typing import Literal

from gateway_probe.document.answer import Timing
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import CheckId, ExperimentId
from gateway_probe.gateway.guards import Readers, read_each
from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.outcome import Answer
from gateway_probe.gateway.requests import WireRequest


def check_of(
    check_id: CheckId | ExperimentId,
    question: str,
    request: WireRequest,
    exchange: Exchange,
    answer: Answer,
    readers: Readers,
    *,
    started_ms: float,
    cost: Literal["free", "metered"],
) -> Check:
    """The check of what was asked and answered, with what each reader finds; one that breaks is named in it."""
    phases = exchange.phases
    found, broken = read_each(readers)
    return Check(
        id=check_id,
        question=question,
        outcome=answer.outcome,
        answer=answer.answer,
        answered_by=answer.answered_by,
        reason=answer.reason,
        request=request.facts,
        response=answer.response,
        timing=Timing(
            started=started_ms,
            dns=phases.between("resolve.begun", "resolve.ended"),
            connect=phases.between("connect.begun", "connect.ended"),
            tls=phases.between("tls.begun", "tls.ended"),
            first_byte=phases.between("send.ended", "headers.ended"),
            total=exchange.total_ms,
            asked_again=phases.asked_again,
        ),
        cost=cost,
        unread=sorted({*answer.unread, *broken}),
        **found,
    )


def clock_offset(exchange: Exchange, now: float) -> float | None:
    """How many milliseconds this clock is ahead of the answer's Date header, which counts whole seconds.

    One that a cache kept has an age, and tells of another moment.
    """
    if "date" not in exchange.headers or exchange.headers.get("age", "0") != "0":
        return None
    try:
        theirs = parsedate_to_datetime(exchange.headers["date"]).timestamp()
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return round((now - theirs - 0.5) * 1000)
