"""What the pieces of a text that are no words say together, whatever words stand between them.

A piece of four characters between two words is no secret. Ten of them in a row are one, as characters, and as numbers
that stand for characters.
"""

from collections.abc import Iterable, Iterator

from gateway_probe.disclosure.known_words import words
from gateway_probe.disclosure.ordinary_words import PIECE
from gateway_probe.disclosure.parts import MARKER

_BASES = (8, 10, 16)


def odd_pieces(text: str) -> list[str]:
    """The letters and digits of a shown text that are no word of the vocabulary."""
    return [piece for piece in PIECE.findall(MARKER.sub(" ", text)) if piece.lower() not in words()]


def readings(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces read on from one to the next: as they are, and each as the number of a character."""
    found = list(pieces)
    yield "".join(found)
    for base in _BASES:
        yield "".join(filter(None, (_character(piece, base) for piece in found)))


def _character(piece: str, base: int) -> str:
    try:
        number = int(piece, base)
    except ValueError:
        return ""
    return chr(number) if 32 < number < 127 else ""
