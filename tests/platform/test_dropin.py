"""The probe in other people's projects: what the real builder makes of them, and what the real runtime answers."""

from pathlib import Path

import pytest

from tests.platform.build import Build
from tests.platform.conftest import note
from tests.platform.function import boot
from tests.platform.test_build import MOST_ABOVE_BARE
from tests.platform.toolchain import Toolchain

pytestmark = pytest.mark.platform

TOKEN = "FAKE-token-of-the-platform-tests"
EDGE = {"host": "shop.vercel.app", "x-forwarded-host": "shop.vercel.app", "x-forwarded-for": "203.0.113.7"}


def test_a_next_project_keeps_its_own_output_and_has_one_more_function(
    next_build: Build, built: Build, request: pytest.FixtureRequest
) -> None:
    """No part of the application, and no environment file, is in the function; nothing of the probe is published."""
    assert "api/diagnose" in next_build.functions
    function = next_build.functions["api/diagnose"]
    assert str(function.config["runtime"]).startswith("python3.")
    assert function.config["maxDuration"] == 60
    assert function.own_files == {"api/diagnose.py", "vc__handler__python.py"}
    (alone,) = built.functions.values()
    assert abs(function.size - alone.size) < MOST_ABOVE_BARE
    note(request, "function in a Next.js project, unpacked", f"{function.size / 1e6:.1f} MB")
    # The builder takes the whole project for static files, where Next.js does not say otherwise.
    private = (".py", ".whl", "requirements.txt", "uv.lock", ".toml", "vercel.json", ".env.local")
    assert not {name for name in next_build.static_files if name.endswith(private)}
    pages = (next_build.output / "config.json").read_text()
    assert "/_next/static" in pages, "it is Next.js that was built"


def test_the_function_in_a_next_project_answers(next_build: Build, next_folder: Path, toolchain: Toolchain) -> None:
    environment = {**next_build.functions["api/diagnose"].environment, "GATEWAY_PROBE_TOKEN": TOKEN}
    with boot(next_folder, toolchain.python, environment) as function:
        ping = function.get("/api/diagnose?ping", EDGE)
        closed = function.get("/api/diagnose", EDGE)
        page = function.get("/api/diagnose", {**EDGE, "accept": "text/html"})
    assert ping.json()["status"] == "up"
    assert closed.status == 401
    assert b"<form id=" in page.body


def test_an_app_with_the_probe_mounted_keeps_its_own_routes(
    mounted_build: Build, mounted_folder: Path, toolchain: Toolchain
) -> None:
    (bundle,) = mounted_build.functions.values()
    with boot(mounted_folder, toolchain.python, {**bundle.environment, "GATEWAY_PROBE_TOKEN": TOKEN}) as function:
        own = function.get("/mine", EDGE)
        ping = function.get("/api/diagnose?ping", EDGE)
        closed = function.get("/api/diagnose", EDGE)
    assert own.json() == "mine"
    assert ping.json()["status"] == "up"
    assert closed.status == 401
