"""What would change in a folder: told before it is done, and done whole or not at all."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gateway_probe.disclosure import is_credential
from gateway_probe.dropin.project_files import Unusable, read_bytes

Kind = Literal["create", "delete", "edit", "unchanged"]
_WORD = re.compile(r"[^\s\"'`,;<>()\[\]{}]+")
_DIGEST = re.compile(r"\bsha(?:256|384|512)[:-][\w+/=-]+")
"""Of a package: as long and as random as a credential, and none."""
_Undo = list[tuple[str, Callable[[], object]]]
"""What was done, by name, with the step that undoes it."""


@dataclass(frozen=True)
class Addition:
    """One thing that the probe needs in one file."""

    path: str
    """Relative to the project, with `/`."""
    add: Callable[[bytes | None], bytes]
    """The file with it, from the file that exists, if any."""
    remove: Callable[[bytes], bytes | None]
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


def plan_adding(root: Path, additions: Sequence[Addition]) -> list[Change]:
    """What it takes to have every addition in the folder."""
    return [
        Change(addition.path, existing, addition.add(existing)) for addition, existing in _existing(root, additions)
    ]


def plan_removing(root: Path, additions: Sequence[Addition]) -> list[Change]:
    """What it takes to have none of them."""
    return [_without(addition, existing) for addition, existing in _existing(root, additions)]


def _without(addition: Addition, existing: bytes | None) -> Change:
    if existing is None:
        return Change(addition.path, None, None)
    return Change(addition.path, existing, addition.remove(existing), owned=addition.owned(existing))


def _existing(root: Path, additions: Sequence[Addition]) -> Iterator[tuple[Addition, bytes | None]]:
    for addition in additions:
        yield addition, read_bytes(_inside(root, addition.path))


def _inside(root: Path, name: str) -> Path:
    """The file's path. Raises `Unusable` where a link on the way to it leads out of the project."""
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise Unusable(f"{name} leads out of the project by a link, where init touches nothing: replace the link first")
    return path


class CannotCarryOut(Exception):
    """A change failed; the message says which one, and what of the others could not be undone."""


def carry_out(root: Path, changes: Sequence[Change]) -> list[str]:
    """Create and delete, and take away the folders that are empty then: those are returned.

    Raises `CannotCarryOut`, with everything as it was before as far as the system lets it be undone.
    """
    undo: _Undo = []
    try:
        for change in changes:
            if change.kind == "create":
                _create(root, change, undo)
        return [folder for change in changes if change.kind == "delete" for folder in _delete(root, change, undo)]
    except (OSError, Unusable) as error:
        left = [name for name, step in reversed(undo) if not _succeeds(step)]
        ending = f"and this could not be undone: {', '.join(left)}" if left else "nothing was changed"
        why = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        raise CannotCarryOut(f"{why}; {ending}") from None


def _create(root: Path, change: Change, undo: _Undo) -> None:
    path = _inside(root, change.path)
    for folder in reversed([folder for folder in path.parents if folder.is_relative_to(root) and not folder.exists()]):
        folder.mkdir()
        undo.append((_name(root, folder), folder.rmdir))
    # Never over a file, not even one that has come since it was looked for.
    with path.open("xb") as file:
        undo.append((change.path, path.unlink))
        file.write(change.after or b"")


def _delete(root: Path, change: Change, undo: _Undo) -> Iterator[str]:
    path, before = _inside(root, change.path), change.before or b""
    path.unlink()
    undo.append((change.path, lambda: path.write_bytes(before)))
    folder = path.parent
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        undo.append((_name(root, folder), folder.mkdir))
        yield _name(root, folder)
        folder = folder.parent


def _name(root: Path, folder: Path) -> str:
    return f"{folder.relative_to(root).as_posix()}/"


def _succeeds(step: Callable[[], object]) -> bool:
    try:
        step()
    except OSError:
        return False
    return True


def diff(changes: Sequence[Change]) -> str:
    """What a person would have to change, in the form that `git apply` takes."""
    return "".join(_diff(change) for change in changes if change.kind == "edit")


def find_credentials(changes: Sequence[Change]) -> list[str]:
    """The files, each with a line's number, whose diff would show what has the form of a credential."""
    return [
        f"{change.path}:{number}"
        for change in changes
        if change.kind == "edit" and (number := _line_with_credential(change))
    ]


def _line_with_credential(change: Change) -> int | None:
    shown = {line[1:] for line in _diff(change).split("\n") if line[:1] in {" ", "-"}}
    for number, line in enumerate(_lines(change.before or b""), start=1):
        if line.rstrip("\n") in shown and any(map(is_credential, _WORD.findall(_DIGEST.sub("", line)))):
            return number
    return None


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
