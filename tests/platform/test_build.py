"""What the real Vercel builder makes of this project: what is run, what is published, what travels along."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from gateway_probe.dropin.wheel import LAPTOP_ROOMS
from tests.platform.build import Build, Bundle, build, copy_project
from tests.platform.conftest import CANARY, LEFTOVERS, note
from tests.platform.toolchain import ROOT, Toolchain
from tools.bench.functions import write_bare

pytestmark = pytest.mark.platform

# A cold start reads and compiles what is in here; the platform's own limit of 225 MiB is far away.
MOST_ABOVE_BARE = 1_270_000
COMPILED_SIZE_LIMIT = 42_000_000
DECODERS = re.compile(r"_vendor/(_?brotli|backports)")


def test_one_function_answers_every_path(built: Build) -> None:
    assert list(built.functions) == ["fastapi"]
    assert "Build Completed" in built.log


def test_function_runs_as_the_project_says(bundle: Bundle, toolchain: Toolchain) -> None:
    assert bundle.config["runtime"] == f"python{toolchain.python_version}"
    assert bundle.config["maxDuration"] == 60
    assert bundle.config["supportsResponseStreaming"] is True


def test_nothing_but_public_is_published(built: Build) -> None:
    public = built.project / "public"
    assert built.static_files == {str(path.relative_to(public)) for path in public.rglob("*") if path.is_file()}
    assert "robots.txt" in built.static_files


def test_function_holds_its_entry_point_and_distributions_alone(bundle: Bundle) -> None:
    """No tests, documentation, project files or second copy of the package: `excludeFiles` is an allow list."""
    assert bundle.own_files == {"api/diagnose.py", "vc__handler__python.py"}


def test_package_is_in_the_function_once_without_the_rooms_of_a_laptop(built: Build, bundle: Bundle) -> None:
    source = built.project / "src"
    files = [path.relative_to(source) for path in source.rglob("*") if path.is_file()]
    ours = {str(path) for path in files if path.parts[0] == "gateway_probe" and path.parts[1] not in LAPTOP_ROOMS}
    packaged = {
        name.removeprefix("_vendor/")
        for name in bundle.files
        if "gateway_probe/" in name or "gateway_simulator" in name
    }
    # The marker for type checkers is of no use in a function, and the builder takes it out.
    assert packaged == ours - {"gateway_probe/py.typed"}


def test_the_function_carries_no_readme_and_the_package_does(bundle: Bundle, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (metadata,) = (path for name, path in bundle.files.items() if re.search(r"gateway_probe-[^/]+/METADATA$", name))
    assert readme.splitlines()[0] not in metadata.read_text(encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if name not in {"VERCEL", "GATEWAY_PROBE_FUNCTION"}}
    make = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(make, env=environ, check=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        (name,) = (name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        assert readme in package.read(name).decode()


def test_whom_the_function_trusts_can_be_told(function_folder: Path, toolchain: Toolchain) -> None:
    """The release of certifi travels along, and what the function holds is what was released."""
    told = subprocess.run(
        [toolchain.python, "-S", "-c", "from gateway_probe.trust import whom_is_trusted; print(whom_is_trusted())"],
        cwd=function_folder,
        env={"PYTHONPATH": "_vendor", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    assert told.stdout == b"public\n"


def test_init_and_the_builder_leave_out_the_same_rooms(built: Build) -> None:
    project = tomllib.loads((built.project / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["hooks"]["custom"]["laptop-only"]) == {
        *(f"gateway_probe/{room}" for room in LAPTOP_ROOMS),
        "gateway_simulator",
    }


def test_tools_of_the_project_stay_out(bundle: Bundle) -> None:
    vendored = {re.split(r"[/-]", name)[1] for name in bundle.files if name.startswith("_vendor/")}
    assert not vendored & {"coverage", "hypothesis", "jsonschema", "mypy", "pytest", "ruff", "tests", "uv", "uvicorn"}


def test_leftovers_of_a_local_checkout_stay_out(built: Build, bundle: Bundle) -> None:
    assert all((built.project / name).is_file() for name in LEFTOVERS)
    holders = [name for name, path in bundle.files.items() if CANARY.encode() in path.read_bytes()]
    assert holders == []
    assert not [name for name in bundle.files if "/.env" in f"/{name}"]


def test_function_is_little_more_than_what_it_stands_on(
    bundle: Bundle, toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    scratch = tmp_path_factory.mktemp("bare")
    write_bare("bare FastAPI + httpx", scratch / "bare")
    (bare,) = build(scratch / "bare", toolchain, scratch).functions.values()
    note(request, "a bare FastAPI + httpx function, unpacked", f"{bare.size / 1e6:.1f} MB")
    decoders = sum(path.stat().st_size for name, path in bundle.files.items() if DECODERS.match(name))
    note(request, "of the function, what decodes br and zstd", f"{decoders / 1e6:.1f} MB")
    assert bundle.size - decoders <= bare.size + MOST_ABOVE_BARE


def test_a_deployment_compiles_byte_code(
    toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> None:
    """As `vercel deploy` reads the build's variables from vercel.json; here the builder gets them as a project's own."""
    variables = json.loads((ROOT / "vercel.json").read_text())["build"]["env"]
    scratch = tmp_path_factory.mktemp("compiled")
    project = scratch / "gateway-probe"
    copy_project(project)
    compiled = build(project, toolchain, scratch, variables)
    (function,) = compiled.functions.values()
    note(request, "function, unpacked, with byte code", f"{function.size / 1e6:.1f} MB")
    version = toolchain.python_version.replace(".", "")
    for source in ("gateway_probe/web/app.py", "fastapi/routing.py", "httpx/_client.py"):
        folder, _, name = source.rpartition("/")
        assert f"_vendor/{folder}/__pycache__/{name.removesuffix('.py')}.cpython-{version}.pyc" in function.files
    assert function.size < COMPILED_SIZE_LIMIT
