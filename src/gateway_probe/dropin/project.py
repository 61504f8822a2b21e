"""What kind of project lies in a folder, and what in it stands in the probe's way."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from gateway_probe.dropin.project_files import Unusable, place_of, read_bytes, read_json, read_text

ProjectKind = Literal["nextjs", "python", "lambda"]
PROJECT_KINDS: tuple[ProjectKind, ...] = get_args(ProjectKind)

_LAMBDA_FILES = ("samconfig.toml", "serverless.yml", "serverless.yaml", "serverless.ts", "cdk.json")
_PYTHON_FILES = ("pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "setup.cfg")
# Vercel takes one configuration file. A second one fails the build.
_OTHER_CONFIGURATIONS = ("vercel.toml", "vercel.ts", "vercel.mts", "vercel.js", "vercel.mjs", "vercel.cjs")
_SUFFIXES = ("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "go", "rb", "rs")
_SAM = re.compile(r"^Transform:.*AWS::Serverless", re.MULTILINE)
_APP = re.compile(r"^(\w+)(?:\s*:[^=\n]+)?\s*=\s*(?:\w+\.)?(?:FastAPI|Starlette)\(", re.MULTILINE)
_APP_PLACES = ("*.py", "src/*.py", "app/*.py", "api/*.py", "src/*/*.py")
_REQUIREMENT_NAME = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_TABLES: dict[str, type[dict[Any, Any]] | type[list[Any]]] = {
    "project": dict,
    "project.dependencies": list,
    "project.dynamic": list,
    "tool": dict,
    "tool.poetry": dict,
    "tool.poetry.dependencies": dict,
    "tool.uv": dict,
    "tool.uv.sources": dict,
}
"""What is looked into, outer ones first."""


@dataclass(frozen=True)
class Project:
    """What was found in the folder."""

    root: Path
    kind: ProjectKind
    configuration: dict[str, Any] | None
    """vercel.json, where there is one."""
    other_configuration: str | None
    """The name of a configuration that no diff is made for."""
    pyproject: dict[str, Any] | None
    dependencies: frozenset[str] = field(default=frozenset())
    """Names of Python distributions that the project asks for."""

    @property
    def app_framework(self) -> str | None:
        """The framework whose one function answers every path here: a file in api/ would not become a function."""
        if self.kind != "python" or (self.configuration or {}).get("framework", "") is None:
            return None
        known = ("fastapi", "starlette", "flask", "django")
        return next((name for name in known if name in self.dependencies), None)

    def app(self) -> tuple[str, str] | None:
        """The file and the variable of the FastAPI or Starlette app, where one is found."""
        for pattern in _APP_PLACES:
            for path in sorted(self.root.glob(pattern)):
                if found := _APP.search(read_text(path)):
                    return path.relative_to(self.root).as_posix(), found[1]
        return None


def look_at(root: Path, wanted: ProjectKind | None = None) -> Project:
    """Read the folder; `wanted` overrules what it looks like. Raises `Unusable`."""
    if not root.is_dir():
        raise Unusable(f"{root} is no folder: name the folder of the project")
    pyproject = _toml(root / "pyproject.toml")
    if (pyproject or {}).get("project", {}).get("name") == "gateway-probe":
        raise Unusable(f"{root} is the probe itself: it deploys as it is, with `vercel deploy`")
    kind = wanted or _kind(root)
    configuration = _json(root / "vercel.json")
    if configuration is not None and "builds" in configuration:
        raise Unusable(
            "vercel.json has `builds`, which switches off the functions in api/: replace it by `functions` first"
        )
    others = [name for name in _OTHER_CONFIGURATIONS if (root / name).exists()]
    if kind == "nextjs":
        _refuse_collisions(root)
    return Project(
        root=root,
        kind=kind,
        configuration=configuration,
        other_configuration=others[0] if others else None,
        pyproject=pyproject,
        dependencies=_dependencies(root, pyproject or {}),
    )


def _kind(root: Path) -> ProjectKind:
    # The order matters: a Next.js project may well hold Python files, and a Lambda project may be written in either.
    if any((root / name).exists() for name in _LAMBDA_FILES) or _is_sam(root):
        return "lambda"
    if (root / "package.json").exists():
        return "nextjs"
    if any((root / name).exists() for name in _PYTHON_FILES) or any(root.glob("*.py")) or any(root.glob("api/*.py")):
        return "python"
    raise Unusable(
        f"{root} holds no package.json, no Python project and no Lambda template: name the folder of the project, "
        "or say what it is with --target nextjs, python or lambda"
    )


def _is_sam(root: Path) -> bool:
    return any(_SAM.search(read_text(root / name)) for name in ("template.yaml", "template.yml"))


def _refuse_collisions(root: Path) -> None:
    """Whatever else answers at /api/diagnose."""
    places = [
        *(f"{src}app/api/diagnose/route" for src in ("", "src/")),
        *(f"{src}pages/api/{page}" for src in ("", "src/") for page in ("diagnose", "diagnose/index")),
        "api/diagnose",
        "api/diagnose/index",
    ]
    taken = [name for place in places for suffix in _SUFFIXES if (root / (name := f"{place}.{suffix}")).exists()]
    if taken:
        raise Unusable(f"{taken[0]} answers at /api/diagnose already: the probe needs that path, so move it first")


def _dependencies(root: Path, pyproject: dict[str, Any]) -> frozenset[str]:
    lines = pyproject.get("project", {}).get("dependencies", [])
    for name in ("requirements.txt", "api/requirements.txt"):
        lines = [*lines, *read_text(root / name).splitlines()]
    tool = pyproject.get("tool")
    poetry = tool.get("poetry", {}).get("dependencies", {}) if isinstance(tool, dict) else {}
    names = [match[1] for line in lines if isinstance(line, str) and (match := _REQUIREMENT_NAME.match(line))]
    return frozenset(name.lower().replace("_", "-") for name in [*names, *poetry])


def _json(path: Path) -> dict[str, Any] | None:
    try:
        content = read_json(path)
    except (ValueError, OSError) as error:
        raise Unusable(f"{path.name} cannot be read as JSON ({place_of(error)}): mend it, then try again") from None
    if content is None and not path.is_file():
        return None
    if not isinstance(content, dict):
        raise Unusable(f"{path.name} holds no JSON object: mend it, then try again")
    return content


def _toml(path: Path) -> dict[str, Any] | None:
    try:
        written = read_bytes(path)
        if written is None:
            return None
        content = tomllib.loads(written.decode())
    except (ValueError, OSError, RecursionError) as error:
        raise Unusable(f"{path.name} cannot be read as TOML ({place_of(error)}): mend it, then try again") from None
    for names, form in _TABLES.items():
        found: Any = content
        for name in names.split("."):
            found = found.get(name, form()) if isinstance(found, dict) else found
        if not isinstance(found, form):
            table = names if form is dict else names.rpartition(".")[0]
            raise Unusable(f"{path.name} has no usable [{table}] table: mend it, then try again")
    return content
