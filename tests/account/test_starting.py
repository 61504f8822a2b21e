"""The command where npm has put a script for a shell in its place, as on Windows: Node.js is started with its file."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gateway_probe.account.start_command import startable
from tests.account.account_api import account_api
from tests.account.vercel import VERCEL, login_home
from tests.account.worlds import healthy_account, seed

PATH = os.environ["PATH"]


def installed(folder: Path, package: object, entry: str = "dist/vc.js") -> Path:
    """A folder as npm makes it for everybody on Windows, and the script in it."""
    home = folder / "node_modules" / "vercel"
    (home / entry).parent.mkdir(parents=True, exist_ok=True)
    (home / entry).write_text("// fake", encoding="utf-8")
    (home / "package.json").write_text(json.dumps(package), encoding="utf-8")
    script = folder / "vercel.cmd"
    script.write_text("@ECHO off", encoding="utf-8")
    return script


def package(entry: object = "dist/vc.js", name: str = "vercel") -> dict[str, object]:
    return {"name": name, "bin": {"vercel": entry, "vc": entry}}


def test_an_executable_is_started_as_it_is(tmp_path: Path) -> None:
    assert startable(tmp_path / "vercel", PATH) == (str(tmp_path / "vercel"),)
    assert startable(tmp_path / "vercel.exe", PATH) == (str(tmp_path / "vercel.exe"),)


@pytest.mark.parametrize("script", ["vercel", "vercel.cmd", "vercel.CMD", "vercel.ps1", "vercel.bat"])
def test_a_script_for_a_shell_is_passed_over_for_what_it_starts(script: str, tmp_path: Path) -> None:
    installed(tmp_path, package())
    (tmp_path / "node.exe").write_text("fake", encoding="utf-8")
    entry = tmp_path / "node_modules" / "vercel" / "dist" / "vc.js"
    assert startable(tmp_path / script, "") == (str(tmp_path / "node.exe"), str(entry))


@pytest.mark.parametrize(
    "content",
    [
        package("../../evil.js"),
        package("/bin/sh"),
        package("dist/vc.sh"),
        package("dist/absent.js"),
        package(7),
        package(name="other"),
        {"name": "vercel"},
        {"name": "vercel", "bin": "dist/vc.js"},
        [],
        None,
    ],
)
def test_a_package_of_another_form_is_not_started(content: object, tmp_path: Path) -> None:
    script = installed(tmp_path, content)
    (tmp_path / "node.exe").write_text("fake", encoding="utf-8")
    (tmp_path / "evil.js").write_text("// fake", encoding="utf-8")
    assert startable(script, PATH) is None


def test_without_node_nothing_is_started(tmp_path: Path) -> None:
    assert startable(installed(tmp_path, package()), str(tmp_path)) is None


@pytest.mark.contract
@pytest.mark.usefixtures("vercel_cli")
@pytest.mark.parametrize("layout", ["for everybody", "in a project"])
def test_the_real_package_answers_behind_its_script(layout: str, tmp_path: Path) -> None:
    real = VERCEL.parent.parent / "vercel"
    modules = tmp_path / "node_modules"
    modules.mkdir()
    (modules / "vercel").symlink_to(real)
    folder = tmp_path if layout == "for everybody" else modules / ".bin"
    folder.mkdir(exist_ok=True)
    command = startable(folder / "vercel.cmd", PATH)
    assert command is not None
    assert command[0] == shutil.which("node")
    with account_api(healthy_account(seed())) as api:
        environ = login_home(tmp_path, api, real=True)
        done = subprocess.run(
            [*command, "api", "/v2/teams?limit=100", "--raw"],
            env=environ, cwd=tmp_path, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
    assert json.loads(done.stdout)["teams"]
