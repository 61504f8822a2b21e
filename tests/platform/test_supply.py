"""What is deployed next to the key is what was tested: by name and version, wherever it is built."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from gateway_probe.dropin.wheel import LAPTOP_ROOMS
from tests.platform.build import Build, Bundle, build, copy_project
from tests.platform.toolchain import ROOT, Toolchain

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# The builder puts these into every Python function, in versions of its own choice.
BUILDERS_OWN = {"gateway-probe", "pip", "vercel-runtime"}


def pins() -> dict[str, str]:
    """The tested version of each distribution."""
    return versions(PYPROJECT["tool"]["uv"]["constraint-dependencies"])


def build_pins() -> dict[str, str]:
    """The same of what builds the package."""
    return versions(PYPROJECT["build-system"]["requires"])


def versions(lines: Iterable[str]) -> dict[str, str]:
    """Name and version of each line that is one `name==version`, whatever follows it."""
    found = (re.match(r"([\w.-]+)==([^\s;\\]+)", line) for line in lines)
    return {match[1].lower(): match[2] for match in found if match}


def installed(files: Iterable[str]) -> dict[str, str]:
    """Name and version of each distribution among these files."""
    found = (re.search(r"(?:^|/)([^/]+)-([^/-]+)\.dist-info/METADATA$", name) for name in files)
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


def vendored(bundle: Bundle) -> dict[str, str]:
    """The distributions of a function that this project has a say in."""
    return {name: version for name, version in installed(bundle.files).items() if name not in BUILDERS_OWN}


def test_the_pins_are_what_the_tests_run_with() -> None:
    tested = versions((ROOT / "requirements-dev.txt").read_text().splitlines())
    assert pins().items() <= tested.items()
    assert build_pins().items() <= tested.items()


def test_every_dependency_has_an_upper_bound() -> None:
    project = PYPROJECT["project"]
    for line in (*project["dependencies"], *project["optional-dependencies"]["cli"]):
        wanted = Requirement(line)
        assert {"<", "<=", "=="} & {part.operator for part in wanted.specifier}, line
        assert wanted.specifier.contains(pins()[wanted.name]), f"{line} leaves out what was tested"


@pytest.mark.platform
def test_the_real_builder_installs_the_pinned_versions_and_nothing_else(bundle: Bundle) -> None:
    found = vendored(bundle)
    assert {
        wanted for line in PYPROJECT["project"]["dependencies"] if (wanted := Requirement(line).name)
    } <= found.keys()
    assert found.items() <= pins().items()


@pytest.mark.platform
def test_it_is_the_pins_that_decide(bundle: Bundle, toolchain: Toolchain, tmp_path: Path) -> None:
    """Else the builder could have taken the same versions only because they are the newest."""
    project = tmp_path / "gateway-probe"
    copy_project(project)
    text = (project / "pyproject.toml").read_text()
    for tested, other in (
        (f"idna=={pins()['idna']}", "idna==3.10"),
        (f"hatchling=={build_pins()['hatchling']}", "hatchling==1.32.0"),
    ):
        assert f'"{tested}"' in text
        text = text.replace(f'"{tested}"', f'"{other}"')
    (project / "pyproject.toml").write_text(text)
    (function,) = build(project, toolchain, tmp_path).functions.values()
    assert vendored(function) == {**vendored(bundle), "idna": "3.10"}
    (made,) = project.glob(".vercel/python/.venv/lib/*/site-packages/gateway_probe-*.dist-info/WHEEL")
    assert "Generator: hatchling 1.32.0" in made.read_text()


@pytest.mark.platform
def test_all_that_builds_the_package_is_pinned(toolchain: Toolchain) -> None:
    assert len(build_pins()) == len(PYPROJECT["build-system"]["requires"])
    command = [
        str(toolchain.uv),
        *["--no-config", "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate", "-"],
    ]
    wanted = "\n".join(PYPROJECT["build-system"]["requires"])
    done = subprocess.run(command, cwd=ROOT, input=wanted, capture_output=True, text=True, timeout=300, check=False)
    assert versions(done.stdout.splitlines()) == build_pins(), done.stderr


@pytest.mark.platform
def test_a_function_in_a_next_project_has_the_versions_that_init_ran_with(next_build: Build) -> None:
    found = vendored(next_build.functions["api/diagnose"])
    assert "fastapi" in found
    assert found.items() <= pins().items()


@pytest.mark.platform
def test_the_bill_of_materials_is_of_the_function(bundle: Bundle) -> None:
    made = subprocess.run(["make", "sbom"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stderr
    bill = json.loads((ROOT / "build/sbom.cdx.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    listed = {part["name"]: part for part in bill["components"]}
    assert {name: part["version"] for name, part in listed.items()} == vendored(bundle)
    for name, part in listed.items():
        assert part["purl"] == f"pkg:pypi/{name}@{part['version']}"
        hashes = [one["alg"] for reference in part["externalReferences"] for one in reference["hashes"]]
        assert set(hashes) == {"SHA-256"}, name
    assert not (ROOT / "uv.lock").exists(), "a lock beside the project would decide the next build"


@pytest.mark.platform
def test_a_package_for_lambda_is_of_the_pinned_versions(toolchain: Toolchain, tmp_path: Path) -> None:
    """By the command of docs/deployment.md."""
    text = (ROOT / "docs/deployment.md").read_text()
    form = r"^(\w+)=(\w+) \.venv/bin/uv (pip install --target deploy/aws/function .*)$"
    ((name, value, line),) = re.findall(form, text, re.MULTILINE)
    copy_project(tmp_path / "checkout")
    command, folder = [str(toolchain.uv), *line.split()], tmp_path / "checkout/deploy/aws/function"
    # What uv keeps of one build must not be taken for the other.
    for env, whole in (({**os.environ, name: "0"}, True), ({**os.environ, name: value}, False)):
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run(
            command, cwd=tmp_path / "checkout", env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        assert (folder / "gateway_simulator").exists() == whole
        assert LAPTOP_ROOMS.isdisjoint(path.name for path in (folder / "gateway_probe").iterdir()) != whole
    found = installed(path.relative_to(folder).as_posix() for path in folder.rglob("METADATA"))
    assert found.pop("gateway-probe")
    assert found.items() <= pins().items()
