"""An answer that is given again: the bytes of the first, and never those of another level or format."""

from fastapi import FastAPI

from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.conftest import ask_app

TOKEN = "FAKE-token-of-the-probe-0123456789"


def answer(app: FastAPI, query: str) -> tuple[int, bytes]:
    got = ask_app(app, f"/api/diagnose?{query}", headers={"authorization": f"Bearer {TOKEN}"})
    return got.status_code, got.content


def test_each_level_and_format_is_answered_as_itself_however_often_and_in_whatever_order() -> None:
    queries = [
        f"disclosure={level}&format={form}"
        for level in ("public", "private")
        for form in ("json", "text", "markdown", "html", "junit")
    ]
    with serve("case") as simulator:
        environ = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        app = create_app(environ={**environ, "GATEWAY_PROBE_MIN_INTERVAL": "600"})
        first = {query: answer(app, query) for query in queries}
        again = {query: answer(app, query) for query in [*reversed(queries), *queries]}
    assert again == first
    assert len(set(first.values())) == len(queries)
