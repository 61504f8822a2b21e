"""The gateway's endpoints, each asked once and answered by a `Check`."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Literal

from pydantic import SecretStr

from gateway_probe.gateway.deadline import Deadline
from gateway_probe.gateway.doors import door_of
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import WireRequest, generation, look_up, model_endpoints_path
from gateway_probe.gateway.transport import MAX_BODY, Transport
from gateway_probe.later import LaterFunctions
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.disclosure import Redactor, Secrets
    from gateway_probe.document.answer import Credits
    from gateway_probe.document.exchange import Check
    from gateway_probe.document.vocabulary import CheckId, ExperimentId
    from gateway_probe.gateway import checks, content, guards, lookups, meanings, outcome, routing, streams
    from gateway_probe.gateway.guards import Readers
    from gateway_probe.gateway.http_exchange import Exchange
    from gateway_probe.gateway.lookups import CreditsPair
    from gateway_probe.gateway.outcome import Answer
else:
    # What reads answers is imported while the first are waited for (`probe/meanwhile.py`).
    checks, content, guards, lookups, meanings, outcome, routing, streams = (
        LaterFunctions(f"gateway_probe.gateway.{name}")
        for name in ("checks", "content", "guards", "lookups", "meanings", "outcome", "routing", "streams")
    )

LOOK_UP_TIMEOUT_S = 8.0
GENERATION_TIMEOUT_S = 20.0
_MAX_LISTING = 8_388_608

MADE_UP = Authorization("made-up", "api-key", SecretStr("vck_" + "MadeUpByGatewayProbe".ljust(56, "0")))
"""A key that cannot exist. Only where it is refused does an accepted key mean anything."""


@record
class GatewayClient:
    """Asks the gateway. Holds the run's credentials only for the length of a call; counts generation requests."""

    transport: Transport
    base_url: str
    secrets: Secrets = field(repr=False)
    deadline: Deadline
    listen: Callable[[str, str], None] = lambda _id, _state: None
    team: str | None = None
    """The team that the app names to its client, which look-ups of credits and of a generation name too."""
    generations: int = 0
    made: list[Check] = field(default_factory=list)
    """Every check that ended, as it ended: what is left where the run itself breaks."""
    clock_offset_ms: float | None = None
    _clock: Callable[[], float] = field(default=time.time, repr=False)

    @cached_property
    def redactor(self) -> Redactor:
        """What foreign text passes: one for the run, made with the first answer."""
        from gateway_probe.disclosure import Redactor

        return Redactor(self.secrets)

    async def models(self, model: str, control: str, tier: str) -> Check:
        """Is the model in the public list? No credential: this says nothing about a key."""
        return await self._ask(
            "models",
            "Is the gateway reachable, and does it list the model?",
            partial(look_up, "/v1/models", None, self.base_url),
            meanings.is_list,
            lambda answer: {"listing": lambda: lookups.model_listing(answer.body, model, control, tier, self.redactor)},
        )

    async def endpoints(self, model: str) -> Check:
        """Which providers does the gateway offer for the model? No credential."""
        return await self._ask(
            "endpoints",
            "Which providers does the gateway offer for the model?",
            lambda: look_up(model_endpoints_path(model), None, self.base_url),
            meanings.is_endpoints,
            lambda answer: {
                "endpoints": lambda: lookups.provider_endpoints(answer.body, self.redactor),
                "endpoints_total": lambda: lookups.count_endpoints(answer.body),
            },
        )

    async def control(self, check_id: CheckId = "credits-control") -> Check:
        """A made-up key must be refused; otherwise nothing can be said about any key."""
        request = partial(look_up, "/v1/credits", MADE_UP, self.base_url)
        return await self._ask(
            check_id, "Is a made-up key refused?", request, lambda _: None, meaning=meanings.of_control
        )

    async def credits(
        self, check_id: CheckId, question: str, authorization: Authorization
    ) -> tuple[Check, CreditsPair | None]:
        """The balance of the credential's team, and the exact pair for comparing teams within this run."""
        request = partial(look_up, "/v1/credits", authorization, self.base_url, team=self.team)
        pairs: list[CreditsPair] = []

        def facts(answer: Answer) -> Credits | None:
            pair = lookups.credits_pair(answer.body)
            pairs.extend([pair] if pair else [])
            return lookups.credits_facts(pair) if pair else None

        check = await self._ask(
            check_id, question, request, meanings.is_credits, lambda answer: {"credits": lambda: facts(answer)}
        )
        return check, next(iter(pairs), None)

    async def record(self, generation_id_: str, authorization: Authorization) -> Check:
        """The record of a generation. It is written a little later, so a 404 says nothing."""

        def request() -> WireRequest:
            asked = look_up(f"/v1/generation?id={generation_id_}", authorization, self.base_url, team=self.team)
            return replace(asked, shown_path="/v1/generation")

        def readers(answer: Answer) -> Readers:
            record = partial(lookups.generation_record, answer.body, self.redactor)
            return {"record": record, "generation_id": lambda: generation_id_}

        question = "What was recorded of the baseline?"
        valid = partial(meanings.is_record_of, generation_id_)
        return await self._ask("generation-record", question, request, valid, readers)

    async def generate(
        self, check_id: CheckId | ExperimentId, question: str, asked: Generation, authorization: Authorization
    ) -> Check:
        """One generation request, counted against the run's limit by the caller."""
        self.generations += 1
        request = partial(generation, asked, authorization, self.base_url)
        if asked.streaming:
            return await self._guard(check_id, question, lambda: self._stream(check_id, question, request(), asked))
        return await self._ask(
            check_id,
            question,
            request,
            lambda body: door_of(asked).complaint(body),
            self._of_generation,
            timeout_s=self._patience_s(),
            cost="metered",
        )

    def _patience_s(self) -> float:
        """How long a generation is waited for: in a long run for all its time but what another one may take."""
        return max(GENERATION_TIMEOUT_S, self.deadline.remaining_s() - GENERATION_TIMEOUT_S)

    def _of_generation(self, answer: Answer) -> Readers:
        served = answer.answer == "served"
        return {
            "routing": lambda: routing.parse_routing(answer.body, self.redactor),
            "generation_id": lambda: self._generation_id(answer.body),
            "finish_reason": lambda: self.redactor.identifier(content.finish_reason(answer.body)),
            "content": lambda: content.holds_content(answer.body) if served else None,
        }

    async def _stream(
        self, check_id: CheckId | ExperimentId, question: str, request: WireRequest, asked: Generation
    ) -> Check:
        exchange, answer = await self._send(request, meanings.is_stream, MAX_BODY, self._patience_s())
        started_ms = self.deadline.since_begin_ms(exchange.begun)

        def write(read: Answer) -> Check:
            told = meanings.of_this_request(read, request)
            found = self._of_generation(told)
            return checks.check_of(
                check_id, question, request, exchange, told, found, started_ms=started_ms, cost="metered"
            )

        stands = answer.response is not None and 200 <= answer.response.status < 300
        if answer.response is None or not stands or answer.response.content != "event-stream":
            return write(answer)
        try:
            stream, body = streams.parse_stream(exchange.body, self.redactor, exchange.chunk_times, asked.protocol)
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer's status and times stand
            reason = guards.fault(error, exchange.status)
            return write(replace(answer, outcome="errored", answer="none", reason=reason, body=None))
        return write(meanings.streamed_answer(exchange, answer, stream, body)).model_copy(update={"stream": stream})

    async def _ask(
        self,
        check_id: CheckId | ExperimentId,
        question: str,
        make: Callable[[], WireRequest],
        valid: Callable[[Any], str | None],
        readers: Callable[[Answer], Readers] = lambda _answer: {},
        *,
        timeout_s: float = LOOK_UP_TIMEOUT_S,
        cost: Literal["free", "metered"] = "free",
        meaning: Callable[[Answer], Answer] = lambda answer: answer,
    ) -> Check:
        max_body = _MAX_LISTING if check_id == "models" else MAX_BODY

        async def ask() -> Check:
            request = make()
            exchange, answer = await self._send(request, valid, max_body, timeout_s)
            answer = meanings.of_this_request(meaning(answer), request)
            # Routing is read from refusals too; everything else only where the answer is the expected one.
            expected = answer.outcome == "passed" or cost == "metered"
            found = readers(answer) if expected else {}
            started_ms = self.deadline.since_begin_ms(exchange.begun)
            return checks.check_of(
                check_id, question, request, exchange, answer, found, started_ms=started_ms, cost=cost
            )

        return await self._guard(check_id, question, ask)

    async def _guard(
        self, check_id: CheckId | ExperimentId, question: str, ask: Callable[[], Awaitable[Check]]
    ) -> Check:
        """The check, or a fault of this probe in its place: one broken reader must not lose a run that was paid for."""
        self.listen(check_id, "started")
        try:
            check = await ask()
        except Exception as error:  # noqa: BLE001 - whatever it is, the run goes on and the Document says so
            from gateway_probe.document.exchange import Check

            check = Check(id=check_id, question=question, outcome="errored", answer="none", reason=guards.fault(error))
        self.made.append(check)
        self.listen(check_id, check.outcome)
        return check

    async def _send(
        self, request: WireRequest, valid: Callable[[Any], str | None], max_body: int, timeout_s: float
    ) -> tuple[Exchange, Answer]:
        allowed = min(timeout_s, self.deadline.remaining_s())
        exchange = await self.transport.exchange(
            request.method,
            self.base_url + request.path,
            request.headers,
            body=request.body,
            timeout_s=allowed,
            max_body=max_body,
        )
        now = self._clock()
        judge = partial(outcome.judge_exchange, exchange, self.redactor, valid=valid, out_of_budget=allowed < timeout_s)
        answer = guards.answer_or_fault(exchange, judge)
        if self.clock_offset_ms is None and answer.answer not in {"foreign", "none"}:
            self.clock_offset_ms = checks.clock_offset(exchange, now)
        return exchange, answer

    def _generation_id(self, body: Any) -> str | None:
        """The id where it has the form of one and holds nothing of a secret: it is shown, and asked for by address."""
        found = routing.generation_id(body)
        return found if found is not None and self.redactor.identifier(found) == found else None
