"""What the built function imports, and when: a cold start pays for every module."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.platform.toolchain import Toolchain

pytestmark = pytest.mark.platform

# Top-level packages beside the standard library that a cold start may import, and that the first run may add.
COLD = {
    "annotated_doc",
    "annotated_types",
    "anyio",
    "api",
    "fastapi",
    "gateway_probe",
    "idna",
    "opentelemetry",  # FastAPI's own telemetry
    "pydantic",
    "pydantic_core",
    "sniffio",
    "starlette",
    "typing_extensions",
    "typing_inspection",
}
# httpx loads brotli where it finds it; of backports only whether it holds zstd is looked at.
FIRST_RUN = COLD | {"_brotli", "backports", "brotli", "certifi", "h11", "httpcore", "httpx"}
# Rooms that only some answers need, and parts of rooms that only a run does.
LATER = {"probe", "gateway", "experiments", "causes", "comparison", "cli", "places", "reports.html"}
LATER |= {"document.comparison", "runtime.observe", "disclosure.levels", "disclosure.redaction", "disclosure.parts"}

_COLD_START = "import sys, api.diagnose"
_FIRST_RUN = """
import asyncio, sys
import api.diagnose
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.reports import render
from gateway_probe.settings import Settings
key = "vck_FAKE" + "x" * 50
run = asyncio.run(diagnose(Inputs(Settings(base_url="http://127.0.0.1:9"), {"AI_GATEWAY_API_KEY": key})))
render(run.document("public"), "json")
"""

Imported = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def imported(function_folder: Path, toolchain: Toolchain) -> Imported:
    """Every module that a program leaves imported, run in the unpacked function with nothing else of this machine."""

    def modules_of(program: str) -> set[str]:
        done = subprocess.run(
            [toolchain.python, "-S", "-c", f"{program}\nprint(*sys.modules)"],
            cwd=function_folder,
            env={"PYTHONPATH": "_vendor", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return set(done.stdout.split())

    return modules_of


def packages(modules: set[str]) -> set[str]:
    """Top-level packages that are not the standard library's."""
    tops = {module.split(".", maxsplit=1)[0] for module in modules}
    return {top for top in tops if top not in sys.stdlib_module_names and not top.startswith("_")}


@pytest.mark.parametrize(("program", "allowed"), [(_COLD_START, COLD), (_FIRST_RUN, FIRST_RUN)], ids=["cold", "run"])
def test_nothing_off_the_list_is_imported(imported: Imported, program: str, allowed: set[str]) -> None:
    assert packages(imported(program)) - allowed == set()


def test_a_cold_start_imports_no_room_that_only_a_run_needs(imported: Imported) -> None:
    modules = imported(_COLD_START)
    assert {name for name in LATER if f"gateway_probe.{name}" in modules} == set()
    assert "pydantic.v1" not in modules, "a route declares a model: see web/app.py"


def test_a_run_needs_none_of_the_other_formats(imported: Imported) -> None:
    rendering = {name for name in imported(_FIRST_RUN) if name.startswith("gateway_probe.reports.")}
    assert rendering == {"gateway_probe.reports.lines", "gateway_probe.reports.subject"}
