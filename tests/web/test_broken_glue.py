"""What stands between a finished run and its answer, broken in turn: the run is paid for, so its Document comes.

Which functions these are is not written down: an answer is watched, and whatever it called of the package once the run
had ended is broken.
"""

from collections.abc import Iterator
from types import FrameType
from typing import get_args

import pytest
from fastapi import FastAPI

from gateway_probe import releasing
from gateway_probe.disclosure import Secrets
from gateway_probe.document.judgement import Status
from gateway_probe.probe import Run
from gateway_probe.web import create_app, events, http_answers
from gateway_probe.web.single_run import Joined
from gateway_simulator import serve
from tests.breaking import breaking, called_after, room_of
from tests.conftest import ask_app

TOKEN = "FAKE-token-of-the-probe-0123456789"
HEADERS = {"authorization": f"Bearer {TOKEN}"}
WAYS = ("?format=text", "?format=events", "?status=verdict")
GLUE = {"web", "releasing.py"}
"""What the run itself stands on is tried in tests/probe/test_every_part_broken.py, the writers in tests/test_releasing.py."""
KEPT = {releasing.release.__code__, Run.document.__code__, Secrets.__init__.__code__, events._event.__code__}
KEPT |= {http_answers.result_answer.__code__}
"""The one way out, and what it stands on: without them nothing may leave."""


@pytest.fixture(scope="module")
def environ() -> Iterator[dict[str, str]]:
    with serve("healthy-byok") as simulator:
        yield {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "3600"}


def asked_once(environ: dict[str, str]) -> FastAPI:
    app = create_app(environ=environ)
    assert ask_app(app, headers=HEADERS).status_code == 200
    return app


def has_run(frame: FrameType, event: str, _argument: object) -> bool:
    return frame.f_code is Joined.result.__code__ and event == "return"


def tells_a_verdict(content: str) -> bool:
    return any(status in content.lower() for status in get_args(Status))


@pytest.mark.parametrize("way", WAYS)
def test_a_paid_run_is_answered_whatever_breaks_after_it(environ: dict[str, str], way: str) -> None:
    app = asked_once(environ)
    called = called_after(has_run, lambda: ask_app(app, f"/api/diagnose{way}", headers=HEADERS))
    codes = [code for code in called if code not in KEPT and room_of(code) in GLUE]
    assert len(codes) >= 3
    wrong = []
    for code in codes:
        app = asked_once(environ)
        with breaking(called[code]):
            answer = ask_app(app, f"/api/diagnose{way}", headers=HEADERS)
        if answer.status_code not in {200, 503} or not tells_a_verdict(answer.text):
            wrong.append(f"{room_of(code)}: {code.co_qualname} {answer.status_code}")
    assert wrong == []
