"""Each command of a next step is carried out as somebody pastes it; each step without one names what it needs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import gateway_probe.account.causes
import gateway_probe.comparison
import gateway_probe.glossary
import gateway_probe.places.transit
import gateway_probe.web.problems  # noqa: F401 - each registers its codes
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import in_place
from gateway_probe.cli.parser import parse
from gateway_probe.cli.serve import write_env_files
from gateway_probe.document import read_document
from gateway_probe.register import Entry, Step, entries
from gateway_probe.reports.brief import MAX_BYTES
from gateway_probe.settings import NAMES
from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.serving import serving

SOURCE = Path(__file__).parents[2] / "src"
TOKEN = "FAKE-token-of-the-probe-0123456789"
GATEWAY = "https://ai-gateway.vercel.sh"
STEPS = list(dict.fromkeys(step for entry in entries() for step in entry.next_steps))
OF_VERCEL = {step.command for step in STEPS if step.command and step.command.startswith("vercel ")}
"""Carried out by the real CLI in tests/account/test_vercel_commands.py."""

HERE = sorted({step.command for step in STEPS if step.command} - OF_VERCEL)
_RECORDED = Path(__file__).parents[1] / "documents" / "first-build-team-blocked.json"
"""Of a deployment that asked its gateway at another address than the public one."""

THERE = sorted(
    {
        step.command
        for step in in_place(
            [step for step in STEPS if step.command in HERE], Reading(read_document(_RECORDED.read_bytes()))
        )
        if step.command is not None
    }
    - set(HERE)
)


@dataclass(frozen=True)
class Desk:
    """A folder with an app's variables, a terminal, and a deployed probe."""

    folder: Path
    gateway: str
    deployment: str
    variables: dict[str, str]

    def paste(self, command: str) -> "subprocess.CompletedProcess[str]":
        """Run a line in a shell, with the real gateway's and the deployment's address as they are here."""
        line = command.replace(GATEWAY, self.gateway).replace("fetch URL", f"fetch {self.deployment}")
        return subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.variables,
            input="AI_APICallError: byok_requires_paid_credits\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("app")
    tools = tmp_path_factory.mktemp("bin")
    command = tools / "gateway-probe"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m gateway_probe.cli "$@"\n')
    command.chmod(0o755)
    (folder / "package.json").write_text('{"dependencies": {"next": "16.0.0"}}')
    with serve("case") as simulator:
        write_env_files(simulator, ["local"], folder)
        (folder / "local.env").rename(folder / ".env.local")
        production = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        with serving(create_app(environ={**production, "GATEWAY_PROBE_MIN_INTERVAL": "0"})) as deployment:
            variables = {
                "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(folder),
                "PYTHONPATH": str(SOURCE),
                "GATEWAY_PROBE_TOKEN": TOKEN,
                # Where another gateway is asked than the public one, its address stands in no Document.
                "GATEWAY_PROBE_BASE_URL": simulator.origin,
            }
            yield Desk(folder, simulator.origin, deployment, variables)


@pytest.mark.parametrize("command", [*HERE, *THERE])
def test_a_command_does_what_its_step_says(command: str, desk: Desk) -> None:
    if "curl" in command and shutil.which("curl") is None:
        raise pytest.fail.Exception("curl is needed", pytrace=False)
    done = desk.paste(command)
    told = done.stdout + done.stderr
    words = shlex.split(command)
    if command == "gateway-probe account":
        # Without the Vercel CLI, or a login, it says that it needs one; with both: tests/account/test_command.py.
        assert "vercel login" in told
        return
    assert done.returncode in ({0} if "curl" in command else {0, 1}), told
    assert "usage:" not in told
    if "private" in words:
        assert re.search(r"\bgen_\w+", done.stdout), "the step promises the generation ids"
        assert ("dpl_" in done.stdout) == ("fetch" in words)
    if "--output" in words:
        assert read_document((desk.folder / words[words.index("--output") + 1]).read_bytes()).verdict.code
    if "--history" in words:
        assert list((desk.folder / words[words.index("--history") + 1]).rglob("*.json"))
    if "explain" in words:
        assert "byok_requires_paid_credits" in done.stdout
    if "init" in words:
        assert "api/diagnose.py" in told
        assert not (desk.folder / "api").exists()
    if "curl" in words:
        assert re.search(r'"object": ?"list"|HTTP/1.1 200|^[\d.]+ [\d.]+$', told, re.MULTILINE), told


