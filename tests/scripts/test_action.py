"""The composite action at the root: its one step run by a real bash and curl, as the runner of GitHub calls it."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway_simulator import serve
from tests.reports.test_annotations import taken
from tests.scripts.test_scripts import (
    COMMIT,
    HOSTILE,
    TOKEN,
    Noting,
    bash,
    certificates,
    commands_in,
    function,
    noting_curl,
)
from tests.serving import serving
from tools.docs import DOCS, ROOT

__all__ = ["certificates", "noting_curl"]

ACTION = ROOT / "action.yml"
SCHEDULE = DOCS / "workflows/gateway-probe-schedule.yml"
BYPASS = "FAKE-bypass-secret-of-the-project"
FOUND: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
NAMES = {"URL": "url", "CHECKS": "checks", "FAIL_ON": "fail-on", "COMMIT": "expect-commit", "WAIT": "wait"}


@dataclass
class Step:
    """The step with what the runner puts into its environment, and what it left behind."""

    folder: Path
    trusted: Path
    path: str = os.environ["PATH"]
    variables: dict[str, str] = field(default_factory=lambda: {"GATEWAY_PROBE_TOKEN": TOKEN})

    def run(self, url: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        (step,) = FOUND["runs"]["steps"]
        assert step["env"] == {name: f"${{{{ inputs.{given} }}}}" for name, given in NAMES.items()}
        given = {name: value.get("default", "") for name, value in FOUND["inputs"].items()}
        given |= {"url": url, **{name.replace("_", "-"): value for name, value in inputs.items()}}
        for name in ("outputs", "summary"):
            (self.folder / name).write_text("")
        shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return bash(
            *shell,
            cwd=self.folder,
            PATH=self.path,
            GITHUB_OUTPUT=str(self.folder / "outputs"),
            GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
            CURL_CA_BUNDLE=str(self.trusted),
            **{name: given[asked] for name, asked in NAMES.items()},
            **self.variables,
        )

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in (self.folder / "outputs").read_text().splitlines())

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text()


@pytest.fixture
def step(tmp_path: Path, certificates: tuple[Path, Path]) -> Step:
    return Step(tmp_path, certificates[1])


def test_the_platform_takes_it_and_its_inputs_are_no_text_of_the_script() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (only,) = FOUND["runs"]["steps"]
    assert "${{" not in only["run"], "an input must not become a command"
    assert not [name for name in FOUND["inputs"] if "token" in name or "secret" in name]


def test_the_scheduled_workflow_uses_it_as_it_is() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(SCHEDULE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = yaml.safe_load(SCHEDULE.read_text(encoding="utf-8"))
    (job,) = found["jobs"].values()
    (only,) = job["steps"]
    assert found["permissions"] == {}
    assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", only["uses"])
    assert set(only["with"]) <= set(FOUND["inputs"])
    assert set(only["env"]) == {"GATEWAY_PROBE_TOKEN", "VERCEL_AUTOMATION_BYPASS_SECRET"}
    # YAML 1.1 reads the key `on` as true. The hour's cron is the one that the step asks free checks by.
    crons = [item["cron"] for item in found[True]["schedule"]]
    assert f"github.event.schedule == '{crons[0]}' && 'free' || 'all'" in only["with"]["checks"]


@pytest.mark.parametrize(
    ("scenario", "fail_on", "code", "kind"),
    [
        ("healthy-byok", "failing", 0, "notice"),
        ("healthy-byok", "degraded", 0, "notice"),
        ("key-trailing-newline", "failing", 0, "warning"),
        ("key-trailing-newline", "degraded", 1, "warning"),
        ("case", "failing", 1, "error"),
        ("case", "never", 0, "error"),
    ],
)
def test_the_verdict_is_shown_and_decides(
    step: Step, certificates: tuple[Path, Path], scenario: str, fail_on: str, code: int, kind: str
) -> None:
    with serve(scenario) as simulator, serving(function(simulator), certificates[0]) as origin:
        done = step.run(origin, fail_on=fail_on)
        runs = sum(request.path == "/v1/models" for request in simulator.requests)
    assert done.returncode == code, done.stdout + done.stderr
    (annotation,) = taken("\n".join(commands_in(done.stdout)))
    assert (annotation.name, runs) == (kind, 1)
    assert step.outputs["code"] in annotation.properties["title"]
    assert step.outputs["status"].upper() in annotation.properties["title"]
    assert step.outputs["code"] in step.summary.split("\n")[0]
    assert TOKEN not in done.stdout + done.stderr + step.summary


def test_free_checks_cost_nothing(step: Step, certificates: tuple[Path, Path]) -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator), certificates[0]) as origin:
        done = step.run(f"{origin}/", checks="free")
        assert {request.method for request in simulator.requests} == {"GET"}
    assert done.returncode == 0, done.stdout + done.stderr
    assert step.outputs == {"status": "inconclusive", "code": "free-checks-passed"}


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"checks": "some"}, "checks"),
        ({"checks": "all\nfree"}, "checks"),
        ({"fail_on": "always"}, "fail-on"),
        ({"checks": "free", "fail_on": "degraded"}, "never show"),
        ({"expect_commit": "main"}, "expect-commit"),
        ({"expect_commit": "fffffff&format=json"}, "expect-commit"),
        ({"wait": "$(id)"}, "wait"),
    ],
)
def test_an_input_that_cannot_be_used_is_named_before_anything_is_sent(
    step: Step, certificates: tuple[Path, Path], inputs: dict[str, str], says: str
) -> None:
    with serving(app := Noting(), certificates[0]) as origin:
        done = step.run(origin, **inputs)
    assert (done.returncode, app.headers) == (2, [])
    assert says in done.stdout


@pytest.mark.parametrize(
    "form",
    ["http://{name}", "https://{name}/path", "https://user@{name}", "https://{name}?x=1", "{name}", "--config=x", "",
     "https://{name}\n--config=x", "file:///etc/hosts", "HTTPS://{name}#"],
)  # fmt: skip
def test_the_token_goes_over_https_to_a_plain_address_alone(
    step: Step, certificates: tuple[Path, Path], form: str
) -> None:
    with serving(app := Noting(), None if form.startswith("http:") else certificates[0]) as origin:
        done = step.run(form.format(name=origin.split("//")[1]))
    assert (done.returncode, app.headers) == (2, [])
    assert "no token was sent" in done.stdout


def test_without_a_token_nothing_is_asked(step: Step, certificates: tuple[Path, Path]) -> None:
    step.variables = {}
    with serving(app := Noting(), certificates[0]) as origin:
        done = step.run(origin)
    assert (done.returncode, app.headers) == (2, [])
    assert "GATEWAY_PROBE_TOKEN" in done.stdout


def test_secrets_travel_in_headers_and_stand_in_no_argument(
    step: Step, certificates: tuple[Path, Path], noting_curl: Path
) -> None:
    step.path = f"{noting_curl}:{os.environ['PATH']}"
    step.variables["VERCEL_AUTOMATION_BYPASS_SECRET"] = BYPASS
    with serving(app := Noting(), certificates[0]) as origin:
        step.run(origin)
    (asked,) = app.headers
    assert (asked["authorization"], asked["x-vercel-protection-bypass"]) == (f"Bearer {TOKEN}", BYPASS)
    noted = (noting_curl / "arguments").read_text()
    assert "/api/diagnose" in noted
    assert "FAKE" not in noted


@pytest.mark.parametrize("status", [200, 401, 500, 503])
def test_what_is_no_verdict_fails_and_runs_nothing(step: Step, certificates: tuple[Path, Path], status: int) -> None:
    with serving(Noting(status, HOSTILE + b"\n::error title=x::FAKE"), certificates[0]) as origin:
        done = step.run(origin)
    assert done.returncode == 3
    (only,) = commands_in(done.stdout)
    assert only == f"::error title=gateway-probe::No verdict came from the deployment: HTTP {status}."
    assert step.outputs == {}
    assert step.summary == ""


class Lying(Noting):
    """A deployment that makes up a verdict, and says in its annotation what it likes."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_verdict(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(b"gateway-probe-verdict", b"healthy; code=healthy")]
            await send(message)

        await super().__call__(scope, receive, with_verdict)


