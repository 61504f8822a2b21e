"""An answer as it arrives, decoded and bounded."""

import asyncio
import time
from bisect import bisect_left
from collections.abc import AsyncIterator

from gateway_probe.gateway.encodings import Decoder, decoder_of
from gateway_probe.record import record

_MAX_MARKS = 4096
_MANY_CHUNKS = 1_024
_SMALL_CHUNK = 32
"""Each chunk costs time of its own, however little is in it: many of them must hold this much each."""
_CHUNKS_AT_ONCE = 64


@record(frozen=True)
class Arrival:
    """When the bytes of a body came, in milliseconds since the request was begun."""

    marks: tuple[tuple[int, float], ...]
    """How many decoded bytes were there after each chunk, and when."""

    @property
    def first(self) -> float:
        return self.marks[0][1]

    @property
    def last(self) -> float:
        return self.marks[-1][1]

    def of(self, end: int) -> float:
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
        """Take the body up to `limit` decoded bytes. Raises UndecodableBody and UnknownEncoding."""
        decoder: Decoder | None = None
        begun = False
        count = arrived = 0
        async for chunk in chunks:
            now = time.perf_counter()
            count, arrived = count + 1, arrived + len(chunk)
            if count % _CHUNKS_AT_ONCE == 0:
                # What has arrived at once is handed over without a pause, and others wait.
                await asyncio.sleep(0)
            if not begun:
                decoder, begun = decoder_of(encoding), True
            room = limit - len(self.body) + 1
            self.body += chunk[:room] if decoder is None else decoder.decode(chunk, room)
            crumbs = count > _MANY_CHUNKS + arrived // _SMALL_CHUNK
            self.truncated = len(self.body) > limit or crumbs
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
