"""What in a project may keep the probe from being reached, deployed, or from telling of the right runtime."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from gateway_probe.dropin.project import Project
from gateway_probe.dropin.project_files import read_json, read_text

_SCRIPTS = ("ts", "js", "mjs", "cjs", "mts", "cts")
_MOST_LINES = 1_000
# Folders of the project itself, at most one of them at any depth: each further one multiplies the time.
_INSIDE = re.compile(r"(?!/)(?!.*\.\.)(?!.*\*\*.*\*\*)(?!.*[^/]\*\*)(?!.*\*\*[^/])[\w@./* -]+")
_STATIC_EXPORT = re.compile(r"""^[^/\n]*\boutput\s*:\s*["'`]export["'`]""", re.MULTILINE)


def cautions(project: Project, paths: Sequence[str]) -> list[str]:
    """Notes for the owner of a project on Vercel; `paths` are those of the probe's own files."""
    root = project.root
    return [
        *_middleware(root),
        *_warn_of_ignored(root, paths),
        *_static_export(root),
        *_workspace(root),
        *_warn_of_unlinked(root),
    ]


def _middleware(root: Path) -> Iterator[str]:
    """Called proxy.ts since Next.js 16."""
    for folder in ("", "src/"):
        for name in ("middleware", "proxy"):
            for suffix in _SCRIPTS:
                if (root / (file := f"{folder}{name}.{suffix}")).is_file():
                    yield (
                        f"{file} runs before every path that its matcher takes: let /api/diagnose through, or a login "
                        "or a redirect answers instead of the probe"
                    )


def _warn_of_ignored(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """Lines as of .gitignore, read roughly: what may be left out is worth a look."""
    lines = [line.strip() for line in read_text(root / ".vercelignore").splitlines()[:_MOST_LINES]]
    patterns = [line for line in lines if line and not line.startswith(("#", "!"))]
    hit = {pattern: path for path in paths for pattern in patterns if _matches(pattern.strip("/"), path)}
    for pattern, path in hit.items():
        yield f".vercelignore has `{pattern}`, which may keep {path} out of the deployment: add `!{path}` at its end"


def _matches(pattern: str, path: str) -> bool:
    pattern = pattern.removeprefix("**/")
    parts = path.split("/")
    leading = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return any(fnmatch(part, pattern) for part in [*parts, *leading])


def _static_export(root: Path) -> Iterator[str]:
    for suffix in _SCRIPTS:
        file = root / f"next.config.{suffix}"
        if _STATIC_EXPORT.search(read_text(file)):
            yield (
                f"{file.name} makes a static export: no server of this project calls the gateway, so its calls come "
                "from elsewhere; the probe tells of the place that it is in, so put it where they come from"
            )


def _workspace(root: Path) -> Iterator[str]:
    """The root of a monorepo, where Vercel deploys the folder of one app."""
    named = [*_workspaces_of(root / "package.json"), *_packages_of(root / "pnpm-workspace.yaml")]
    patterns = [pattern for pattern in named[:_MOST_LINES] if _INSIDE.fullmatch(pattern)]
    if not named:
        return
    folders = sorted({path.parent for pattern in patterns for path in root.glob(f"{pattern.rstrip('/')}/package.json")})
    apps = [folder.relative_to(root).as_posix() for folder in folders if _asks_for_next(folder / "package.json")]
    example = f", such as {apps[0]}" if apps else ""
    yield (
        "this is the root of a workspace: where the project's Root Directory on Vercel is the folder of an app"
        f"{example}, the probe belongs there; take it out here (--remove) and name that folder"
    )


def _workspaces_of(file: Path) -> list[str]:
    found = _content(file).get("workspaces", [])
    listed = found.get("packages", []) if isinstance(found, dict) else found
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def _packages_of(file: Path) -> list[str]:
    """The list of pnpm-workspace.yaml, which is written one to a line."""
    if not file.is_file():
        return []
    return re.findall(r"""^[ \t]*-[ \t]*["']?([\w@./*-]+)["']?[ \t\r]*$""", read_text(file), re.MULTILINE) or [
        "packages/*"
    ]


def _asks_for_next(file: Path) -> bool:
    asked = _content(file).get("dependencies")
    return isinstance(asked, dict) and "next" in asked


def _content(file: Path) -> dict[str, Any]:
    try:
        found = read_json(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _warn_of_unlinked(root: Path) -> Iterator[str]:
    here = root.resolve()
    if not any((folder / ".vercel" / name).is_file() for folder in (here, *here.parents) for name in _LINKS):
        yield "this folder is linked to no project of Vercel yet: run `vercel link` in it first"


_LINKS = ("project.json", "repo.json")
