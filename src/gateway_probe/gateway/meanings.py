"""What an answer means at the endpoint that gave it: the control, a stream, and the form that a look-up must have."""

from dataclasses import replace
from typing import Any

from gateway_probe.document.answer import Stream
from gateway_probe.document.exchange import Reason
from gateway_probe.document.vocabulary import AnswerClass, Outcome
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.errors import class_of_error
from gateway_probe.gateway.http_exchange import Exchange
from gateway_probe.gateway.lookups import credits_pair
from gateway_probe.gateway.outcome import Answer
from gateway_probe.gateway.requests import WireRequest


def streamed_answer(exchange: Exchange, answer: Answer, stream: Stream, body: Any) -> Answer:
    """What an answer means whose stream was read to its end."""
    outcome: Outcome = "passed"
    read: AnswerClass = "served"
    reason = answer.reason if exchange.failure else None
    if stream.error is not None:
        outcome, read = "failed", class_of_error(stream.error, 200)
        reason = Reason(code="error-in-stream", text="the stream holds an error")
    elif exchange.failure is not None:
        outcome, read = "failed", "none"
    elif not stream.ended:
        outcome, read = "failed", "none"
        reason = Reason(code="stream-cut", text="the stream stopped before its end")
    return replace(answer, outcome=outcome, answer=read, reason=reason, body=body)


def of_this_request(answer: Answer, request: WireRequest) -> Answer:
    """The answer, or that somebody in between gave an old one where what is asked with a credential was not served.

    What the gateway says to everybody may be kept, and is.
    """
    response = answer.response
    if request.credential == "none" or answer.answer == "served" or response is None or not response.from_store:
        return answer
    text = f"something in between answered {response.status} out of a store: an answer to an earlier request"
    reason = Reason(code="answered-by-intermediary", text=text)
    return replace(answer, outcome="failed", answer="foreign", answered_by="intermediary", reason=reason, body=None)


def is_stream(_body: Any) -> str | None:
    """What is wrong with an answer that is JSON where events were asked for: clients that stream find nothing in it."""
    return "the answer is JSON in one piece, and not the stream that was asked for"


_OF_A_KNOWN_KEY = {402, 403}
"""Statuses by which the gateway refuses a credential that it takes for somebody's."""


def of_control(answer: Answer) -> Answer:
    """A 401 in the gateway's form is what the control is there for.

    A made-up key that is accepted, or refused for what its team lacks, fails it. A look-up that is not there leaves it
    open, and so does an answer that is none of the gateway's.
    """
    status = answer.response.status if answer.response else None
    if answer.answer == "refused" and status == 401:
        return replace(answer, outcome="passed", reason=None, body=None)
    if answer.answer == "served" or (answer.answer == "refused" and status in _OF_A_KNOWN_KEY):
        text = f"a made-up key was answered with {status}, not 401: no answer about a key can be trusted"
        reason = Reason(code="control-failed", text=text)
        return replace(answer, outcome="failed", reason=reason, body=None)
    return answer


def is_list(body: Any) -> str | None:
    """What is wrong with a list of models."""
    return None if isinstance(at(body, "data"), list) else "the answer is JSON, but not a list of models"


def is_endpoints(body: Any) -> str | None:
    """What is wrong with a list of providers."""
    return (
        None if isinstance(at(body, "data", "endpoints"), list) else "the answer is JSON, but not a list of providers"
    )


def is_credits(body: Any) -> str | None:
    """What is wrong with an answer about credits."""
    pair = credits_pair(body)
    if pair is None:
        return "the answer is JSON, but holds no balance"
    return (
        None
        if pair.granted is not None
        else "balance and total_used are not decimal strings; the AI SDK refuses such an answer"
    )


def is_record_of(generation_id: str, body: Any) -> str | None:
    """What is wrong with the record of this generation."""
    if not isinstance(at(body, "data"), dict):
        return "the answer is JSON, but not a generation's record"
    told = at(body, "data", "id")
    return None if told is None or told == generation_id else "the record is of another generation"
