"""What an address is, told without httpx where it can be told, is what httpx says."""

import subprocess
import sys
from itertools import product

import httpcore
import httpx
import pytest

from gateway_probe.gateway.transport.addresses import read_address

SCHEMES = ["http", "https", "HTTP"]
HOSTS = [
    "ai-gateway.vercel.sh",
    "127.0.0.1",
    "localhost",
    "999.1.1.1",
    "[::1]",
    "Ai.Example",
    "bücher.example",
    "a_b.example",
]
PORTS = ["", ":", ":80", ":443", ":0443", ":8099", ":54321", ":65535", ":70000"]
TARGETS = [
    "", "/", "/v1/models", "/v1/models/openai/gpt-5.4-mini/endpoints", "/v1/generation?id=gen_1", "/v1//models", "/v1/",
    "/v1/../x", "/v1/./x", "/v1/...", "/v1/a b", "/v1/ä", "/v1/%41", "/v1/x#y", "/v1/x?", "/v1/a:b@c", "/v1/~x",
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "host"), list(product(SCHEMES, HOSTS)))
def test_an_address_is_what_httpx_says(scheme: str, host: str) -> None:
    for port, target in product(PORTS, TARGETS):
        url = f"{scheme}://{host}{port}{target}"
        try:
            by_httpx = httpx.URL(url)
        except httpx.InvalidURL:
            with pytest.raises(httpcore.LocalProtocolError):
                read_address(url)
            continue
        told = read_address(url)
        expected = (by_httpx.raw_scheme, by_httpx.raw_host, by_httpx.port, by_httpx.raw_path)
        assert (told.scheme, told.host, told.port, told.target) == expected, url


def test_what_a_run_asks_first_needs_no_httpx() -> None:
    program = (
        "import sys; import gateway_probe.probe; from gateway_probe.gateway.transport.addresses import read_address;"
        "read_address('https://ai-gateway.vercel.sh/v4/ai/language-model'); print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"
