"""One build of the project and one unpacked function, shared by the tests of this folder."""

import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.closing import say
from tests.missing import give_up
from tests.platform.build import Build, Bundle, build, copy_project
from tests.platform.function import Function, boot
from tests.platform.projects import mounted_project, next_project
from tests.platform.toolchain import MissingToolError, Toolchain, find_toolchain

CANARY = "canary-of-a-local-checkout-93ab51"
"""Stands for what a developer's folder holds and a deployment must not."""

LEFTOVERS = (
    ".env",
    ".env.local",
    "api/.env.production",
    "demo-out/production.json",
    ".hypothesis/examples/0",
    ".coverage.machine.1",
    "notes.txt",
)
"""Files that lie in a developer's folder, where `vercel build` followed by `vercel deploy --prebuilt` picks them up."""

Boot = Callable[[Mapping[str, str]], AbstractContextManager[Function]]


@pytest.fixture(scope="session")
def toolchain() -> Toolchain:
    try:
        return find_toolchain()
    except MissingToolError as error:
        return give_up(str(error))


@pytest.fixture(scope="session")
def built(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Build:
    """The project, built by the real Vercel CLI from a copy with a developer's leftovers in it."""
    scratch = tmp_path_factory.mktemp("vercel")
    project = scratch / "gateway-probe"
    try:
        copy_project(project)
    except MissingToolError as error:
        give_up(str(error))
    for name in LEFTOVERS:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(f"SECRET={CANARY}\n")
    result = build(project, toolchain, scratch)
    note(request, "vercel build", f"{result.seconds:.1f} s")
    return result


@pytest.fixture(scope="session")
def bundle(built: Build, request: pytest.FixtureRequest) -> Bundle:
    """The one function of the build."""
    (result,) = built.functions.values()
    note(request, "function, unpacked", f"{result.size / 1e6:.1f} MB in {len(result.files)} files")
    return result


@pytest.fixture(scope="session")
def function_folder(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The function as the platform unpacks it."""
    folder = tmp_path_factory.mktemp("function")
    bundle.lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def boot_function(
    bundle: Bundle, function_folder: Path, toolchain: Toolchain, request: pytest.FixtureRequest
) -> Iterator[Boot]:
    """Boots the built function with the environment it is given, as often as a test asks."""
    cold_starts: list[tuple[int, int]] = []

    @contextmanager
    def boot_and_measure(environment: Mapping[str, str]) -> Iterator[Function]:
        with boot(function_folder, toolchain.python, {**bundle.environment, **environment}) as function:
            cold_starts.append((function.init_ms, function.user_init_ms))
            yield function

    yield boot_and_measure
    if cold_starts:
        init_ms, importing_ms = (statistics.median(column) for column in zip(*cold_starts, strict=True))
        value = f"{init_ms:.0f} ms, {importing_ms:.0f} ms of it importing (medians of {len(cold_starts)})"
        note(request, "cold start", value)


@pytest.fixture(scope="session")
def next_build(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A Next.js application after `gateway-probe init`, built with its own packages."""
    scratch = tmp_path_factory.mktemp("next")
    next_project(scratch / "shop")
    (scratch / "shop/.env.local").write_text(f"SECRET={CANARY}\n")
    return build(scratch / "shop", toolchain, scratch, framework="nextjs")


@pytest.fixture(scope="session")
def next_folder(next_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its Python function as the platform unpacks it."""
    folder = tmp_path_factory.mktemp("next-function")
    next_build.functions["api/diagnose"].lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def mounted_build(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A FastAPI application with the probe mounted in it."""
    scratch = tmp_path_factory.mktemp("mounted")
    mounted_project(scratch / "shop")
    return build(scratch / "shop", toolchain, scratch)


@pytest.fixture(scope="session")
def mounted_folder(mounted_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its one function as the platform unpacks it."""
    folder = tmp_path_factory.mktemp("mounted-function")
    (bundle,) = mounted_build.functions.values()
    bundle.lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def built_wheel(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, as its build backend makes it from what a commit holds."""
    scratch = tmp_path_factory.mktemp("wheel")
    copy_project(scratch / "gateway-probe")
    _uv(toolchain, "build", "--wheel", "--out-dir", str(scratch / "dist"), str(scratch / "gateway-probe"))
    (wheel,) = (scratch / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def installed(built_wheel: Path, toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that holds that wheel, what it requires, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    _uv(toolchain, "venv", "--python", str(toolchain.python), str(folder / "venv"))
    _uv(toolchain, "pip", "install", "--python", str(folder / "venv/bin/python"), f"{built_wheel}[cli]")
    return folder / "venv/bin"


def _uv(toolchain: Toolchain, *arguments: str) -> None:
    command = [str(toolchain.uv), *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


def note(request: pytest.FixtureRequest, what: str, value: str) -> None:
    """Have a figure printed at the end."""
    say(request.config, "Vercel platform", [f"{what}: {value}"])
