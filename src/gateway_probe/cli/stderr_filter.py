"""What is said on stderr repeats no argument that may be a secret: one filter at the edge, whoever words the message.

A token is pasted where a place or a file was meant, or lies in the name of one. So of each argument every part is
judged as foreign text is: said where it is made of words and short numbers, and withheld where it is not.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TextIO, cast
from urllib.parse import quote, unquote

WITHHELD = "[withheld]"
_SHORTEST = 4
"""Shorter parts are said by chance: `--port 0` must not blank every 0."""
_PARTS = re.compile(r"[/\\?&=#@:]+")
_KEPT = re.compile(r"20\d{6}T\d{6}\.\d{6}Z\.json")
"""A file of a history, named by its time."""
_HOST = re.compile(r"://(?:[^/?#@]*@)?((?:[a-z0-9-]{1,63}\.)+[a-z]{2,24})(?![^:/?#])")
_CHOSEN = re.compile(r"//([^/]*)@|[?#](.*)", re.DOTALL)


@contextmanager
def withholding(arguments: Iterable[str]) -> Iterator[None]:
    """For as long as a command runs, what is written to stderr goes through the filter."""
    before = sys.stderr
    if before is None:
        yield
        return
    sys.stderr = cast("TextIO", _Filtered(before, tuple(arguments)))
    try:
        yield
    finally:
        sys.stderr = before


class _Filtered:
    """A stream without the arguments that are withheld. They are judged when the first line is written: most commands
    that answer at once write none."""

    def __init__(self, stream: TextIO, arguments: tuple[str, ...]) -> None:
        self._stream = stream
        self._arguments = arguments

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        told = self._pattern.sub(WITHHELD, text) if self._pattern else text
        if not told.replace("\n", "").replace("\t", "").isprintable():
            from gateway_probe.reports.lines import acts  # hardly any text needs it, and reports take long to import

            # Names of files and texts of others may hold what acts on a terminal.
            told = "".join(sign for sign in told if sign in "\n\t" or not acts(sign))
        self._stream.write(told)
        return len(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = {part for argument in self._arguments for part in withheld_of(argument)}
        forms = {form for part in parts for form in (part, repr(part)[1:-1], quote(part, safe=""))}
        # An argument begins no line: one that begins with :: is a command to a workflow of GitHub.
        forms |= {"\n" + line[:2] for argument in self._arguments for line in argument.split("\n")[1:] if line}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if forms else None


def withheld_of(argument: str) -> set[str]:
    """The parts of an argument that are not repeated: what is no word; before an `@` and in a query, all but words."""
    named = _HOST.search(argument.lower())
    host = named[1] if named else ""
    chosen = {part for found in _CHOSEN.findall(argument) for text in found for part in _PARTS.split(text)}
    parts = {part for text in (argument, unquote(argument)) for part in _PARTS.split(text)}
    found = {part for part in parts if len(part) >= _SHORTEST and not _is_shown(part, host, chosen=part in chosen)}
    # A place is called by the name of its file without the ending.
    stems = {stem for part in found for stem in part.split(".")}
    return found | {stem for stem in stems if len(stem) >= _SHORTEST and not _is_plain(stem)}


def _is_shown(part: str, host: str, *, chosen: bool) -> bool:
    from gateway_probe.disclosure import is_credential
    from gateway_probe.disclosure.parts import is_known

    if chosen:
        return is_known(part)
    if part.lower() == host or _KEPT.fullmatch(part):
        return not is_credential(part)
    return _is_plain(part)


def _is_plain(part: str) -> bool:
    """Whether it is words and short numbers, with no more in between than foreign text may hold."""
    from gateway_probe.disclosure import is_plain

    bare = part.strip("-._~+$%\"'()[]{}<>*!")
    return not bare or is_plain(bare)
