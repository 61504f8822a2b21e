"""Runs of many texts, found in another text, without an entry for each run: five thousand variables have millions."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

_PIECE = 6
_LOW = 0xFFFF_FFFF
_MARKS = 16
"""For each piece, so that most of what is none need not be looked up."""
_BETWEEN = "\0"
"""Between two texts: no variable and no token holds it. A text that does may be found too often, never too seldom."""


class Runs:
    """Every run of one length of these texts.

    Pieces of them are kept, so close together that each run holds a whole one: by a hash, and with the place where it
    stands. What stands around such a piece in both texts tells whether it is a run.
    """

    def __init__(self, texts: Iterable[str], length: int) -> None:
        self._length, self._step = length, length - _PIECE + 1
        long_enough = [text for text in texts if len(text) >= length]
        self._text = _BETWEEN.join(long_enough)
        pieces, begin = array("Q"), 0
        for text in long_enough:
            pieces.extend([(hash(text[at : at + _PIECE]) & _LOW) << 32 | begin + at for at in self._places(text)])
            begin += len(text) + len(_BETWEEN)
        self._pieces = array("Q", sorted(pieces))
        self._marks = bytearray(1 << (len(pieces) * _MARKS).bit_length())
        for piece in pieces:
            self._marks[piece >> 32 & len(self._marks) - 1] = 1

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def _places(self, text: str) -> Iterable[int]:
        """Where its pieces begin. What repeats itself (`aaaa…`) is kept once."""
        places, back = range(0, len(text) - _PIECE + 1, self._step), self._step - 1
        whole = _BETWEEN * back + text + _BETWEEN * back
        return {whole[at : at + self._length + back]: at for at in places}.values()

    def find_in(self, text: str) -> Iterator[int]:
        """Where a run begins in this text; one that holds two pieces is given twice."""
        if not self._pieces:
            return
        marks, most = self._marks, len(self._marks) - 1
        for at in [at for at in range(len(text) - _PIECE + 1) if marks[hash(text[at : at + _PIECE]) & most]]:
            yield from self._around(text, at)

    def _around(self, text: str, at: int) -> Iterator[int]:
        """Where the runs begin that hold the piece at this place."""
        wanted = hash(text[at : at + _PIECE]) & _LOW
        place = bisect_left(self._pieces, wanted << 32)
        while place < len(self._pieces) and self._pieces[place] >> 32 == wanted:
            there = self._pieces[place] & _LOW
            for back in range(min(self._step, at + 1, there + 1)):
                run = text[at - back : at - back + self._length]
                if len(run) == self._length and self._text.startswith(run, there - back):
                    yield at - back
            place += 1


def merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a text, those that touch made one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
