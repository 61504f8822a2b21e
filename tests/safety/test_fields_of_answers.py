"""Each field of every answer as null, a number, text, a list and an object: nothing breaks, nothing becomes surer."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document, read_document
from gateway_probe.document.exchange import Check
from gateway_probe.gateway import Deadline, GatewayClient, Transport
from tests.causes.judging import Judged
from tests.safety.answered import ANSWERS, Answered, Field, changing, fields_of, kinds_by_turns
from tests.safety.conftest import Figures
from tests.soaking import many
from tests.standin import Answer, listen
from tests.standin.doors import Request
from tests.worlds.world import KEY, visit

WITH_EXPERIMENTS_ONE_OF = many(20, 1)
UNTOLD: Any = {
    "id": True,
    "question": True,
    "request": True,
    "timing": True,
    "response": {"headers", "body_bytes"},
    "stream": {"first_event_ms", "first_token_ms", "last_token_ms", "last_event_ms"},
}
NUMBERED = re.compile(r"gen_FAKE\d+")
"""What is another from one asking to the next, or follows from the question: it tells nothing of a field."""

Changed = tuple[Field, str]
"""A field, and the kind that it is of now."""


class Reading:
    """One answer as the probe reads it, asked for again and again with another field changed."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered
        self._changed: Changed | None = None
        self._body: Any = None

    def _change(self, request: Request, answer: Answer) -> Answer:
        self._body = answer.body
        return answer if self._changed is None else changing(*self._changed)(request, answer)

    async def all(self) -> dict[Changed | None, Check]:
        """What is read of the answer as it is, under None, and of each change of it."""
        async with listen(self._answered.gateway(self._change)) as listening, Transport() as transport:

            async def ask() -> Check:
                secrets = Secrets([KEY])
                return await self._answered.ask(GatewayClient(transport, listening.origin, secrets, Deadline(60)))

            read: dict[Changed | None, Check] = {None: await ask()}
            for number, at in enumerate(tuple(fields_of(self._body))):
                for kind in kinds_by_turns(number):
                    self._changed = (at, kind)
                    read[at, kind] = await ask()
            return read


Readings = dict[str, dict[Changed | None, Check]]


@pytest.fixture(scope="module")
def readings() -> Readings:
    """Every answer with every change, by the name of the answer."""
    return {answered.name: asyncio.run(Reading(answered).all()) for answered in ANSWERS}


def told_of(check: Check) -> str:
    """All that is read of an answer, but what is another each time."""
    return NUMBERED.sub("gen_FAKE", check.model_dump_json(exclude=UNTOLD))


def told_apart(readings: Readings) -> Iterator[tuple[Answered, Changed]]:
    """One change for each way in which an answer is read, at whichever door: what reads alike is judged alike."""
    seen = set()
    for answered in ANSWERS:
        for change, check in readings[answered.name].items():
            told = answered.team.id, told_of(check)
            if told not in seen and change is not None:
                yield answered, change
            seen.add(told)


def run(answered: Answered, change: Changed | None = None, *, experiments: bool = False) -> Document:
    place = replace(answered.place, experiments="auto") if experiments else answered.place
    gateway = answered.gateway() if change is None else answered.gateway(changing(*change))
    document = visit(place, gateway).document
    assert read_document(document.model_dump_json().encode()) == document
    return document


def said(document: Document) -> Judged:
    return Judged(document.findings, document.verdict)


def is_broken(check: Check) -> bool:
    return bool(check.unread) or (check.reason is not None and check.reason.code == "probe-fault")


def test_a_field_of_any_kind_breaks_no_reader(readings: Readings, figures: Figures) -> None:
    figures.add("fields of answers, changes read", sum(len(read) - 1 for read in readings.values()))
    broken = [(name, change) for name, read in readings.items() for change, check in read.items() if is_broken(check)]
    assert broken == []


def test_every_answer_is_read_otherwise_where_its_fields_are(readings: Readings) -> None:
    """Else a change would not have reached the probe."""
    assert [name for name, read in readings.items() if len(set(map(told_of, read.values()))) == 1] == []


def test_a_field_of_any_kind_leaves_a_whole_document_that_is_no_surer(readings: Readings, figures: Figures) -> None:
    before: dict[tuple[str, bool], Judged] = {}
    surer = []
    for number, (answered, change) in enumerate(told_apart(readings)):
        experiments = number % WITH_EXPERIMENTS_ONE_OF == 0
        if (answered.name, experiments) not in before:
            before[answered.name, experiments] = said(run(answered, experiments=experiments))
        whole, after = before[answered.name, experiments], run(answered, change, experiments=experiments)
        figures.add("fields of answers, changes run", 1)
        assert after.probe.faults == []
        assert not any(is_broken(check) for check in (*after.gateway.checks, *after.experiments))
        # Without its content it is another answer, and an empty one.
        emptied = readings[answered.name][change].content is False
        holds = whole.certain | answered.holds | ({"served-empty"} if emptied else set())
        if after.verdict.confidence == "certain" and after.verdict.code not in holds:
            surer.append(f"{answered.name}, {change}: {whole.said}, then {said(after).said}")
    assert surer == []
