"""One `vercel build` of a copy of this project, and what it made."""

import json
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.platform.toolchain import ROOT, MissingToolError, Toolchain

BUILD_TIMEOUT_S = 300

# Settings of uv, pip, npm and TLS say where this machine gets packages from; the build must get them from there too.
_KEPT_PREFIXES = ("UV_", "PIP_", "NPM_CONFIG_", "SSL_CERT_")
_KEPT = {"NODE_EXTRA_CA_CERTS", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"}
# These choose an interpreter, an environment or a project, which is the builder's own business.
_DROPPED = {"UV_PYTHON", "UV_PROJECT", "UV_PROJECT_ENVIRONMENT", "UV_WORKING_DIRECTORY", "UV_FROZEN", "UV_LOCKED"}


@dataclass(frozen=True)
class Bundle:
    """The files of one function, by their path in it, and how the platform is told to run them."""

    files: Mapping[str, Path]
    config: Mapping[str, object]

    @property
    def own_files(self) -> set[str]:
        """What is in the function beside the installed distributions."""
        return {name for name in self.files if not name.startswith("_vendor/")}

    @cached_property
    def size(self) -> int:
        """Bytes, unpacked: what the platform's limit is about and what a cold start reads."""
        return sum(path.stat().st_size for path in self.files.values())

    @property
    def environment(self) -> dict[str, str]:
        """Variables that the builder wants set wherever the function runs."""
        environment = self.config["environment"]
        assert isinstance(environment, dict)
        return environment

    def lay_out(self, folder: Path) -> None:
        """Write the function as the platform unpacks it."""
        for name, source in self.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


@dataclass(frozen=True)
class Build:
    """A finished build."""

    project: Path
    log: str
    seconds: float

    @property
    def output(self) -> Path:
        """The folder of the Build Output API."""
        return self.project / ".vercel" / "output"

    @cached_property
    def functions(self) -> dict[str, Bundle]:
        """Every function of the build by its name."""
        root = self.output / "functions"
        return {
            str(config.parent.relative_to(root)).removesuffix(".func"): self._bundle(config)
            for config in root.rglob(".vc-config.json")
        }

    @property
    def static_files(self) -> set[str]:
        """What everybody may download, by path."""
        root = self.output / "static"
        return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}

    def _bundle(self, config_file: Path) -> Bundle:
        config = json.loads(config_file.read_text())
        files = {name: self.project / path for name, path in config.pop("filePathMap", {}).items()}
        folder = config_file.parent
        files |= {
            str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file() and path != config_file
        }
        return Bundle(files=files, config=config)


def copy_project(target: Path) -> None:
    """Copy what a commit of the working tree would hold: Vercel builds from git, never from a developer's folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingToolError("a git checkout is needed: `git clone` the project and run the tests there") from error
    for name in filter(None, listing.split("\0")):
        source = ROOT / name
        if source.is_file():  # a file that was deleted and not yet committed is still listed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def build(
    project: Path,
    toolchain: Toolchain,
    scratch: Path,
    variables: Mapping[str, str] | None = None,
    framework: str | None = None,
) -> Build:
    """Build `project` with the Vercel CLI, logged out, as a project that is linked but unknown to any server.

    `variables` and `framework` are the project's own settings, where `vercel pull` writes them and `vercel build`
    reads them.
    """
    link = project / ".vercel" / "project.json"
    link.parent.mkdir()
    lines = "".join(f'{name}="{value}"\n' for name, value in (variables or {}).items())
    (link.parent / ".env.preview.local").write_text(lines)
    settings = {"framework": framework} if framework else {}
    link.write_text(json.dumps({"projectId": "prj_platform_test", "orgId": "team_platform_test", "settings": settings}))
    started = time.monotonic()
    run = subprocess.run(
        [toolchain.vercel, "build", "--yes"],
        cwd=project,
        env=_environment(toolchain, scratch),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=BUILD_TIMEOUT_S,
        check=False,  # the assertion says what the builder said
    )
    assert run.returncode == 0, f"vercel build ended with {run.returncode}:\n{run.stdout}"
    return Build(project=project, log=run.stdout, seconds=time.monotonic() - started)


def _environment(toolchain: Toolchain, scratch: Path) -> dict[str, str]:
    home = scratch / "home"
    tools = scratch / "bin"
    for folder in (home, tools):
        folder.mkdir()
    # Links to exactly these tools: the folders they come from may hold shims and other versions.
    for name, program in {
        "uv": toolchain.uv,
        "node": toolchain.node,
        "npm": toolchain.npm,
        f"python{toolchain.python_version}": toolchain.python,
    }.items():
        (tools / name).symlink_to(program)
    kept = {
        name: value
        for name, value in os.environ.items()
        if (name.startswith(_KEPT_PREFIXES) or name.upper() in _KEPT) and name not in _DROPPED
    }
    return kept | {
        "PATH": f"{tools}:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        # An empty home keeps a developer's login, and their link to real projects, out of the build ...
        "HOME": str(home),
        # ... while uv and npm still read this machine's configuration.
        "XDG_CONFIG_HOME": os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config"),
        "NPM_CONFIG_USERCONFIG": os.environ.get("NPM_CONFIG_USERCONFIG") or str(Path.home() / ".npmrc"),
        "NEXT_TELEMETRY_DISABLED": "1",
        "VERCEL_TELEMETRY_DISABLED": "1",
        "NO_UPDATE_NOTIFIER": "1",
        # The builder aims at x86-64 unless told otherwise; what is built here is booted here.
        "VERCEL_BUILD_ARCH": platform.machine(),
    }