SKILL = (SOURCE.parent / "skills" / "gateway-probe" / "SKILL.md").read_text(encoding="utf-8")
TOLD = [line for block in re.findall(r"```sh\n(.*?)```", SKILL, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("line", TOLD)
def test_an_agent_gets_on_by_each_command_of_the_skill(line: str, desk: Desk) -> None:
    here = line.replace("https://your-app.vercel.app", desk.deployment).replace("npm start", "cat")
    done = desk.paste(here)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout
    if "--format brief" in line:
        assert len(done.stdout.encode()) <= MAX_BYTES
        told = json.loads(done.stdout)
        assert set(told) >= ({"verdict", "asked"} if " run " in line else {"explanations", "places"})
        if " run " in line:
            assert set(told["verdict"]) >= {"status", "code", "confidence", "do_now", "alternatives"}
            assert set(told["asked"]) >= {"model", "model_origin"}


def test_the_commands_are_those_that_are_tried() -> None:
    assert len(HERE) > 10
    assert all(
        command.startswith("gateway-probe fetch URL") or "$GATEWAY_PROBE_BASE_URL" in command for command in THERE
    )
    assert len(THERE) >= 3


HOSTS = {"vercel.com", "www.vercel-status.com", "community.vercel.com", "status.openai.com"}
PAGES = {
    "/[team]/~/ai-gateway",
    "/[team]/~/ai-gateway/byok",
    "/[team]/~/ai?modal=top-up",
    "/[team]/~/ai?modal=add-credit-card",
    "/[team]/[project]/settings/security",
    "/[team]/[project]/settings/environment-variables",
}
"""Pages of the dashboard, as Vercel's documentation and the gateway's own messages link to them."""
LINK = re.compile(r"https?://[^\s)]+")


def links() -> list[str]:
    texts = [step.text for step in STEPS] + [source for entry in entries() for source in entry.sources]
    return sorted({link.rstrip(".,;") for text in texts for link in LINK.findall(text)})


@pytest.mark.parametrize("link", links())
def test_a_link_goes_to_the_page_that_is_meant(link: str) -> None:
    parts = urlsplit(link)
    assert (parts.scheme, parts.username, parts.port) == ("https", None, None)
    assert parts.path not in {"", "/"} or parts.fragment or parts.hostname == "www.vercel-status.com", (
        "the first page of a site says nothing"
    )
    if parts.hostname == "vercel.com" and parts.path == "/d":
        ((name, (page,)),) = parse_qs(parts.query, strict_parsing=True).items()
        assert (name, page in PAGES) == ("to", True)


@pytest.mark.parametrize("step", [step for step in STEPS if step.command is None], ids=lambda step: step.text[:60])
def test_a_step_without_a_command_names_what_it_needs(step: Step) -> None:
    text = step.text
    if re.search(
        r"\b(BYOK page|dashboard|project's settings|the team has spent|the filters of|the allowlists of)\b", text
    ):
        assert "https://vercel.com/d?to=" in text, "a page of the dashboard is linked"
    if re.search(r"\b(generation|request|team|deployment) ids?\b|x-vercel-id", text):
        raise AssertionError("an id has to be shown: give the command that shows it")
    for name in re.findall(r"\bGATEWAY_PROBE_\w+", text):
        assert name in NAMES
    for command in re.findall(r"gateway-probe (?:run|fetch|compare|watch|serve|account)\b[^.;]*", text):
        words = shlex.split(command)[1:]
        parse(words)
    for path in re.findall(r"\bGET (\S+?)[.,]?(?:\s|$)", text):
        assert path.startswith("/api/diagnose")
    assert re.match(r"[A-Z]", text), "it begins with what to do"
    assert re.search(r"[.…]$|https://\S+$|Bearer …$|fetch URL$|\?ping\.?$", text), text


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.kind}-{entry.code}")
def test_what_costs_money_comes_last_and_never_alone(entry: Entry) -> None:
    paid = [step.command is not None and " buy " in step.command for step in entry.next_steps]
    if any(paid):
        assert not paid[0]
        free_after = [step for step, costs in zip(entry.next_steps, paid, strict=True) if not costs][1:]
        assert all(
            step.text.startswith("Or ") for step in free_after if entry.next_steps.index(step) > paid.index(True)
        )
