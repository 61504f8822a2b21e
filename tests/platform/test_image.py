"""The Dockerfile's steps, carried out without Docker: what it copies, installs and runs."""

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.listening import listening
from tests.platform.test_supply import installed, pins, versions
from tests.platform.toolchain import ROOT, Toolchain

pytestmark = pytest.mark.platform

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()


def test_the_image_serves_the_probe(toolchain: Toolchain, tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    for sources in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE):
        *names, target = sources.split()
        for name in names:
            _copy(ROOT / name, app / target / (name if target == "./" else ""))
    subprocess.run([toolchain.uv, "venv", "--quiet", "--python", toolchain.python, tmp_path / "venv"], check=True)
    (wanted,) = re.findall(r"uv pip install --system --no-cache (\S+)", DOCKERFILE)
    install = [toolchain.uv, "pip", "install", "--quiet", "--python", tmp_path / "venv/bin/python", wanted]
    subprocess.run(install, cwd=app, check=True, timeout=300, stdin=subprocess.DEVNULL)
    shutil.rmtree(app)
    found = installed(str(path) for path in (tmp_path / "venv").rglob("METADATA"))
    assert found.pop("gateway-probe")
    assert found == pins(), "the image holds other versions than were tested"

    (command,) = [json.loads(line) for line in re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)]
    # The last two arguments are the port, which is another here.
    serving = [str(tmp_path / "venv/bin" / command[0]), *command[1:-2]]
    with (
        listening(serving, {"GATEWAY_PROBE_TOKEN": "FAKE-token-of-the-probe-0123456789"}) as server,
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}/api/diagnose?ping", timeout=20) as answer,
    ):
        assert json.load(answer)["status"] == "up"
    assert command[-2:] == ["--port", *re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)]


@pytest.mark.parametrize("file", ["deploy/Dockerfile", "docs/deployment.md"])
def test_an_image_and_a_server_are_made_by_the_uv_that_was_tested(file: str) -> None:
    """By pip they would get the newest of all."""
    text = (ROOT / file).read_text()
    tested = versions((ROOT / "requirements-dev.txt").read_text().splitlines())
    assert re.findall(r"\buv==(\S+)", text) == [tested["uv"]]
    installing = re.findall(r"^.*pip install .*\.(?:\[cli\]|'\.\[cli\]'|$)", text, re.MULTILINE)
    assert installing
    assert all("uv pip install" in line for line in installing)


def test_the_image_is_made_from_an_allow_list() -> None:
    ignored = (ROOT / "deploy/Dockerfile.dockerignore").read_text().splitlines()
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]}
    assert "*" in ignored
    assert allowed == copied


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)
    assert os.access(target, os.R_OK)
