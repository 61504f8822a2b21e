"""The gateway's endpoints, each asked once and answered by a `Check`."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import SecretStr

from gateway_probe.disclosure import Redactor
from gateway_probe.document.exchange import Check, Outcome, Reason, Timing
from gateway_probe.gateway.bodies import at
from gateway_probe.gateway.deadline import Deadline
from gateway_probe.gateway.exchange import Exchange
from gateway_probe.gateway.lookups import (
    CreditsPair,
    credits_facts,
    credits_pair,
    generation_record,
    model_listing,
    provider_endpoints,
)
from gateway_probe.gateway.outcome import Answer, judge_exchange
from gateway_probe.gateway.requests import (
    Authorization,
    Generation,
    WireRequest,
    generation,
    look_up,
    model_endpoints_path,
)
from gateway_probe.gateway.routing import generation_id, parse_routing
from gateway_probe.gateway.streams import parse_stream
from gateway_probe.gateway.transport import MAX_BODY, Transport

LOOK_UP_TIMEOUT_S = 8.0
GENERATION_TIMEOUT_S = 20.0
_MAX_LISTING = 8_388_608

MADE_UP = Authorization("made-up", "api-key", SecretStr("vck_" + "MadeUpByGatewayProbe".ljust(56, "0")))
"""A key that cannot exist. Only where it is refused does an accepted key mean anything (failure catalogue, Q2)."""


@dataclass
class GatewayClient:
    """Asks the gateway. Holds the run's credentials only for the length of a call; counts generation requests."""

    transport: Transport
    base_url: str
    redactor: Redactor
    deadline: Deadline
    listen: Callable[[str, str], None] = lambda _id, _state: None
    generations: int = 0
    clock_offset_ms: float | None = None
    _clock: Callable[[], float] = field(default=time.time, repr=False)

    async def models(self, model: str, control: str, tier: str) -> Check:
        """Is the model in the public list? No credential: this says nothing about a key."""
        request = look_up("/v1/models", None, self.base_url)
        answer, check = await self._ask(
            "models", "Is the gateway reachable, and does it list the model?", request, _is_list, _MAX_LISTING
        )
        listing = model_listing(answer.body, model, control, tier, self.redactor) if check.outcome == "passed" else None
        return check.model_copy(update={"listing": listing})

    async def endpoints(self, model: str) -> Check:
        """Which providers does the gateway offer for the model? No credential."""
        request = look_up(model_endpoints_path(model), None, self.base_url)
        answer, check = await self._ask(
            "endpoints", "Which providers does the gateway offer for the model?", request, _is_endpoints
        )
        found = provider_endpoints(answer.body, self.redactor) if check.outcome == "passed" else None
        return check.model_copy(update={"endpoints": found})

    async def control(self) -> Check:
        """A made-up key must be refused; otherwise nothing can be said about any key."""
        request = look_up("/v1/credits", MADE_UP, self.base_url)
        question = "Is a made-up key refused?"
        _, check = await self._ask("credits-control", question, request, lambda _: None, meaning=_of_control)
        return check

    async def credits(
        self, check_id: str, question: str, authorization: Authorization
    ) -> tuple[Check, CreditsPair | None]:
        """The balance of the credential's team, and the exact pair for comparing teams within this run."""
        request = look_up("/v1/credits", authorization, self.base_url)
        answer, check = await self._ask(check_id, question, request, _is_credits)
        pair = credits_pair(answer.body) if check.outcome == "passed" else None
        return check.model_copy(update={"credits": credits_facts(pair) if pair else None}), pair

    async def record(self, generation_id_: str, authorization: Authorization) -> Check:
        """The record of a generation. It is written a little later, so a 404 says nothing."""
        request = look_up(f"/v1/generation?id={generation_id_}", authorization, self.base_url)
        shown = request.facts.model_copy(update={"path": "/v1/generation"})
        request = WireRequest(shown, request.path, request.headers)
        answer, check = await self._ask("generation-record", "What was recorded of the baseline?", request, _is_record)
        found = generation_record(answer.body, self.redactor) if check.outcome == "passed" else None
        return check.model_copy(update={"record": found, "generation_id": generation_id_})

    async def generate(self, check_id: str, question: str, asked: Generation, authorization: Authorization) -> Check:
        """One generation request, counted against the run's limit by the caller."""
        self.generations += 1
        request = generation(asked, authorization, self.base_url)
        valid = _is_completion if asked.protocol == "chat-completions" else _is_generation
        if asked.streaming:
            return await self._stream(check_id, question, request)
        answer, check = await self._ask(check_id, question, request, valid, timeout_s=GENERATION_TIMEOUT_S)
        return check.model_copy(
            update={
                "cost": "metered",
                "routing": parse_routing(answer.body, self.redactor),
                "generation_id": self._generation_id(answer.body),
                "finish_reason": self._finish(answer.body),
            }
        )

    async def _stream(self, check_id: str, question: str, request: WireRequest) -> Check:
        self.listen(check_id, "started")
        check = await self._streamed(check_id, question, request)
        self.listen(check_id, check.outcome)
        return check

    async def _streamed(self, check_id: str, question: str, request: WireRequest) -> Check:
        exchange, answer = await self._send(request, lambda _: None, MAX_BODY, GENERATION_TIMEOUT_S)
        check = self._check(check_id, question, request, exchange, answer).model_copy(update={"cost": "metered"})
        if answer.response is None or answer.response.status != 200 or answer.response.content != "event-stream":
            return check
        stream, body = parse_stream(exchange.body, self.redactor, exchange.chunk_times)
        outcome: Outcome = "passed" if stream.ended and stream.error is None and exchange.failure is None else "failed"
        reason = answer.reason if exchange.failure else None
        if outcome == "failed" and reason is None:
            code, text = (
                ("error-in-stream", "the stream holds an error")
                if stream.error
                else ("stream-cut", "the stream stopped before its end")
            )
            reason = Reason(code=code, text=text)
        return check.model_copy(
            update={
                "outcome": outcome,
                "reason": None if outcome == "passed" else reason,
                "stream": stream,
                "routing": parse_routing(body, self.redactor),
                "generation_id": self._generation_id(body),
                "finish_reason": self._finish(body),
            }
        )

    async def _ask(
        self,
        check_id: str,
        question: str,
        request: WireRequest,
        valid: Callable[[Any], str | None],
        max_body: int = MAX_BODY,
        timeout_s: float = LOOK_UP_TIMEOUT_S,
        meaning: Callable[[Check], Check] = lambda check: check,
    ) -> tuple[Answer, Check]:
        self.listen(check_id, "started")
        exchange, answer = await self._send(request, valid, max_body, timeout_s)
        check = meaning(self._check(check_id, question, request, exchange, answer))
        self.listen(check_id, check.outcome)
        return answer, check

    async def _send(
        self, request: WireRequest, valid: Callable[[Any], str | None], max_body: int, timeout_s: float
    ) -> tuple[Exchange, Answer]:
        allowed = min(timeout_s, self.deadline.remaining_s())
        exchange = await self.transport.exchange(
            request.facts.method,
            self.base_url + request.path,
            request.headers,
            body=request.body,
            timeout_s=allowed,
            max_body=max_body,
        )
        self._note_clock(exchange)
        return exchange, judge_exchange(exchange, self.redactor, valid=valid, out_of_budget=allowed < timeout_s)

    def _check(self, check_id: str, question: str, request: WireRequest, exchange: Exchange, answer: Answer) -> Check:
        phases = exchange.phases
        return Check(
            id=check_id,
            question=question,
            outcome=answer.outcome,
            reason=answer.reason,
            request=request.facts,
            response=answer.response,
            timing=Timing(
                started=self.deadline.since_begin_ms(exchange.begun),
                dns=phases.between("resolve.begun", "resolve.ended"),
                connect=phases.between("connect.begun", "connect.ended"),
                tls=phases.between("tls.begun", "tls.ended"),
                first_byte=phases.between("send.ended", "headers.ended"),
                total=exchange.total_ms,
            ),
        )

    def _finish(self, body: Any) -> str | None:
        reason = (
            at(body, "finishReason", "unified") or at(body, "finishReason") or at(body, "choices", 0, "finish_reason")
        )
        return self.redactor.identifier(reason)

    def _generation_id(self, body: Any) -> str | None:
        """The id where it has the form of one and holds nothing of a secret: it is shown, and asked for by address."""
        found = generation_id(body)
        return found if found is not None and self.redactor.identifier(found) == found else None

    def _note_clock(self, exchange: Exchange) -> None:
        """The first Date header tells how far this clock is off; it counts whole seconds."""
        if self.clock_offset_ms is not None or "date" not in exchange.headers:
            return
        try:
            theirs = parsedate_to_datetime(exchange.headers["date"]).timestamp()
        except (ValueError, OverflowError):
            return
        self.clock_offset_ms = round((self._clock() - theirs - 0.5) * 1000)


