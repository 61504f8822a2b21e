"""What the real `vercel deploy` asks Vercel for, taken off the wire by a stand-in for Vercel's API on loopback."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.platform.build import copy_project
from tests.platform.toolchain import Toolchain

pytestmark = pytest.mark.platform

PROJECT = {"projectId": "prj_platform_test", "orgId": "team_platform_test", "settings": {}}
_ANSWERS = {
    "/v2/user": {"user": {"id": "u", "uid": "u", "email": "a@b.example", "username": "u", "defaultTeamId": "team"}},
    "/teams/": {"id": "team_platform_test", "slug": "team", "name": "team"},
    "/projects/": {"id": "prj_platform_test", "name": "probe", "accountId": "team_platform_test", "link": None},
}


@dataclass
class Api:
    """Where it listens, and the deployment that was asked for."""

    origin: str = ""
    deployment: dict[str, Any] = field(default_factory=dict)


@contextmanager
def vercels_api() -> Iterator[Api]:
    """Answers what the CLI asks before it deploys, and keeps the request for the deployment itself."""
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if "/deployments" in self.path:
                api.deployment = json.loads(body)
            answer = next((found for part, found in _ANSWERS.items() if part in self.path), {})
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the base class calls it so

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the base class's name
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture(scope="module")
def asked(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The deployment that the CLI asks for from a clean checkout."""
    scratch = tmp_path_factory.mktemp("deploy")
    project = scratch / "gateway-probe"
    copy_project(project)
    (project / ".env.local").write_text("AI_GATEWAY_API_KEY=vck_FAKE_that_must_stay_here\n")
    (project / ".vercel").mkdir()
    (project / ".vercel/project.json").write_text(json.dumps(PROJECT))
    with vercels_api() as api:
        subprocess.run(
            [toolchain.vercel, "deploy", "--api", api.origin, "--token", "FAKE", "--yes", "--no-wait"],
            cwd=project,
            env={
                "PATH": f"{toolchain.node.parent}:/usr/bin:/bin",
                "HOME": str(scratch),
                "VERCEL_TELEMETRY_DISABLED": "1",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,  # the stand-in makes no deployment, so the command cannot end well
        )
    assert api.deployment, "the CLI asked for no deployment"
    return api.deployment


def test_the_build_of_a_deployment_compiles_byte_code(asked: dict[str, Any]) -> None:
    assert asked["build"]["env"] == {"VERCEL_PYTHON_COMPILEALL": "1"}


def test_a_deployment_has_the_preset_and_the_limits(asked: dict[str, Any]) -> None:
    assert asked["projectSettings"]["framework"] == "fastapi"
    assert asked["functions"]["api/diagnose.py"]["maxDuration"] == 60


def test_no_environment_file_is_uploaded(asked: dict[str, Any]) -> None:
    files = {item["file"] for item in asked["files"]}
    assert "api/diagnose.py" in files
    assert not {name for name in files if Path(name).name.startswith(".env")}
