"""Text in 80 columns, or in those of a narrower terminal.

Apart from the reports, whose room would load the models of the Document for a look-up.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import groupby

WIDTH, NARROWEST = 80, 40
_LEAST_BESIDE = 24
"""Columns that a text beside a name needs."""


def terminal_width(stream: int = 1) -> int:
    """Of the terminal that stdout, or this stream, is, from 40 to 80 columns; 80 where it is a pipe or a file."""
    try:
        columns = os.get_terminal_size(stream).columns
    except OSError:
        return WIDTH
    return max(NARROWEST, min(columns, WIDTH)) if columns else WIDTH


def wrap(text: str, first: str = "", rest: str = "", width: int | None = None) -> list[str]:
    """The text in lines, indented; words are never broken, so that commands and ids stay whole."""
    import textwrap  # most commands show no help

    width = terminal_width() if width is None else width
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def fill(text: str, width: int | None = None) -> Iterator[str]:
    """Prose in lines; indented lines, such as commands and pieces of a file, stay as they are."""
    for kept, lines in groupby(text.splitlines(), key=lambda line: not line or line[0].isspace()):
        part = list(lines)
        yield from part if kept else wrap(" ".join(part), width=width)


def rows(named: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    """Names with what each is, which goes on below itself where it is long, and below the name where room is scarce."""
    pairs = list(named)
    left = max(len(name) for name, _ in pairs) + len(indent) + 2
    beside = left <= terminal_width() - _LEAST_BESIDE
    for name, what in pairs:
        if beside:
            yield from wrap(what, f"{indent}{name}".ljust(left), " " * left)
        else:
            yield from (f"{indent}{name}", *wrap(what, f"{indent}    ", f"{indent}    "))
