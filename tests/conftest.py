"""What every test may lean on: a clean environment and one way to ask the app."""

import asyncio
import gc
import os
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import settings

from tests.closing import said

Ask = Callable[..., httpx.Response]

LOOPBACK = ("127.0.0.1", 50_000)
ELSEWHERE = ("203.0.113.7", 50_000)


def pytest_collection() -> None:
    """No drawn case fails by the clock, which other work on the machine moves. And nothing that is imported or
    collected becomes garbage, so nobody need look for it."""
    settings.register_profile("unhurried", parent=settings(), deadline=None)
    settings.load_profile("unhurried")
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on again, without going through all of it and not as often: it takes judging a twelfth of its time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for title, lines in said(config).items():
        terminalreporter.section(title)
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable that the probe reads leaks from the machine into a test."""
    for name in list(os.environ):
        if name.startswith(("GATEWAY_PROBE_", "AI_GATEWAY", "VERCEL", "AWS_LAMBDA")) or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)


def ask_app(
    app: FastAPI,
    path: str = "/api/diagnose",
    *,
    method: str = "GET",
    headers: Mapping[str, Any] | list[tuple[str, Any]] | None = None,
    origin: str = "http://127.0.0.1:8000",
    client: tuple[str, int] = LOOPBACK,
    content: bytes | None = None,
) -> httpx.Response:
    """One request to the app itself, from an address of the test's choice."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=client)
        async with httpx.AsyncClient(transport=transport, base_url=origin, trust_env=False) as http:
            return await http.request(method, path, headers=headers, content=content)

    return asyncio.run(send())


@pytest.fixture
def ask() -> Ask:
    """`ask(app, path, …)`: one request to the app."""
    return ask_app
