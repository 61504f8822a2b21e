"""The encodings that an answer's body can come in, decoded with a bound: a small bomb must not become a large body."""

import sys
import zlib
from collections.abc import Callable
from functools import cache, partial
from importlib.util import find_spec
from typing import Any, Protocol

# RFC 9659: nothing that is sent over HTTP needs more than 8 MB of what came before. A frame may claim 128 MB and more.
_ZSTD_WINDOW_LOG = 23
_PLAIN = frozenset({"", "identity"})
_OF_ZLIB = frozenset({"gzip", "x-gzip", "deflate"})
_ZSTD = "_zstd" if sys.version_info >= (3, 14) else "backports.zstd"
# What Python has no decoder of itself, and the module that has.
_BY_MODULE = {"br": "brotli", "zstd": _ZSTD}


class UndecodableBody(Exception):
    """The body is not what its content-encoding says."""


class UnknownEncoding(Exception):
    """The body is in an encoding of which there is no decoder here."""


class Decoder(Protocol):
    """Decodes one body."""

    def decode(self, chunk: bytes, room: int) -> bytes:
        """What the chunk adds to the body, up to about `room` bytes; what is beyond them is lost.

        Raises UndecodableBody.
        """


@cache
def decodable() -> frozenset[str]:
    """The encodings that can be decoded here: an app that carries the probe may lack the modules of some."""
    return _OF_ZLIB | {name for name, module in _BY_MODULE.items() if _is_there(module)}


def decoder_of(encoding: str) -> Decoder | None:
    """A decoder for a content-encoding, or None where the body is plain. Raises UnknownEncoding.

    A list of encodings is unknown too: no server has reason to pack what is packed.
    """
    name = encoding.strip().lower()
    if name in _PLAIN:
        return None
    if name in _OF_ZLIB:
        return _Zlib(bare_allowed=name == "deflate")
    if name not in decodable():
        raise UnknownEncoding
    return _Brotli() if name == "br" else _Zstd()


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the package around it
        return False


class _Zlib:
    def __init__(self, *, bare_allowed: bool) -> None:
        self._bare_allowed = bare_allowed
        self._decoder: Any = None

    def decode(self, chunk: bytes, room: int) -> bytes:
        if not chunk:
            return b""
        if self._decoder is None:
            # Some servers send deflate bare, and clients take that, told as Node.js tells it, by the first byte.
            bare = self._bare_allowed and chunk[0] & 0x0F != 0x08
            self._decoder = zlib.decompressobj(-zlib.MAX_WBITS if bare else 47)
        try:
            return bytes(self._decoder.decompress(chunk, room))
        except zlib.error as error:
            raise UndecodableBody from error


class _Brotli:
    def __init__(self) -> None:
        # Loaded only for an answer that is so encoded.
        import brotli

        self._decoder: Any = brotli.Decompressor()
        self._error: type[Exception] = brotli.error

    def decode(self, chunk: bytes, room: int) -> bytes:
        try:
            found = bytes(self._decoder.process(chunk, output_buffer_limit=room))
            while len(found) < room and not self._decoder.can_accept_more_data():
                piece = self._decoder.process(b"", output_buffer_limit=room - len(found))
                found += piece
                if not piece:
                    break
        except self._error as error:
            raise UndecodableBody from error
        return found[:room]


class _Zstd:
    def __init__(self) -> None:
        # The same.
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd

        self._error: type[Exception] = zstd.ZstdError
        options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
        self._begin: Callable[[], Any] = partial(zstd.ZstdDecompressor, options=options)
        self._decoder = self._begin()

    def decode(self, chunk: bytes, room: int) -> bytes:
        found = bytearray()
        try:
            while len(found) < room:
                if self._decoder.eof:
                    # A body may hold several frames, one behind the other.
                    chunk = self._decoder.unused_data + chunk
                    if not chunk:
                        break
                    self._decoder = self._begin()
                piece = self._decoder.decompress(chunk, room - len(found))
                found += piece
                if not piece and not self._decoder.eof:
                    break
                chunk = b""
        except self._error as error:
            raise UndecodableBody from error
        return bytes(found)
