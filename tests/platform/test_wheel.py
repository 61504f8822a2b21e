"""A wheel of the project, in an environment that holds nothing else."""

import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from gateway_probe import __version__
from gateway_probe.cli.serve import write_env_files
from gateway_probe.dropin.wheel import LAPTOP_ROOMS, pack
from gateway_simulator import serve
from tests.platform.toolchain import Toolchain

pytestmark = pytest.mark.platform


def run(folder: Path, *arguments: str, cwd: Path, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    """The installed command, with these variables and nothing of this machine's."""
    return subprocess.run(
        [folder / "gateway-probe", *arguments],
        cwd=cwd,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_its_command_diagnoses(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version", cwd=tmp_path).stdout.decode().strip() == f"gateway-probe {__version__}"
    with serve("byok-needs-paid-tier") as simulator:
        done = run(installed, "run", "--format", "json", "--quiet", cwd=tmp_path, **simulator.place("local").env)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["verdict"]["code"] == "byok-needs-paid-tier"


@pytest.mark.parametrize("way", ["uvx", "pipx"])
def test_it_runs_without_being_installed(way: str, built_wheel: Path, toolchain: Toolchain, tmp_path: Path) -> None:
    """As the README says it of a checkout: the same form of requirement, with the wheel in place of the folder."""
    wanted = f"{built_wheel}[cli]"
    start = (
        ["--from", wanted]
        if way == "uvx"
        else ["pipx@1.18.4", "run", "--python", str(toolchain.python), "--spec", wanted]
    )
    (tmp_path / "app").mkdir()
    with serve("byok-needs-paid-tier") as simulator:
        write_env_files(simulator, ["local"], tmp_path / "app")
        (tmp_path / "app" / "local.env").rename(tmp_path / "app" / ".env.local")
        done = subprocess.run(
            [toolchain.uv, "--no-config", "tool", "run", "--python", toolchain.python, *start, "gateway-probe", "run", "--format", "brief"],
            cwd=tmp_path / "app",
            env={**os.environ, "PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin"), "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            check=False,
        )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["verdict"]["code"] == "byok-needs-paid-tier"
    assert b"reading .env.local, found in this folder" in done.stderr


def test_it_adds_itself_to_a_project(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}")
    assert run(installed, "init", cwd=tmp_path).returncode == 0
    (carried,) = (tmp_path / "vendor").glob("*.whl")
    found, packed = contents(carried.read_bytes()), contents(pack())
    for files in (found, packed):
        for name in [name for name in files if name.endswith(("/METADATA", "/RECORD"))]:
            del files[name]  # what it requires are the versions of the installation that packs it
    assert found == packed


def test_a_project_carries_the_code_that_the_build_makes_and_nothing_of_the_laptop(built_wheel: Path) -> None:
    packed, build = contents(pack()), contents(built_wheel.read_bytes())
    for name in packed:
        if not name.endswith(("/METADATA", "/RECORD", "/WHEEL")):
            assert packed[name] == build[name], name
    left_out = build.keys() - packed.keys() - {f"gateway_probe-{__version__}.dist-info/entry_points.txt"}
    assert {name.removeprefix("gateway_probe/").split("/")[0] for name in left_out} == {
        *LAPTOP_ROOMS,
        "gateway_simulator",
    }


def contents(wheel: bytes) -> dict[str, bytes]:
    """Every file in it."""
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    return {name: archive.read(name) for name in archive.namelist()}
