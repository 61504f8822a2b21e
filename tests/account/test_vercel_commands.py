"""Every `vercel` command that a next step gives is one that the real CLI knows, with the options that it is given."""

import json
import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

import gateway_probe.account.causes
import gateway_probe.causes
import gateway_probe.comparison
import gateway_probe.places.transit  # noqa: F401 - each registers its codes
from gateway_probe.cli.environment import load_environment
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.document.judgement import NextStep
from gateway_probe.register import entries
from tests.account.account_api import AccountWorld, StandIn, account_api
from tests.account.vercel import TOKEN, VERCEL
from tests.soaking import some

pytestmark = [pytest.mark.contract, pytest.mark.usefixtures("vercel_cli")]

COMMANDS = sorted(
    {
        step.command
        for entry in entries()
        for step in entry.next_steps
        if step.command is not None and step.command.startswith("vercel ")
    }
)


def run_cli(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "VERCEL_TELEMETRY_DISABLED": "1", "CI": "1"}
    return subprocess.run(
        [str(VERCEL), *arguments],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# What each command asks of the account, and at a terminal before it does anything that stays or costs.
REACHES = {
    "vercel activity --all --since 30d": "/v3/events?",
    "vercel activity --all --type ai-gateway-credits-purchased --since 365d": "/v3/events?limit=21&types=ai-gateway-credits",
    "vercel ai-gateway api-keys list": "/v1/api-keys?",
    "vercel ai-gateway budgets list": "/ai-gateway/budgets/list?",
    "vercel ai-gateway rules list": "/ai-gateway/rules?",
    'vercel api "/ai-gateway/byok-credentials/list?includeModelMappings=true"': "/ai-gateway/byok-credentials/list?",
    "vercel buy credits gateway 5": "Confirmation required",
    "vercel curl /api/diagnose?ping": "/v9/projects/prj_FAKE?",
    "vercel env add AI_GATEWAY_API_KEY": "/v10/projects/prj_FAKE/env?",
    "vercel env add AI_GATEWAY_API_KEY ENVIRONMENT": "Valid environments: production, preview, development",
    "vercel env ls": "/v10/projects/prj_FAKE/env?",
    "vercel env pull": "/v3/env/pull/prj_FAKE/development?",
    "vercel inspect HOST": "/v13/deployments/",
    "vercel project inspect": "/v9/projects/prj_FAKE?",
    "vercel project token": "/projects/prj_FAKE/token?",
    "vercel redeploy HOST": "/v13/deployments/",
    "vercel whoami --json": "/teams/team_FAKE1?",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_linked_folder_it_asks_what_the_step_is_about(command: str, tmp_path: Path) -> None:
    """By the real CLI, as somebody who is logged in pastes it; the account is a stand-in that takes no writes."""
    said, api = run_linked(tmp_path, *shlex.split(command)[1:])
    asked = [path for _, path in api.requests]
    reached = REACHES[command]
    assert any(path.startswith(reached) for path in asked) if reached.startswith("/") else reached in said, (
        asked,
        said,
    )
    assert {path for method, path in api.requests if method != "GET"} <= {"/projects/prj_FAKE/token?teamId=team_FAKE1"}


@pytest.mark.parametrize("command", some([command for command in COMMANDS if " --" in command], 4))
def test_an_option_that_it_does_not_know_is_refused(command: str, tmp_path: Path) -> None:
    """Else a command that asks would not say that its options are known."""
    said, api = run_linked(tmp_path, *shlex.split(command)[1:], "--of-nobody")
    assert "--of-nobody" in said
    assert {path for _, path in api.requests} <= {"/v2/user"}, "who is logged in"


def run_linked(folder: Path, *arguments: str) -> tuple[str, StandIn]:
    """What the real CLI says in a linked folder, and the account that it asked."""
    with account_api(AccountWorld(teams={"team_FAKE1": "fake-acme"}, home="team_FAKE1")) as api:
        log_in(folder, api)
        done = run_cli(folder, *arguments)
    return done.stdout + done.stderr, api


def test_an_env_file_of_another_folder_is_pulled_into_that_folder_from_its_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = tmp_path / "my-app"
    app.mkdir()
    with pytest.raises(WrongUse) as caught:
        load_environment(["my-app/.env.local"])
    with account_api(AccountWorld(teams={"team_FAKE1": "fake-acme"}, home="team_FAKE1")) as api:
        log_in(tmp_path, api)
        (tmp_path / ".vercel").rename(app / ".vercel")
        done = run_cli(tmp_path, *shlex.split(str(caught.value).partition("make it with: vercel ")[2]))
        asked = [path for _, path in api.requests]
    assert any(path.startswith("/v3/env/pull/prj_FAKE/development?") for path in asked), done.stderr
    assert (app / ".env.local").is_file()


def log_in(folder: Path, api: StandIn) -> None:
    """As `vercel login`, `vercel switch` and `vercel link` leave a machine and a folder."""
    settings = folder / ".local" / "share" / "com.vercel.cli"
    settings.mkdir(parents=True)
    (settings / "config.json").write_text(json.dumps({"api": api.origin, "currentTeam": "team_FAKE1"}))
    (settings / "auth.json").write_text(json.dumps({"token": TOKEN}))
    (folder / ".vercel").mkdir()
    (folder / ".vercel" / "project.json").write_text(json.dumps({"projectId": "prj_FAKE", "orgId": "team_FAKE1"}))


@pytest.mark.parametrize(
    "step",
    [
        step
        for entry in entries()
        for step in entry.next_steps
        if step.command and re.search(r"\b[A-Z]{3,}\b", step.command)
    ],
    ids=lambda step: step.command,
)
def test_what_a_reader_has_to_fill_in_is_said(step: NextStep) -> None:
    """A word in capitals of a command is a name that exists, or the text says what stands for it."""
    for word in re.findall(r"(?<![\w-])[A-Z]{3,}(?![\w])", step.command or ""):
        assert word in step.text, step


def test_whose_team_it_is_is_asked_in_a_form_that_can_be_piped() -> None:
    """Piped, `vercel whoami` prints the user's name alone; with --json it names the team."""
    assert "vercel whoami --json" in COMMANDS
    assert "vercel whoami" not in COMMANDS