def _of_control(check: Check) -> Check:
    """A refusal is what the control is there for; anything else that was answered fails it."""
    status = check.response.status if check.response else None
    if check.outcome == "refused" and status == 401:
        return check.model_copy(update={"outcome": "passed"})
    if check.outcome in {"passed", "refused"}:
        text = f"a made-up key was answered with {status}, not 401: no answer about a key can be trusted"
        return check.model_copy(update={"outcome": "failed", "reason": Reason(code="control-failed", text=text)})
    return check


def _is_list(body: Any) -> str | None:
    return None if isinstance(at(body, "data"), list) else "the answer is JSON, but not a list of models"


def _is_endpoints(body: Any) -> str | None:
    return (
        None if isinstance(at(body, "data", "endpoints"), list) else "the answer is JSON, but not a list of providers"
    )


def _is_credits(body: Any) -> str | None:
    pair = credits_pair(body)
    if pair is None:
        return "the answer is JSON, but holds no balance"
    return (
        None
        if pair.granted is not None
        else "balance and total_used are not decimal strings; the AI SDK refuses such an answer"
    )


def _is_record(body: Any) -> str | None:
    return None if isinstance(at(body, "data"), dict) else "the answer is JSON, but not a generation's record"


def _is_generation(body: Any) -> str | None:
    if isinstance(at(body, "content"), list) and isinstance(at(body, "usage"), dict):
        return None
    return "the answer is JSON, but not a generation: the AI SDK would fail on it"


def _is_completion(body: Any) -> str | None:
    return (
        None if isinstance(at(body, "choices", 0, "message"), dict) else "the answer is JSON, but not a chat completion"
    )
