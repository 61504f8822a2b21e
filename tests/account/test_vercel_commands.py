"""Every `vercel` command that a next step gives is one that the real CLI knows, with the options that it is given."""

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
from gateway_probe.register import entries
from tests.account.vercel import VERCEL

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
        [str(VERCEL), *arguments], cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_the_real_cli_knows_the_command_and_its_options(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    names = [word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)]
    options = [word for word in words if word.startswith("--")]
    done = run_cli(tmp_path, *names[: _depth(names)], "--help")
    said = done.stdout + done.stderr
    usage = next(line for line in said.splitlines() if "▲ vercel" in line)
    assert names[0] in usage, usage
    for name in names[1 : _depth(names)]:
        assert name in usage or _is_alias(name, usage), usage
    for option in options:
        assert option in said, (option, usage)


def _depth(names: list[str]) -> int:
    """How many of the words name the command: `ai-gateway` has commands of its own, whose last word says what to do."""
    return {"ai-gateway": 3, "env": 2, "project": 2, "buy": 2}.get(names[0], 1)


def _is_alias(name: str, usage: str) -> bool:
    return name == "ls" and "list" in usage


def test_whose_team_it_is_is_asked_in_a_form_that_can_be_piped() -> None:
    """Piped, `vercel whoami` prints the user's name alone; with --json it names the team."""
    assert "vercel whoami --json" in COMMANDS
    assert "vercel whoami" not in COMMANDS
