"""An answer as it arrives, decoded and bounded."""

import time
import zlib
from collections.abc import AsyncIterator
from typing import Any


class UndecodableBody(Exception):
    """The body is not what its content-encoding says."""


class ArrivingAnswer:
    """An answer as it arrives: decoded with a bound, so that a small bomb cannot become a large body."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.body = bytearray()
        self.truncated = False
        self._first: float | None = None
        self._last: float | None = None

    async def read(self, chunks: AsyncIterator[bytes], encoding: str, limit: int) -> None:
        decoder = zlib.decompressobj(47) if encoding.strip().lower() in {"gzip", "deflate", "x-gzip"} else None
        async for chunk in chunks:
            self._last = time.perf_counter()
            self._first = self._first or self._last
            room = limit - len(self.body) + 1
            if decoder is None:
                self.body += chunk[:room]
            else:
                self.body += _inflate(decoder, chunk, room)
            if len(self.body) > limit:
                del self.body[limit:]
                self.truncated = True
                return

    def times(self, begun: float) -> tuple[float, float] | None:
        if self._first is None or self._last is None:
            return None
        return round((self._first - begun) * 1000, 3), round((self._last - begun) * 1000, 3)


def _inflate(decoder: Any, chunk: bytes, room: int) -> bytes:
    try:
        return bytes(decoder.decompress(chunk, room))
    except zlib.error as error:
        raise UndecodableBody from error
