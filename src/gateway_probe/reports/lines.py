"""Lines for a terminal: wrapped to its width, and inert whatever a Document of somebody else holds."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WIDTH = 80
_WIDTH = ContextVar("width of a line", default=WIDTH)
_NOT_PLAIN = re.compile(r"[^\n\x20-\x7e]")
MAX_LINE = 2_000
"""A foreign Document may hold anything; a line of text is never longer than this."""


class _Wrapper(textwrap.TextWrapper):
    """Breaks at blanks, and around a block that stands for hidden words: they may follow each other without a blank."""

    wordsep_simple_re = re.compile(r"([\t\n\x0b\x0c\r ]+|\[redacted:[^\]\s]*\])")


@contextmanager
def in_columns(number: int) -> Iterator[None]:
    """Lines of that width, in place of 80 columns, for as long as the block lasts."""
    token = _WIDTH.set(number)
    try:
        yield
    finally:
        _WIDTH.reset(token)


def line_width() -> int:
    """The columns that a line may have."""
    return _WIDTH.get()


def wrap(text: str, first: str, rest: str | None = None) -> list[str]:
    """The text in lines, indented; words are never broken, so that commands and ids stay whole."""
    return _Wrapper(
        line_width(),
        initial_indent=first,
        subsequent_indent=rest if rest is not None else first,
        break_long_words=False,
        break_on_hyphens=False,
    ).wrap(text[: MAX_LINE * 2])


def inert(line: str) -> str:
    """The line without control, format and bidi characters, which could rewrite a terminal or hide text in it."""
    shown = line[:MAX_LINE]
    return shown if shown.isprintable() else "".join(sign for sign in shown if not acts(sign))


def inert_json(text: str) -> str:
    """JSON with the same characters written as escapes: the value is the same, and a terminal shows it as text."""
    return _NOT_PLAIN.sub(lambda found: _escape(found[0]) if acts(found[0]) else found[0], text)


def acts(character: str) -> bool:
    """Whether it does something to a terminal, or to the text around it, in place of being shown."""
    return not character.isprintable() and (
        unicodedata.category(character)[0] == "C" or unicodedata.category(character) in {"Zl", "Zp"}
    )


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
