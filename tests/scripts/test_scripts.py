"""The scripts and the workflow in docs/, run by a real bash and curl against served functions."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from gateway_probe.simulator import Simulator, serve
from gateway_probe.web import create_app
from tests.docs import DOCS
from tests.serving import serving

TOKEN = "FAKE-token-of-the-probe-0123456789"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SCRIPTS = sorted((DOCS / "scripts").glob("*.sh"))
WORKFLOW = DOCS / "workflows/gateway-probe.yml"

if shutil.which("curl") is None:
    if os.environ.get("CI"):
        pytest.fail("curl is missing, and in CI no test is left out")
    pytest.skip("curl is not installed", allow_module_level=True)


def function(simulator: Simulator, place: str = "production") -> Any:
    variables = {**simulator.place(place).env, "GATEWAY_PROBE_TOKEN": TOKEN, "VERCEL_GIT_COMMIT_SHA": COMMIT}
    return create_app(environ=variables)


def bash(*arguments: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    # The quick answers of loopback are told apart from a hang by the limit alone.
    env = {"PATH": os.environ["PATH"], "HOME": str(cwd or "/"), "NO_PROXY": "*", **variables}
    return subprocess.run(
        ["bash", *arguments], env=env, cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


def script(name: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {"GATEWAY_PROBE_TOKEN": TOKEN, "EVERY_SECONDS": "0.1", **variables}
    return bash(str(DOCS / "scripts" / name), *arguments, **given)


@pytest.mark.parametrize(("scenario", "code", "says"), [("healthy-byok", 0, "HEALTHY"), ("case", 1, "FAILING")])
def test_after_a_redeploy_the_exit_code_is_the_verdict(scenario: str, code: int, says: str) -> None:
    with serve(scenario) as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", f"{origin}/", COMMIT)
    assert done.returncode == code, done.stderr
    assert f"\n{says}: " in done.stdout
    assert TOKEN not in done.stdout + done.stderr


def test_after_a_redeploy_another_commit_is_waited_for_and_costs_nothing() -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", origin, "f" * 40, WAIT_SECONDS="1")
        assert simulator.requests == []
    assert done.returncode == 3
    assert "did not answer" in done.stderr
    assert "HTTP 409" in done.stderr


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"GATEWAY_PROBE_TOKEN": "FAKE-another-token-0123456789"}, "HTTP 401"),
        ({"GATEWAY_PROBE_TOKEN": ""}, "export GATEWAY_PROBE_TOKEN"),
    ],
)
def test_after_a_redeploy_a_wrong_token_is_no_verdict(variables: dict[str, str], says: str) -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", origin, COMMIT, **variables)
    assert done.returncode in {1, 3}
    assert done.stdout == ""
    assert says in done.stderr


def test_preview_against_production() -> None:
    with serve("case") as simulator:
        local = {"VERCEL": "1", "VERCEL_ENV": "preview", **simulator.place("local").env}
        preview = create_app(environ={**local, "GATEWAY_PROBE_TOKEN": TOKEN + "-of-preview"})
        with serving(preview) as one, serving(function(simulator)) as other:
            tokens = {"PREVIEW_TOKEN": TOKEN + "-of-preview"}
            done = script("preview-against-production.sh", one, other, **tokens)
            markdown = script("preview-against-production.sh", one, other, FORMAT="markdown", **tokens)
            turned = script("preview-against-production.sh", other, one, PRODUCTION_TOKEN=TOKEN + "-of-preview")
            denied = script("preview-against-production.sh", one, other)
    assert done.returncode == markdown.returncode == 0, done.stderr
    assert "refusal-depends-on-origin (certain)" in done.stdout
    assert "the same key, by fingerprint" in done.stdout
    assert markdown.stdout.startswith("### gateway-probe: 2 places, different outcome")
    assert turned.returncode == 1
    assert denied.returncode == 3
    assert "access-denied" in denied.stderr


@pytest.fixture
def noting_curl(tmp_path: Path) -> Path:
    """A folder for the front of PATH, whose curl notes its arguments and then is the real one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    curl = folder / "curl"
    curl.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {folder}/arguments\nexec {shutil.which("curl")} "$@"\n')
    curl.chmod(0o755)
    return folder


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_secret_stands_among_the_arguments_of_a_process(file: Path, noting_curl: Path) -> None:
    path = f"{noting_curl}:{os.environ['PATH']}"
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        arguments = [origin, COMMIT if "redeploy" in file.name else origin]
        done = script(file.name, *arguments, PATH=path, BYPASS_SECRET="FAKE-bypass-secret-of-the-project")
    noted = (noting_curl / "arguments").read_text()
    assert done.returncode == 0, done.stderr
    assert "/api/diagnose" in noted
    assert "FAKE" not in noted


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_without_arguments_says_how_it_is_used(file: Path) -> None:
    done = bash(str(file))
    assert done.returncode != 0
    assert "usage:" in done.stderr


