"""Text in 80 columns. Apart from the reports, whose room would load the models of the Document for a look-up."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

WIDTH = 80


def wrap(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    """The text in lines, indented; words are never broken, so that commands and ids stay whole."""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def fill(text: str, width: int = WIDTH) -> Iterator[str]:
    """Prose in lines of that width; indented lines, such as commands and pieces of a file, stay as they are."""
    for kept, lines in groupby(text.splitlines(), key=lambda line: not line or line[0].isspace()):
        part = list(lines)
        yield from part if kept else wrap(" ".join(part), width=width)


def rows(named: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    """Names with what each is, which goes on below itself where it is long."""
    pairs = list(named)
    left = max(len(name) for name, _ in pairs) + len(indent) + 2
    for name, what in pairs:
        yield from wrap(what, f"{indent}{name}".ljust(left), " " * left)