@pytest.mark.parametrize(
    "body",
    [
        HOSTILE,
        b"::error title=x::fine\r::set-env name=PATH::/evil",
        b"::error title=x::fine\n::set-env name=PATH::/evil",
        b" ::add-path::/evil\n::error title=a:b::x\n::error title=x,file=y::z\n::group::x",
        b"\0::error title=x::a\0\r\n::set-output name=x::y",
    ],
)
def test_a_deployment_that_lies_gets_one_annotation_and_no_command(
    step: Step, certificates: tuple[Path, Path], body: bytes
) -> None:
    with serving(Lying(200, body), certificates[0]) as origin:
        done = step.run(origin)
    lines = [line for line in re.split(r"[\r\n]", done.stdout) if line.lstrip().startswith("::")]
    assert len(lines) <= 1
    assert all(re.match(r"::(error|warning|notice) title=[^:,]*::", line) for line in lines)
    assert step.outputs == {"status": "healthy", "code": "healthy"}


def test_a_redirect_is_not_followed(step: Step, certificates: tuple[Path, Path]) -> None:
    with serving(elsewhere := Noting(), certificates[0]) as target:

        async def redirecting(_scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 307, "headers": [(b"location", target.encode())]})
            await send({"type": "http.response.body", "body": b""})

        with serving(redirecting, certificates[0]) as origin:
            done = step.run(origin)
    assert (done.returncode, elsewhere.headers) == (3, [])
    assert "HTTP 307" in done.stdout


def test_another_commit_is_waited_for_and_then_no_verdict(step: Step, certificates: tuple[Path, Path]) -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator), certificates[0]) as origin:
        here = step.run(origin, expect_commit=COMMIT[:7])
        other = step.run(origin, expect_commit="f" * 40)
    assert here.returncode == 0, here.stdout + here.stderr
    assert other.returncode == 3
    assert "HTTP 409" in other.stdout