def workflow() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text())
    return found


def test_the_workflow_is_one_that_the_platform_takes() -> None:
    arguments = ["--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]
    command = [sys.executable, "-m", "check_jsonschema", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_may_do_nothing_and_runs_no_text_of_the_event() -> None:
    found = workflow()
    assert found["permissions"] == {}
    for job in found["jobs"].values():
        assert "permissions" not in job
        assert "vercel[bot]" in job["if"]
        assert job["timeout-minutes"] <= 10
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "what an event says must not become a command"
            assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else "run" in step


@pytest.mark.parametrize(("scenario", "place", "passes"), [("case", "local", True), ("case", "production", False)])
def test_the_workflow_reports_a_deployment(tmp_path: Path, scenario: str, place: str, passes: bool) -> None:
    """Its own commands, with what the platform would put into the environment."""
    (step,) = [s for job in workflow()["jobs"].values() for s in job["steps"] if "run" in s]
    summary = tmp_path / "summary"
    with serve(scenario) as simulator:
        environ = {"VERCEL": "1", **simulator.place(place).env}
        deployment = create_app(environ={**environ, "GATEWAY_PROBE_TOKEN": TOKEN, "VERCEL_GIT_COMMIT_SHA": COMMIT})
        with serving(deployment) as here, serving(function(simulator)) as production:
            variables = {
                "DEPLOYMENT_URL": here,
                "COMMIT": COMMIT,
                "PRODUCTION_URL": production,
                "GATEWAY_PROBE_TOKEN": TOKEN,
                "BYPASS_SECRET": "",
                "GITHUB_STEP_SUMMARY": str(summary),
            }
            assert set(step["env"]) <= set(variables)
            # As the platform calls a step whose shell is bash.
            done = bash("--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=tmp_path, **variables)
            asked = [request.path for request in simulator.requests]
    assert (done.returncode == 0) == passes, done.stdout + done.stderr
    assert summary.read_text().startswith("### gateway-probe: 2 places, ")
    assert len(JUnitXml.fromfile(str(tmp_path / "gateway-probe.junit.xml"))) == 1
    assert asked.count("/v1/models") == 2, "one run of production, one of the deployment, and no more"
    assert TOKEN not in done.stdout + done.stderr


def test_the_workflow_goes_on_without_production(tmp_path: Path) -> None:
    (step,) = [s for job in workflow()["jobs"].values() for s in job["steps"] if "run" in s]
    summary = tmp_path / "summary"
    with serve("healthy-byok") as simulator, serving(function(simulator)) as here:
        variables = {"DEPLOYMENT_URL": here, "COMMIT": COMMIT, "PRODUCTION_URL": "", "GATEWAY_PROBE_TOKEN": TOKEN}
        more = {"BYPASS_SECRET": "", "GITHUB_STEP_SUMMARY": str(summary)}
        done = bash("-eo", "pipefail", "-c", step["run"], cwd=tmp_path, **variables, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "diagnosed alone" in summary.read_text()
    assert "HEALTHY" in summary.read_text()
