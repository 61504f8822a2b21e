"""The scripts and the workflow in docs/, run by a real bash and curl against served functions."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme
import yaml
from junitparser import JUnitXml

from gateway_probe.web import create_app
from gateway_simulator import Simulator, serve
from tests.listening import free_port
from tests.serving import serving
from tools.docs import DOCS

TOKEN = "FAKE-token-of-the-probe-0123456789"
PREVIEW_TOKEN = "FAKE-token-of-the-preview-0123456789"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SCRIPTS = sorted((DOCS / "scripts").glob("*.sh"))
WORKFLOW = DOCS / "workflows/gateway-probe.yml"
ACTION = DOCS.parent / "action.yml"

if shutil.which("curl") is None:
    if os.environ.get("CI"):
        pytest.fail("curl is missing, and in CI no test is left out")
    pytest.skip("curl is not installed", allow_module_level=True)


def function(simulator: Simulator, place: str = "production") -> Any:
    variables = {**simulator.place(place).env, "GATEWAY_PROBE_TOKEN": TOKEN, "VERCEL_GIT_COMMIT_SHA": COMMIT}
    return create_app(environ=variables)


def bash(*arguments: str, cwd: Path | str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    # The quick answers of loopback are told apart from a hang by the limit alone.
    env = {"PATH": os.environ["PATH"], "HOME": str(cwd or "/"), "NO_PROXY": "*", **variables}
    return subprocess.run(
        ["bash", *arguments], env=env, cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )


def script(name: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given: dict[str, Any] = {"GATEWAY_PROBE_TOKEN": TOKEN, "EVERY_SECONDS": "0.1", **variables}
    return bash(str(DOCS / "scripts" / name), *arguments, **given)


@pytest.mark.parametrize(("scenario", "code", "says"), [("healthy-byok", 0, "HEALTHY"), ("case", 1, "FAILING")])
def test_after_a_redeploy_the_exit_code_is_the_verdict(scenario: str, code: int, says: str) -> None:
    with serve(scenario) as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", f"{origin}/", COMMIT)
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith(f"{says}: ")
    assert TOKEN not in done.stdout + done.stderr


def test_after_a_redeploy_another_commit_is_waited_for_and_costs_nothing() -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", origin, "f" * 40, WAIT_SECONDS="1")
        assert simulator.requests == []
    assert done.returncode == 3
    assert "did not answer" in done.stderr
    assert "HTTP 409" in done.stderr


@pytest.mark.parametrize(
    ("variables", "code", "says"),
    [
        ({"GATEWAY_PROBE_TOKEN": "FAKE-another-token-0123456789"}, 3, "HTTP 401"),
        ({"GATEWAY_PROBE_TOKEN": ""}, 2, "export GATEWAY_PROBE_TOKEN"),
    ],
)
def test_after_a_redeploy_a_wrong_token_is_no_verdict(variables: dict[str, str], code: int, says: str) -> None:
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        done = script("after-redeploy.sh", origin, COMMIT, **variables)
    assert done.returncode == code
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
    assert "Certain (refusal-depends-on-origin)" in done.stdout
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


@pytest.mark.parametrize("where", ["variable", "file of settings"])
@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_what_goes_to_this_machine_goes_through_no_proxy(file: Path, where: str, tmp_path: Path) -> None:
    """It would see the token in the clear. Here there is none, so that nothing would come back."""
    proxy = f"http://127.0.0.1:{free_port()}"
    if where == "file of settings":
        (tmp_path / ".curlrc").write_text(f"proxy = {proxy}\n")
    variables = {"http_proxy": proxy, "ALL_PROXY": proxy} if where == "variable" else {}
    with serve("healthy-byok") as simulator, serving(function(simulator)) as origin:
        arguments = [origin, COMMIT if "redeploy" in file.name else origin]
        done = script(file.name, *arguments, HOME=str(tmp_path), NO_PROXY="other.example", **variables)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("file", [*SCRIPTS, *WORKFLOW.parent.glob("*.yml"), ACTION], ids=lambda file: file.name)
def test_no_file_of_settings_has_a_say(file: Path) -> None:
    """One that follows redirects with credentials, say, or writes down what is sent."""
    assert [
        line
        for line in re.findall(r"^.*\bcurl --?\w.*$", file.read_text(), re.MULTILINE)
        if "curl --disable" not in line
    ] == []


def test_after_a_redeploy_the_commit_adds_no_parameter() -> None:
    done = script("after-redeploy.sh", "https://probe.example", f"{COMMIT}&status=run")
    assert done.returncode == 2
    assert "hex digits" in done.stderr


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_without_arguments_says_how_it_is_used_and_no_verdict(file: Path) -> None:
    done = bash(str(file))
    assert done.returncode == 2
    assert "usage:" in done.stderr


@pytest.mark.parametrize(
    ("variables", "says"), [({"GATEWAY_PROBE_TOKEN": TOKEN}, "name the commit"), ({}, "GATEWAY_PROBE_TOKEN")]
)
def test_after_a_redeploy_what_is_missing_is_no_verdict(variables: dict[str, str], says: str, tmp_path: Path) -> None:
    arguments = ["https://probe.example"] if variables else ["https://probe.example", COMMIT]
    line = ["bash", str(Path("docs/scripts/after-redeploy.sh").resolve()), *arguments]
    env = {"PATH": os.environ["PATH"], **variables}
    done = subprocess.run(line, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, says in done.stderr) == (2, True)


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


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost with its key, and the authority that curl is to trust."""
    folder = tmp_path_factory.mktemp("certificates")
    authority = trustme.CA()
    own, trusted = folder / "own.pem", folder / "trusted.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(own)
    authority.cert_pem.write_to_path(trusted)
    return own, trusted


