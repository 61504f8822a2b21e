"""What the pieces of a text that are no words say together, whatever words stand between them.

A piece of four characters between two words is no secret. Ten of them in a row are one, as characters, and as numbers
that stand for characters.
"""

from collections.abc import Iterable, Iterator

from gateway_probe.disclosure.known_words import words
from gateway_probe.disclosure.ordinary_words import PIECE
from gateway_probe.disclosure.parts import MARKER

_BASES = (8, 10, 16)


Piece = tuple[str, ...]
"""A piece as it is, and as the number of a character in each base."""


def odd_pieces(text: str) -> list[Piece]:
    """The letters and digits of a shown text that are no word of the vocabulary."""
    found = [piece for piece in PIECE.findall(MARKER.sub(" ", text)) if piece.lower() not in words()]
    return [(piece, *(_character(piece, base) for base in _BASES)) for piece in found]


def readings(pieces: Iterable[Piece]) -> Iterator[str]:
    """The pieces read on from one to the next: as they are, and each as the number of a character."""
    return map("".join, zip(*pieces, strict=True))


def _character(piece: str, base: int) -> str:
    try:
        number = int(piece, base)
    except ValueError:
        return ""
    return chr(number) if 32 < number < 127 else ""
