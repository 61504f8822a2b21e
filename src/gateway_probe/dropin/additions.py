"""What the probe puts into a project, one function for each kind of file."""

import json
import re
from typing import Any

from gateway_probe.dropin.edits import Addition
from gateway_probe.dropin.json_text import merge, take_out

DISTRIBUTION = "gateway-probe"
_PACKAGE = b"gateway_probe"
# Any form and version of the requirement: by name, or by the path of a wheel.
_OURS = re.compile(r"^\s*(gateway[-_.]probe\b.*|\S*/?gateway_probe-\S+\.whl\b.*)$", re.IGNORECASE)
_LONGEST = 1_000
"""A longer line is nobody's requirement, and looking for ours in it takes its length squared."""


def whole_file(path: str, content: bytes) -> Addition:
    """A file that is the probe's alone. One of that name that never mentions the package is somebody else's."""
    return Addition(
        path,
        add=lambda _existing: content,
        remove=lambda existing: None if _PACKAGE in existing else existing,
        owned=lambda existing: existing == content,
    )


def requirement_line(path: str, requirement: str) -> Addition:
    """One line of a requirements file."""

    def add(existing: bytes | None) -> bytes:
        if existing is None:
            return f"{requirement}\n".encode()
        text = existing.decode("utf-8", "surrogateescape")
        newline = "\r\n" if "\r\n" in text else "\n"
        lines = text.splitlines(keepends=True)
        ours = [index for index, line in enumerate(lines) if _is_ours(line.rstrip("\r\n"))]
        if ours:
            lines[ours[0]] = f"{requirement}{newline}"
            return _join(line for index, line in enumerate(lines) if index not in ours[1:])
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += newline
        return _join([*lines, f"{requirement}{newline}"])

    def remove(existing: bytes) -> bytes | None:
        lines = existing.decode("utf-8", "surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if not _is_ours(line.rstrip("\r\n"))]
        return _join(kept) if kept else None

    return Addition(path, add, remove, owned=lambda existing: remove(existing) is None)


def _is_ours(line: str) -> bool:
    return len(line) <= _LONGEST and _OURS.match(line) is not None


def _join(lines: Any) -> bytes:
    return "".join(lines).encode("utf-8", "surrogateescape")


def project_dependency(requirement: str, wheel: str | None) -> Addition:
    """The dependency of a pyproject.toml, and for uv, with which Vercel installs, where its wheel lies."""
    # Imported here: tomlkit comes with the command line's extra alone.
    import tomlkit

    def add(existing: bytes | None) -> bytes:
        document = tomlkit.parse((existing or b"[project]\n").decode())
        project = document["project"]
        dependencies = project.setdefault("dependencies", tomlkit.array())
        ours = [index for index, line in enumerate(dependencies) if _is_ours(str(line))]
        if not ours:
            dependencies.append(requirement)
        elif dependencies[ours[0]] != requirement:
            dependencies[ours[0]] = requirement
        sources = document.get("tool", {}).get("uv", {}).get("sources", {})
        if wheel is not None and sources.get(DISTRIBUTION) != {"path": wheel}:
            _tables(document, "tool", "uv", "sources")[DISTRIBUTION] = _inline(path=wheel)
        elif wheel is None:
            sources.pop(DISTRIBUTION, None)
        return tomlkit.dumps(document).encode()

    def remove(existing: bytes) -> bytes | None:
        document = tomlkit.parse(existing.decode())
        dependencies = document.get("project", {}).get("dependencies", [])
        for index in reversed([index for index, line in enumerate(dependencies) if _is_ours(str(line))]):
            del dependencies[index]
        tool = document.get("tool", {})
        tool.get("uv", {}).get("sources", {}).pop(DISTRIBUTION, None)
        if tool.get("uv", {}).get("sources") == {}:
            del tool["uv"]["sources"]
        if tool.get("uv") == {}:
            del tool["uv"]
        # The table that went leaves the empty line before it.
        end = existing[len(existing.rstrip(b"\r\n")) :]
        return tomlkit.dumps(document).encode().rstrip(b"\r\n") + end

    return Addition("pyproject.toml", add, remove, owned=lambda _existing: False)


def _inline(**items: str) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(items)
    return table


def _tables(document: Any, *names: str) -> Any:
    """A table inside tables, made where missing; the outer ones without a header line of their own."""
    import tomlkit

    for depth, name in enumerate(names):
        if name not in document:
            document[name] = tomlkit.table(is_super_table=depth + 1 < len(names))
        document = document[name]
    return document


def function_entry(path: str, settings: dict[str, Any]) -> Addition:
    """The function's limits in a vercel.json."""

    def add(existing: bytes | None) -> bytes:
        text = "{}\n" if existing is None else existing.decode()
        wanted = {"$schema": "https://openapi.vercel.sh/vercel.json", **settings} if existing is None else settings
        # What is missing goes in front, so the last goes in first.
        return merge(text, dict(reversed(wanted.items()))).encode()

    def owned(existing: bytes) -> bool:
        return existing == add(None)

    def remove(existing: bytes) -> bytes | None:
        if owned(existing):
            return None
        # Without the function's own entry nothing in the file came from here, however much alike.
        entries = json.loads(existing.decode("utf-8-sig")).get("functions", {})
        known = entries.keys() & settings["functions"].keys() if isinstance(entries, dict) else ()
        return take_out(existing.decode(), settings).encode() if known else existing

    return Addition(path, add, remove, owned)
