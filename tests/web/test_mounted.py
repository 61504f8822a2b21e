"""The probe inside somebody's app, by the lines that the documentation gives."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.conftest import Ask
from tests.docs import DOCS

LINES = re.search(r"```python\n(.*?)```", (DOCS / "deployment.md").read_text(encoding="utf-8"), re.DOTALL)


async def own(_request: Any) -> PlainTextResponse:
    return PlainTextResponse("mine")


def with_fastapi() -> Any:
    app = FastAPI()
    app.add_route("/mine", own)
    return app


def with_starlette() -> Any:
    return Starlette(routes=[Route("/mine", own)])


@pytest.mark.parametrize("make", [with_fastapi, with_starlette])
def test_the_documented_lines_mount_it_and_disturb_nothing(ask: Ask, make: Any) -> None:
    assert LINES is not None
    assert len(LINES[1].strip().splitlines()) == 3, "two lines, and an empty one"
    app = make()
    exec(LINES[1], {"app": app})  # noqa: S102 - the lines of our own documentation
    assert ask(app, "/mine").text == "mine"
    assert ask(app, "/api/diagnose?ping").json()["status"] == "up"
    page = ask(app, "/api/diagnose", headers={"accept": "text/html"})
    assert "?asset=page.js" in page.text
    if isinstance(app, FastAPI):
        assert ask(app, "/docs").status_code == 200
        assert "/api/diagnose" not in ask(app, "/openapi.json").text
