"""An answer as it arrives, decoded and bounded."""

import time
import zlib
from bisect import bisect_left
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any


class UndecodableBody(Exception):
    """The body is not what its content-encoding says."""


_MAX_MARKS = 4096


@dataclass(frozen=True)
class Arrival:
    """When the bytes of a body came, in milliseconds since the request was begun."""

    marks: tuple[tuple[int, float], ...]
    """How many decoded bytes were there after each chunk, and when."""

    @property
    def first(self) -> float:
        """When the first byte of the body came."""
        return self.marks[0][1]

    @property
    def last(self) -> float:
        """When the last byte of the body came."""
        return self.marks[-1][1]

    def of(self, end: int) -> float:
        """When the body had grown to `end` bytes."""
        return self.marks[min(bisect_left(self.marks, (end, 0.0)), len(self.marks) - 1)][1]


class ArrivingAnswer:
    """An answer as it arrives: decoded with a bound, so that a small bomb cannot become a large body."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.body = bytearray()
        self.truncated = False
        self._marks: list[tuple[int, float]] = []

    async def read(self, chunks: AsyncIterator[bytes], encoding: str, limit: int) -> None:
        encoded = encoding.strip().lower() in {"gzip", "deflate", "x-gzip"}
        decoder: Any = None
        async for chunk in chunks:
            now = time.perf_counter()
            room = limit - len(self.body) + 1
            if not encoded:
                self.body += chunk[:room]
            elif chunk:
                decoder = decoder or _decoder(encoding, chunk)
                self.body += _inflate(decoder, chunk, room)
            self.truncated = len(self.body) > limit
            del self.body[limit:]
            self._mark(now)
            if self.truncated:
                return

    def _mark(self, now: float) -> None:
        """Note how far the body has come. Past the limit of marks the last one moves on."""
        if len(self._marks) == _MAX_MARKS:
            self._marks.pop()
        self._marks.append((len(self.body), now))

    def times(self, begun: float) -> Arrival | None:
        """When the body came, or None where nothing of it did."""
        marks = tuple((size, round((at - begun) * 1000, 3)) for size, at in self._marks)
        return Arrival(marks) if marks else None


def _decoder(encoding: str, first: bytes) -> Any:
    """For gzip, and for deflate in both of its forms: some servers send it bare, and clients take that, told as Node.js
    tells it, by the first byte."""
    bare = encoding.strip().lower() == "deflate" and first[0] & 0x0F != 0x08
    return zlib.decompressobj(-zlib.MAX_WBITS if bare else 47)


def _inflate(decoder: Any, chunk: bytes, room: int) -> bytes:
    try:
        return bytes(decoder.decompress(chunk, room))
    except zlib.error as error:
        raise UndecodableBody from error
