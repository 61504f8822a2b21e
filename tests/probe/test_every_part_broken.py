"""Every function that a run calls, broken in turn: a Document comes, names the fault and keeps what was paid for.

Which functions there are is not written down here: a run is watched, and whatever it called of the package is broken.
"""

import asyncio
import gc
from collections.abc import Iterable
from functools import cache
from types import CodeType, FrameType, FunctionType

import pytest

from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document, read_document
from gateway_probe.document.exchange import Check
from gateway_probe.probe import Inputs, Run, conclusion, diagnose, evidence, pipeline
from gateway_probe.settings import Settings
from tests.breaking import SOURCE, Note, breaking, holders, is_ours, noting, room_of
from tests.soaking import many
from tests.standin import Listening, Token, listen
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel

ROOMS = sorted(path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("_"))
TEAMS = {"served": parts.PAID, "refused": parts.FREE_WITH_BYOK}
"""The cheaper one first: a function is broken in the first of them that calls it."""
ENTRANCES = {diagnose.__code__, Run.document.__code__, Secrets.__init__.__code__}
"""What a caller calls, around which nothing of ours stands; and what the last gate stands on: without it nothing is asked
and nothing may leave."""

STEPS = {"causes": many(4, 1)}
"""Of the causes one in four where it must be quick: one guard stands around each of them alike."""


def run(team: str, broken: Iterable[FunctionType] = (), note: Note | None = None) -> tuple[Document, Listening]:
    """The settings are read before anything breaks: without them nothing is asked, and there is nothing to lose."""
    place, gateway = on_vercel(KEY, Token(TEAMS[team])), parts.one_team(TEAMS[team])

    async def visit() -> tuple[Document, Listening]:
        async with listen(gateway) as asked:
            variables = place.variables(asked.origin)
            inputs = Inputs(Settings.from_environ(variables), variables, place.request_headers(), served=True)
            with breaking(broken), noting(note):
                finished = await diagnose(inputs)
                return finished.document("private"), asked

    return asyncio.run(visit())


@cache
def called() -> dict[CodeType, tuple[str, list[FunctionType]]]:
    """Every function of the package that a run calls: the team in whose run, and whatever holds it."""
    found: dict[CodeType, str] = {}
    for team in TEAMS:
        run(team)  # what is made once for a process is made
        for code in _watched(team):
            found.setdefault(code, team)
    held = holders()
    return {code: (team, held[code]) for code, team in found.items() if code in held}


def _watched(team: str) -> set[CodeType]:
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "call" and is_ours(code):
            seen.add(code)

    run(team, note=note)
    return seen


@cache
def whole(team: str) -> tuple[Document, Listening]:
    return run(team)


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_filename, code.co_firstlineno


def told_of(document: Document) -> list[Check]:
    return [*document.gateway.checks, *document.experiments]


def is_named(document: Document) -> bool:
    """Whether the Document says that this probe failed, and on what."""
    checks = told_of(document)
    return bool(
        document.probe.faults
        or any(check.unread or (check.reason and check.reason.code == "probe-fault") for check in checks)
        or any(finding.code == "probe-fault" for finding in document.findings)
        or "probe-fault" in document.support.text
    )


# What breaks before it is awaited, or where it should close: Python says so of each, and it is no part of a Document.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning", "ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.long
def test_whatever_breaks_a_document_comes_and_says_so(room: str) -> None:
    wrong: list[str] = []
    here = sorted((code for code in called() if room_of(code) == room and code not in ENTRANCES), key=_place)
    for code in here[:: STEPS.get(room, 1)]:
        team, functions = called()[code]
        try:
            document, asked = run(team, functions)
            assert read_document(document.model_dump_json().encode()) == document
            assert is_named(document), "not named"
            # The text for support rests on the verdict, and the verdict on nothing of it.
            assert document.verdict.confidence != "certain" or "probe-fault" in document.support.text, "certain"
            # Where the models themselves cannot be made there is no check to tell of.
            if "run" in document.probe.faults and room != "document":
                told = [*told_of(document), *(again for one in document.experiments for again in one.repeats)]
                assert len(told) >= len(asked.exchanges), "what was asked is not told"
        except (Exception, AssertionError) as error:  # noqa: BLE001 - each is told at the end
            wrong.append(f"{code.co_qualname} in {team}: {type(error).__name__} {error}")
    gc.collect()
    assert wrong == []


def test_a_run_calls_functions_of_every_room_that_it_stands_on() -> None:
    """Else the test above would try nothing."""
    rooms = [room_of(code) for code in called()]
    least = {"causes": 60, "clients": 15, "disclosure": 40, "document": 15, "experiments": 20, "gateway": 80}
    least |= {"probe": 40, "runtime": 40}
    assert {room: number for room, number in least.items() if rooms.count(room) < number} == {}


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize("breaks", [evidence.seal, pipeline._mark_shadowed, conclusion.conclude])
def test_a_run_that_breaks_at_its_end_keeps_the_answers(team: str, breaks: FunctionType) -> None:
    document, _ = run(team, [breaks])
    expected = {check.id: (check.answer, check.outcome) for check in told_of(whole(team)[0]) if check.asked}
    assert {check.id: (check.answer, check.outcome) for check in told_of(document)}.items() >= expected.items()
    assert (document.verdict.status, document.verdict.code) == ("inconclusive", "probe-fault")
    for value in (KEY, "prj_FAKE", "shop-fake", "dpl_FAKE"):
        assert value not in document.model_dump_json()
