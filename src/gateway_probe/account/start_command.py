"""How the `vercel` command is started without a shell, also where npm has put a script for one in its place.

On Windows what lies on the PATH is `vercel.cmd`, which only `cmd.exe` can run: it would read the arguments again by
rules of its own, under which a `&` or `%` of a path becomes a command. The script does nothing but start Node.js with a
file of the package, so that is started instead.
"""

import json
import shutil
from pathlib import Path

_SHELL_SCRIPTS = {".cmd", ".bat", ".ps1"}
_MAX_PACKAGE_BYTES = 200_000


def startable(found: Path, path: str) -> tuple[str, ...] | None:
    """What to start for the command that was found, before its arguments; None where that needs a shell.

    Beside `vercel.cmd` npm puts a `vercel` for the shells of Unix, which some versions of Python find first.
    """
    if found.suffix.lower() not in _SHELL_SCRIPTS and not found.with_suffix(".cmd").is_file():
        return (str(found),)
    node = _node_beside(found.parent) or shutil.which("node", path=path)
    # Where npm installs for everybody the packages lie below the script, in a project beside its folder `.bin`.
    folders = (found.parent / "node_modules" / "vercel", found.parent.parent / "vercel")
    entry = next((entry for folder in folders if (entry := _entry_of(folder)) is not None), None)
    return (node, str(entry)) if node is not None and entry is not None else None


def _node_beside(folder: Path) -> str | None:
    """The Node.js that npm's script prefers: the one in its own folder."""
    beside = folder / "node.exe"
    return str(beside) if beside.is_file() else None


def _entry_of(folder: Path) -> Path | None:
    """The file that the package names as its command, inside the package."""
    try:
        package = json.loads((folder / "package.json").read_bytes()[:_MAX_PACKAGE_BYTES])
        named = package["bin"]["vercel"] if package["name"] == "vercel" else None
    except (OSError, ValueError, LookupError, TypeError):
        return None
    if not isinstance(named, str):
        return None
    entry = (folder / named).resolve()
    inside = entry.is_relative_to(folder.resolve())
    return entry if inside and entry.is_file() and entry.suffix in {".js", ".cjs", ".mjs"} else None
