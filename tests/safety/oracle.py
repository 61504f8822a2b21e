"""What a patient reader could put together from a text: escapes undone twice, signs dropped, lists of numbers spelled out.

Nothing here is taken from the package: what is searched for must not depend on what it thinks a secret looks like.
"""

import html
import quopri
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

RUN = 12
"""No run of so many letters and digits of a secret may be read back."""
_PIECE = RUN // 2

_CODE = re.compile(r"\\+(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{3}))")
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?:\d{2,3}[^0-9A-Za-z]{1,6}){11,}\d{2,3}(?![0-9A-Za-z])")
_HEX = re.compile(r"(?:[0-9a-f]{2}){12,}")
_SIGNS = re.compile(r"[^a-z0-9]+")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BLOCK = re.compile(r"\[redacted:[a-z0-9-]+:\d+\]")


class Reader:
    """A search for what of some secrets can be read back."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = [
            form
            for secret in secrets
            for folded in [_folded(unicodedata.normalize("NFKC", secret))]
            for form in (folded, folded[::-1])
        ]
        self._runs = {form[at : at + RUN] for form in forms for at in range(len(form) - RUN + 1)}
        self._pieces = {run[at : at + _PIECE] for run in self._runs for at in range(RUN - _PIECE + 1)}

    def found(self, content: str) -> list[str]:
        """The runs of a secret that can be read in the content."""
        return sorted({run for view in views(content) for run in self._in(view)})

    def _in(self, view: str) -> Iterator[str]:
        """A run holds a whole piece wherever the text is cut into pieces, so only what stands around known ones is looked at."""
        for at in range(0, len(view) - _PIECE + 1, _PIECE):
            if view[at : at + _PIECE] in self._pieces:
                around = view[max(0, at - _PIECE) : at + RUN + _PIECE]
                yield from (run for to in range(len(around) - RUN + 1) if (run := around[to : to + RUN]) in self._runs)


def views(content: str) -> Iterator[str]:
    """The letters and digits of the content in each reading of it, in lower case."""
    seen = set()
    text = unicodedata.normalize("NFKC", _COLOUR.sub("", _BLOCK.sub("\N{BULLET}", content)))
    for _ in range(3):
        for reading in (text, _mail(text)):
            folded = _folded(reading)
            for view in (folded, *(_spelled(reading)), *(_unhexed(folded))):
                if view not in seen:
                    seen.add(view)
                    yield view
        text = _undone(text)


def _undone(text: str) -> str:
    undone = _CODE.sub(_sign, html.unescape(unquote(text)))
    return unicodedata.normalize("NFKC", undone)


def _sign(match: "re.Match[str]") -> str:
    two, four, braced, octal = match.groups()
    number = int(octal, 8) if octal else int(two or four or braced, 16)
    return chr(number) if number < 0x110000 else ""


def _mail(text: str) -> str:
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _spelled(text: str) -> Iterator[str]:
    """Lists of numbers as the bytes that they stand for."""
    for match in _NUMBERS.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        yield _folded("".join(chr(number) for number in numbers if number < 256))


def _unhexed(folded: str) -> Iterator[str]:
    for match in _HEX.finditer(folded):
        for shift in (0, 1):
            digits = match[0][shift:]
            yield _folded(bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("latin-1"))


def _folded(text: str) -> str:
    return _SIGNS.sub("", text.lower())
