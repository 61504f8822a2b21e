"""Every encoding that a client asks for is decoded here, however its bytes come, within the limit; others are named."""

import gzip
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from gateway_probe.clients import CLIENTS
from gateway_probe.clients.wire import EMBEDDING, GENERATION, LOOK_UP, PUBLIC_LOOK_UP
from gateway_probe.gateway.encodings import decodable, decoder_of
from tests.gateway.test_transport import OK, answering, exchange

TEXT = b'{"content":[]}' * 5000
ROOM = len(TEXT) + 1
LIMIT = 100_000


def deflated(wbits: int) -> Callable[[bytes], bytes]:
    def pack(text: bytes) -> bytes:
        packer = zlib.compressobj(wbits=wbits)
        return packer.compress(text) + packer.flush()

    return pack


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", deflated(zlib.MAX_WBITS)),
    ("deflate", deflated(-zlib.MAX_WBITS)),
    ("br", brotli.compress),
    ("zstd", zstd.compress),
    ("zstd", lambda text: zstd.compress(text[:999]) + zstd.compress(text[999:])),
]
"""Deflate comes with its header or bare, and browsers and Node.js take both; zstd in one frame or several."""
BOMBS = [(name, pack) for name, pack in PACKERS if name != "x-gzip"]
IDS = ["gzip", "x-gzip", "deflate", "bare deflate", "br", "zstd", "frames of zstd"]


def answer(encoding: str, body: bytes) -> bytes:
    return OK + f"content-encoding: {encoding}\r\ncontent-length: {len(body)}\r\n\r\n".encode()


@pytest.mark.parametrize("step", [1, 7, 1_000_000])
@pytest.mark.parametrize(("encoding", "pack"), PACKERS, ids=IDS)
def test_a_body_is_decoded_however_its_bytes_come(encoding: str, pack: Callable[[bytes], bytes], step: int) -> None:
    packed, decoder = pack(TEXT), decoder_of(encoding)
    assert decoder is not None
    found = b""
    for at in range(0, len(packed), step):
        found += decoder.decode(packed[at : at + step], ROOM - len(found))
    assert found == TEXT


@pytest.mark.parametrize(("encoding", "pack"), PACKERS, ids=IDS)
def test_an_answer_arrives_decoded(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(TEXT)
    found = exchange(answering(answer(encoding.upper(), packed), packed[:1], packed[1:]))
    assert (found.failure, found.body) == (None, TEXT)


@pytest.mark.parametrize(("encoding", "pack"), BOMBS, ids=[name for name in IDS if name != "x-gzip"])
def test_a_bomb_is_unpacked_up_to_the_limit_and_takes_no_more_memory(
    encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = pack(b"\0" * 50_000_000)
    exchange(answering(answer(encoding, pack(TEXT)), pack(TEXT)))  # what is loaded once is not the bomb's
    tracemalloc.start()
    try:
        found = exchange(answering(answer(encoding, bomb), bomb), max_body=LIMIT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.truncated
    assert len(found.body) == LIMIT
    assert most < 20 * LIMIT


def test_a_frame_that_claims_more_memory_than_http_allows_is_refused() -> None:
    """RFC 9659: a window of 8 MB at most."""
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)
    packed = packer.compress(TEXT) + packer.flush()
    failure = exchange(answering(answer("zstd", packed), packed)).failure
    assert failure is not None
    assert (failure.stage, failure.kind) == ("read", "malformed")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_in_its_encoding_is_a_break_that_keeps_the_status(encoding: str) -> None:
    body = b"\x1bnot in any encoding at all"
    found = exchange(answering(answer(encoding, body), body))
    assert found.failure is not None
    assert (found.status, found.failure.stage, found.failure.kind) == (200, "read", "malformed")


@pytest.mark.parametrize("encoding", ["compress", "dcb", "gzip, br", "vck_FAKE"])
def test_an_encoding_that_nobody_asked_for_is_named_as_such_and_the_status_kept(encoding: str) -> None:
    found = exchange(answering(answer(encoding, b"\x1f\x9d\x90"), b"\x1f\x9d\x90"))
    assert found.failure is not None
    assert (found.status, found.failure.kind) == (200, "undecodable")
    assert encoding not in found.failure.text


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_a_plain_body_is_left_as_it_is(encoding: str) -> None:
    assert decoder_of(encoding) is None


def test_all_that_any_client_asks_for_can_be_decoded() -> None:
    """So the probe leaves no encoding out where its own requirements are installed."""
    templates = [LOOK_UP, PUBLIC_LOOK_UP, *GENERATION.values(), *EMBEDDING.values()]
    lines = {line for template in templates for line in template.splitlines() if line.lower().startswith("accept-enc")}
    asked = {name for line in lines for name in line.partition(": ")[2].split(", ")}
    assert len(GENERATION) == len(CLIENTS)
    assert asked == {"br", "deflate", "gzip", "zstd"}
    assert asked <= decodable()


def test_without_the_modules_only_what_python_decodes_is_asked_for_and_the_rest_named() -> None:
    """An app that carries the probe may lack them."""
    code = """
import sys
sys.modules["brotli"] = sys.modules["backports"] = sys.modules["_zstd"] = None
from pydantic import SecretStr
from gateway_probe.gateway.encodings import UnknownEncoding, decoder_of
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import generation
asked = Generation("azure/gpt-5.4-mini", protocol="messages", client="claude-code", streaming=True)
request = generation(asked, Authorization("api-key", "api-key", SecretStr("vck_FAKE")), "https://HOST")
print(dict(request.headers)["Accept-Encoding"])
for name in ("br", "zstd"):
    try:
        decoder_of(name)
    except UnknownEncoding:
        print(name)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["gzip, deflate", "br", "zstd"]


def test_a_run_loads_no_decoder_of_zstd_before_an_answer_needs_it() -> None:
    code = """
import sys
from gateway_probe.gateway.encodings import decodable, decoder_of
assert "zstd" in decodable()
print("backports.zstd" in sys.modules)
decoder_of("zstd")
print("backports.zstd" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
