"""What would change in a folder: told before it is done, and done whole or not at all."""

import contextlib
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["create", "delete", "edit", "unchanged"]


@dataclass(frozen=True)
class Part:
    """One thing that the probe needs in one file."""

    path: str
    """Relative to the project, with `/`."""
    added: Callable[[bytes | None], bytes]
    """The file with it, from the file that exists, if any."""
    removed: Callable[[bytes], bytes | None]
    """The file without it; nothing where the file is to go."""
    owned: Callable[[bytes], bool]
    """Whether the file holds nothing but what was added, so that deleting it takes nothing from anybody."""


@dataclass(frozen=True)
class Change:
    """One file before and after; nothing where there is none."""

    path: str
    before: bytes | None
    after: bytes | None
    owned: bool = False
    """What is there holds nothing but what was added."""

    @property
    def kind(self) -> Kind:
        """`edit` touches what a person wrote, and is therefore never carried out."""
        if self.before == self.after:
            return "unchanged"
        if self.before is None:
            return "create"
        return "delete" if self.owned and self.after is None else "edit"


def adding(root: Path, parts: Sequence[Part]) -> list[Change]:
    """What it takes to have every part in the folder."""
    return [Change(part.path, existing, part.added(existing)) for part, existing in _existing(root, parts)]


def removing(root: Path, parts: Sequence[Part]) -> list[Change]:
    """What it takes to have none of them."""
    return [_without(part, existing) for part, existing in _existing(root, parts)]


def _without(part: Part, existing: bytes | None) -> Change:
    if existing is None:
        return Change(part.path, None, None)
    return Change(part.path, existing, part.removed(existing), owned=part.owned(existing))


def _existing(root: Path, parts: Sequence[Part]) -> Iterator[tuple[Part, bytes | None]]:
    for part in parts:
        path = root / part.path
        yield part, path.read_bytes() if path.is_file() else None


def carry_out(root: Path, changes: Sequence[Change]) -> None:
    """Create and delete. Raises `OSError` and leaves everything as it was where one of them fails."""
    done: list[Change] = []
    try:
        for change in changes:
            if change.kind in {"create", "delete"}:
                _set(root, change.path, change.after)
                done.append(change)
    except OSError:
        for change in reversed(done):
            with contextlib.suppress(OSError):
                _set(root, change.path, change.before)
        raise


def _set(root: Path, name: str, content: bytes | None) -> None:
    path = root / name
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Never over a file, not even one that has come since it was looked for.
        with path.open("xb") as file:
            file.write(content)
        return
    path.unlink()
    folder = path.parent
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def diff(changes: Sequence[Change]) -> str:
    """What a person would have to change, in the form that `git apply` takes."""
    return "".join(_diff(change) for change in changes if change.kind == "edit")


def _diff(change: Change) -> str:
    before, after = change.before or b"", change.after
    old, new = f"a/{change.path}", f"b/{change.path}"
    head = f"diff --git {old} {new}\n"
    if b"\0" in before or b"\0" in (after or b""):
        return f"{head}Binary files {old} and {new} differ\n"
    if after is None:
        head, new = f"{head}deleted file mode 100644\n", "/dev/null"
    lines = difflib.unified_diff(_lines(before), _lines(after or b""), old, new)
    return head + "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(content: bytes) -> list[str]:
    # By newlines alone: `splitlines` also breaks at characters that are part of a line for everybody else.
    return re.findall(r"[^\n]*\n|[^\n]+", content.decode("utf-8", "surrogateescape"))