@dataclass
class Job:
    """The one step of the workflow that asks, with what the platform would put into its environment."""

    folder: Path
    trusted: Path

    def run(self, deployment: str, production: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        (step,) = [s for job in workflow()["jobs"].values() for s in job["steps"] if "run" in s]
        variables = {
            "DEPLOYMENT_URL": deployment,
            "DEPLOYMENT_TOKEN": PREVIEW_TOKEN,
            "COMMIT": COMMIT,
            "HOSTS": "local*",
            "PRODUCTION_URL": production,
            "PRODUCTION_TOKEN": TOKEN,
            "BYPASS_SECRET": "",
            **more,
        }
        assert set(step["env"]) == set(variables)
        surroundings = {"GITHUB_STEP_SUMMARY": str(self.folder / "summary"), "CURL_CA_BUNDLE": str(self.trusted)}
        # As the platform calls a step whose shell is bash.
        shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return bash(*shell, cwd=self.folder, **variables, **surroundings)

    @property
    def summary(self) -> str:
        return (self.folder / "summary").read_text()


@pytest.fixture
def job(tmp_path: Path, certificates: tuple[Path, Path]) -> Job:
    return Job(tmp_path, certificates[1])


def preview(simulator: Simulator, place: str = "production") -> Any:
    """A deployment with a token of its own."""
    environ = {"VERCEL": "1", **simulator.place(place).env, "VERCEL_GIT_COMMIT_SHA": COMMIT}
    return create_app(environ={**environ, "GATEWAY_PROBE_TOKEN": PREVIEW_TOKEN})


@pytest.mark.parametrize(("scenario", "place", "passes"), [("case", "local", True), ("case", "production", False)])
def test_the_workflow_reports_a_deployment(
    job: Job, certificates: tuple[Path, Path], scenario: str, place: str, passes: bool
) -> None:
    own, _ = certificates
    with (
        serve(scenario) as simulator,
        serving(preview(simulator, place), own) as here,
        serving(function(simulator), own) as production,
    ):
        done = job.run(here, production)
        asked = [request.path for request in simulator.requests]
    assert (done.returncode == 0) == passes, done.stdout + done.stderr
    assert job.summary.startswith("### gateway-probe: 2 places, ")
    assert len(JUnitXml.fromfile(str(job.folder / "gateway-probe.junit.xml"))) == 1
    (annotation,) = commands_in(done.stdout)
    assert annotation.startswith("::notice title=" if passes else "::error title=")
    assert asked.count("/v1/models") == 2, "one run of production, one of the deployment, and no more"
    assert TOKEN not in done.stdout + done.stderr
    assert PREVIEW_TOKEN not in done.stdout + done.stderr


def test_the_workflow_goes_on_without_production(job: Job, certificates: tuple[Path, Path]) -> None:
    with serve("healthy-byok") as simulator, serving(preview(simulator), certificates[0]) as here:
        done = job.run(here)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "diagnosed alone" in job.summary
    assert "HEALTHY" in job.summary


class Noting:
    """An app that answers with what a hostile deployment would, and notes what it was asked with."""

    def __init__(self, status: int = 200, body: bytes = b"") -> None:
        self.status, self.body = status, body
        self.headers: list[dict[str, str]] = []

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        self.headers.append({name.decode(): value.decode() for name, value in scope["headers"]})
        await send(
            {"type": "http.response.start", "status": self.status, "headers": [(b"content-type", b"text/plain")]}
        )
        await send({"type": "http.response.body", "body": self.body})


@pytest.mark.parametrize(
    ("hosts", "form", "code", "says"),
    [
        ("local*", "http://{name}", 3, "not of the form https://NAME"),
        ("local*", "https://{name}/login", 3, "not of the form"),
        ("local*", "https://user@{name}", 3, "not of the form"),
        ("local*", "https://{name}?x=.vercel.app", 3, "not of the form"),
        ("", "https://{name}", 3, "GATEWAY_PROBE_HOSTS"),
        # Another project of a monorepo, of the same or of another team: nothing is wrong with it.
        ("shop-*-team.vercel.app", "https://{name}", 0, "another project"),
        ("localhost.*", "https://{name}", 0, "another project"),
        ("local*", "https://local.of-somebody-else", 0, "another project"),
    ],
)
def test_the_workflow_sends_no_token_elsewhere(
    job: Job, certificates: tuple[Path, Path], hosts: str, form: str, code: int, says: str
) -> None:
    over_https = form.startswith("https")
    with serving(app := Noting(), certificates[0] if over_https else None) as origin:
        done = job.run(form.format(name=origin.split("//")[1]), origin, HOSTS=hosts)
    assert done.returncode == code, done.stdout + done.stderr
    assert says in done.stdout
    assert app.headers == []


@pytest.mark.parametrize("commit", ["", f"{COMMIT}&disclosure=private", f"{COMMIT[1:]}{{a,b}}"])
def test_the_workflow_asks_for_no_more_than_a_commit(job: Job, certificates: tuple[Path, Path], commit: str) -> None:
    with serving(app := Noting(), certificates[0]) as origin:
        done = job.run(origin, origin, COMMIT=commit)
    assert (done.returncode, app.headers) == (3, []), done.stdout + done.stderr
    assert "names no commit" in done.stdout


@pytest.mark.parametrize("form", ["https://user@{name}", "https://{name}/elsewhere?x=", "https://{name}\n"])
def test_the_workflow_asks_production_at_a_plain_address_alone(
    job: Job, certificates: tuple[Path, Path], form: str
) -> None:
    own, _ = certificates
    with serving(here := Noting(), own) as one, serving(production := Noting(), own) as other:
        job.run(one, form.format(name=other.split("//")[1]))
    assert here.headers
    assert production.headers == []


def test_the_token_of_production_goes_to_its_environment_alone() -> None:
    (step,) = [s for found in workflow()["jobs"].values() for s in found["steps"] if "run" in s]
    form, start = re.findall(
        r"startsWith\(format\('(.*?)', github\.event\.deployment\.environment\), '(.*?)'\)",
        step["env"]["DEPLOYMENT_TOKEN"],
    )[0]
    # As the platform compares: without regard to case.
    taken = {
        name: form.format(name).lower().startswith(start.lower())
        for name in ("Production", "Production – shop", "Production-next", "production2", "Preview – Production", "")  # noqa: RUF001 - as Vercel names it
    }
    assert [name for name, is_production in taken.items() if is_production] == ["Production", "Production – shop"]  # noqa: RUF001 - the same


def test_the_workflow_asks_production_over_https_alone(job: Job, certificates: tuple[Path, Path]) -> None:
    with serving(here := Noting(), certificates[0]) as one, serving(production := Noting()) as other:
        job.run(one, other)
    assert here.headers
    assert production.headers == []


def test_the_workflow_gives_each_place_its_own_token(job: Job, certificates: tuple[Path, Path]) -> None:
    own, _ = certificates
    here, production = Noting(), Noting(body=b"{}")
    with serving(here, own) as one, serving(production, own) as other:
        job.run(one, other)
    assert {asked["authorization"] for asked in here.headers} == {f"Bearer {PREVIEW_TOKEN}"}
    assert {asked["authorization"] for asked in production.headers} == {f"Bearer {TOKEN}"}
    (step,) = [s for found in workflow()["jobs"].values() for s in found["steps"] if "run" in s]
    chosen = step["env"]["DEPLOYMENT_TOKEN"]
    assert "GATEWAY_PROBE_PREVIEW_TOKEN" in chosen
    assert "GATEWAY_PROBE_PRODUCTION_TOKEN" in chosen


HOSTILE = b"fine\n::set-env name=PATH::/evil\n::add-mask::e\n::stop-commands::x\n::x::\n::error::FAKE"


def commands_in(printed: str) -> list[str]:
    """The lines that the runner would take for commands (docs.github.com, "Workflow commands": stopping and starting)."""
    taken, word = [], None
    for line in printed.splitlines():
        if word is not None:
            word = None if line.strip() == f"::{word}::" else word
        elif stop := re.fullmatch(r"::stop-commands::(.+)", line.strip()):
            word = stop[1]
        elif re.match(r"\s*::[\w-]+.*::", line):
            taken.append(line)
    return taken


@pytest.mark.parametrize("status", [200, 500, 503])
def test_no_word_of_a_deployment_is_taken_for_a_command(job: Job, certificates: tuple[Path, Path], status: int) -> None:
    assert len(commands_in(HOSTILE.decode())) > 2
    with serving(Noting(status, HOSTILE), certificates[0]) as here:
        done = job.run(here)
    assert "::error::FAKE" in done.stdout
    assert commands_in(done.stdout) == commands_in(done.stderr) == []
    with serving(Noting(status, HOSTILE)) as here:
        for name, second in (("after-redeploy.sh", COMMIT), ("preview-against-production.sh", here)):
            shown = script(name, here, second, GITHUB_ACTIONS="true")
            assert commands_in(shown.stdout) == commands_in(shown.stderr) == []
            assert "::error::FAKE" in shown.stdout + shown.stderr


def test_no_sign_of_a_deployment_acts_on_the_terminal() -> None:
    body = "\x1b]52;c;QUJD\x07 \x1b[2J \x9b31m \r\b\x7f is f\u00fcnf\n".encode()
    with serving(Noting(503, body)) as here:
        for name, second in (("after-redeploy.sh", COMMIT), ("preview-against-production.sh", here)):
            shown = script(name, here, second)
            told = shown.stdout + shown.stderr
            assert "fünf" in told
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", told)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
@pytest.mark.parametrize(
    "address",
    ["http://{other}", "http://localhost@{other}", "http://localhost:1@{other}", "http://127.0.0.1.{other}", "{other}",
     "ftp://{other}", "http://localhost\\@{other}", "file:///etc/hosts", "--config=x"],
)  # fmt: skip
def test_a_script_sends_no_token_in_the_clear(file: Path, address: str, noting_curl: Path) -> None:
    wrong = address.format(other="probe.example")
    right = COMMIT if "redeploy" in file.name else "https://probe.example"
    for arguments in ([wrong, right], *([[right, wrong]] if "redeploy" not in file.name else [])):
        path = f"{noting_curl}:{os.environ['PATH']}"
        done = script(file.name, *arguments, PATH=path, PRODUCTION_TOKEN=TOKEN, PREVIEW_TOKEN=PREVIEW_TOKEN)
        assert done.returncode == 2
        assert "https" in done.stderr
    assert not (noting_curl / "arguments").exists(), "curl was called"
