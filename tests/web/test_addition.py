"""The probe inside somebody's app, by the lines that the documentation gives: its own path, and not a byte more."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Mount, Route

from gateway_probe.web import add_probe
from tests.conftest import Ask
from tools.docs import DOCS

LINES = re.search(r"```python\n(.*?)```", (DOCS / "deployment.md").read_text(encoding="utf-8"), re.DOTALL)
PATHS = (
    "/", "/mine", "/mine/", "/slash", "/slash/", "/items/7", "/items/x", "/items", "/below/here", "/below", "/docs", "/redoc",
    "/openapi.json", "/nowhere", "/api", "/api/", "/api/other", "/api/diagnose/", "/api/diagnose/more", "/api/health", "/api/openapi.json", "/robots.txt",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


async def own(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("mine")


async def missing(request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"nothing": request.url.path}, 404)


def plain_fastapi() -> Any:
    app = FastAPI(title="shop")

    @app.get("/items/{number}")
    async def item(number: int) -> dict[str, int]:
        return {"number": number}

    @app.post("/slash/")
    async def slash() -> str:
        return "slash"

    app.add_route("/mine", own)
    app.mount("/below", Starlette(routes=[Route("/here", own)]))
    return app


def catching_fastapi() -> Any:
    app: FastAPI = plain_fastapi()

    @app.get("/{path:path}")
    async def everything(path: str) -> str:
        return f"caught {path}"

    return app


def plain_starlette() -> Any:
    return Starlette(
        routes=[Route("/mine", own), Route("/slash/", own, methods=["POST"]), Mount("/below", routes=[Route("/here", own)])],
        exception_handlers={404: missing},
    )  # fmt: skip


APPS = [plain_fastapi, catching_fastapi, plain_starlette]


def with_lines(app: Any) -> Any:
    assert LINES is not None
    assert len(LINES[1].strip().splitlines()) == 3, "two lines, and an empty one"
    exec(LINES[1], {"app": app})  # noqa: S102 - the lines of our own documentation
    return app


@pytest.mark.parametrize("make", APPS)
def test_no_other_answer_of_the_app_changes(ask: Ask, make: Any) -> None:
    without, added = make(), with_lines(make())
    for path in PATHS:
        for method in METHODS:
            before, after = ask(without, path, method=method), ask(added, path, method=method)
            shown = [(a.status_code, dict(a.headers), a.content) for a in (before, after)]
            assert shown[0] == shown[1], f"{method} {path}"


@pytest.mark.parametrize("make", APPS)
def test_the_probe_answers_its_path_with_every_method(ask: Ask, make: Any) -> None:
    app = with_lines(make())
    assert ask(app, "/api/diagnose?ping").json()["status"] == "up"
    assert "?asset=page.js" in ask(app, "/api/diagnose", headers={"accept": "text/html"}).text
    assert ask(app, "/api/diagnose").status_code in {401, 403, 503}
    assert ask(app, "/api/diagnose", method="POST").status_code in {401, 403, 503}
    assert ask(app, "/api/diagnose", method="PUT").status_code == 405


def test_a_path_that_is_taken_is_left_alone(ask: Ask) -> None:
    app = Starlette(routes=[Route("/api/diagnose", own)])
    with pytest.raises(ValueError, match="already"):
        add_probe(app)
    assert ask(app, "/api/diagnose").text == "mine"
