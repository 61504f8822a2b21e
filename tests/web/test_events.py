"""`format=events`: progress as it happens, then the result, then the end."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway_probe.document import Document
from gateway_probe.reports.html import view
from gateway_probe.web import app as app_module
from gateway_probe.web import create_app
from gateway_probe.web.single_run import Joined, SingleRun
from gateway_simulator import serve
from tests.causes.documents import document
from tests.conftest import Ask

TOKEN = "FAKE-token-of-the-probe-0123456789"
HEADERS = {"authorization": f"Bearer {TOKEN}"}
EVENTS = "/api/diagnose?format=events"


def parsed(text: str) -> list[tuple[str, Any]]:
    """The events as the specification of server-sent events reads them."""
    assert text.endswith("\n\n")
    events = []
    for block in text.removesuffix("\n\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        assert set(fields) == {"event", "data"}
        events.append((fields["event"], json.loads(fields["data"])))
    return events


def app_for(simulator: Any, **environ: str) -> FastAPI:
    return create_app(environ={**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN, **environ})


def test_every_check_begins_and_ends_before_the_result(ask: Ask) -> None:
    with serve("case") as simulator:
        app = app_for(simulator)
        answer = ask(app, EVENTS, headers=HEADERS)
        found = Document.model_validate(ask(app, headers=HEADERS).json())
    events = parsed(answer.text)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert [name for name, _ in events[-1:]] == ["report"]
    steps = [(data["id"], data["state"]) for name, data in events if name == "check"]
    for check in [*found.gateway.checks, *(e for e in found.experiments if e.outcome != "skipped")]:
        if check.timing:
            assert steps.index((check.id, "started")) < steps.index((check.id, check.outcome))
    assert events[-1][1] == {"html": view(found), "summary": f"failing, {found.verdict.code}"}


def test_a_comparison_comes_the_same_way() -> None:
    local = document("case", "local").model_dump_json()
    with serve("case") as simulator:
        transport = httpx.ASGITransport(app_for(simulator))

        async def post() -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
                return await http.post(EVENTS, content=local, headers=HEADERS)

        name, data = parsed(asyncio.run(post()).text)[-1]
    assert name == "report"
    assert "this place" in data["html"]
    assert "not in this place" in data["summary"]


def test_whoever_comes_later_sees_what_has_happened_and_the_same_result() -> None:
    """One run for two watchers, one of whom comes when half of it is over."""

    async def scenario() -> tuple[list[tuple[str, str]], list[tuple[str, str]], int]:
        single, half, rest, runs = SingleRun(10), asyncio.Event(), asyncio.Event(), 0

        async def start(progress: Any) -> Any:
            nonlocal runs
            runs += 1
            progress("models", "started")
            half.set()
            await rest.wait()
            progress("models", "passed")
            return "the run"

        async def watch(joined: Joined) -> list[tuple[str, str]]:
            return [item async for item in joined.progress()]

        first = asyncio.create_task(watch(single.join("same", start)))
        await half.wait()
        second = asyncio.create_task(watch(single.join("same", start)))
        await asyncio.sleep(0)
        rest.set()
        return await first, await second, runs

    first, second, runs = asyncio.run(scenario())
    assert first == second == [("models", "started"), ("models", "passed")]
    assert runs == 1


def test_a_watcher_that_goes_away_ends_nobody_elses_run() -> None:
    async def scenario() -> str:
        single, rest = SingleRun(10), asyncio.Event()

        async def start(progress: Any) -> Any:
            progress("models", "started")
            await rest.wait()
            return "the run"

        leaving = single.join("same", start).progress()
        assert await anext(leaving) == ("models", "started")
        staying = asyncio.create_task(single.join("same", start).result())
        await leaving.aclose()  # type: ignore[attr-defined]
        rest.set()
        return str((await staying).run)

    assert asyncio.run(scenario()) == "the run"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [(EVENTS, {}, 401), (EVENTS + "&model=a%20b", HEADERS, 422), (EVENTS + "&expect-commit=fffffff", HEADERS, 409)],
)
def test_what_is_wrong_with_the_question_is_a_problem_and_no_stream(
    ask: Ask, path: str, headers: dict[str, str], status: int
) -> None:
    with serve("healthy-byok") as simulator:
        answer = ask(app_for(simulator), path, headers=headers)
        assert simulator.requests == []
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_result_that_would_leak_is_withheld(ask: Ask) -> None:
    """A watched secret that is a line of the report itself: no event holds the report then."""
    word = "key: gateway-key, length 60"
    assert word in document("healthy-byok").support.text
    with serve("healthy-byok") as simulator:
        app = app_for(simulator, GATEWAY_PROBE_WATCH="MY_SECRET", MY_SECRET=word)
        events = parsed(ask(app, EVENTS, headers=HEADERS).text)
    assert [name for name, _ in events if name != "check"] == ["problem"]
    assert events[-1][1]["type"].endswith("leak-prevented")
    assert word not in json.dumps(events)


def test_what_nobody_expected_is_a_problem_with_a_number(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_down(*_: object) -> None:
        raise RuntimeError("FAKE-secret-in-an-exception-0123456789")

    monkeypatch.setattr(app_module.Site, "run", break_down)
    with serve("healthy-byok") as simulator:
        events = parsed(ask(app_for(simulator), EVENTS, headers=HEADERS).text)
    ((name, problem),) = events
    assert (name, problem["status"]) == ("problem", 500)
    assert "RuntimeError" in caplog.text
    assert "FAKE-secret" not in caplog.text + json.dumps(problem)
