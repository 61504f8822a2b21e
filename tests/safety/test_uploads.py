"""Documents that are made to hold an instance up: what they cost, and how long others wait."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from gateway_probe.web import create_app
from gateway_simulator import serve
from tests.causes.documents import document
from tests.safety.conftest import Figures
from tests.safety.test_growth import LARGE, SMALL, grows, reads
from tests.serving import serving

TOKEN = "FAKE-token-of-the-probe-0123456789"
MOST_DELAY_S = 0.3


def base() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(document("case", level="private").model_dump_json())
    return found


def many(part: str, item: Any = None, like: int = 0) -> Callable[[int], bytes]:
    """A Document with as many of these, or of the one that is there, in one of its lists as fill so many bytes."""

    def made(size: int) -> bytes:
        tree = base()
        *parents, last = part.split(".")
        node = tree
        for parent in parents:
            node = node[parent]
        one = node[last][like] if item is None else item
        node[last] = [*node[last], *[one] * (size // (len(json.dumps(one)) + 2))]
        return json.dumps(tree).encode()

    return made


def raw(unit: bytes, before: bytes = b"", after: bytes = b"") -> Callable[[int], bytes]:
    return lambda size: before + unit * (size // len(unit)) + after


def texts(size: int) -> bytes:
    """The longest texts that are taken, in the fields that are compared and shown."""
    tree = base()
    tree["redactions"] = [{"pointer": "p" * 19_000, "rule": "r", "removed": 1}] * (size // 19_100)
    for name in ("model", "version"):
        tree["probe"][name] = "$1 team_abcdefgh " * 1_000
    return json.dumps(tree).encode()


def ids_among_texts(size: int) -> bytes:
    """Each id could stand in each text, where the public level would mask it."""
    tree = base()
    answer = {"status": 403, "content": "json", "error": {"message": "ab " * 230}}
    served = {"question": "q", "outcome": "passed", "response": answer}
    checks = [{**served, "id": "x", "generation_id": f"gen_{number:08}"} for number in range(size // 830)]
    tree["gateway"]["checks"] += checks
    return json.dumps(tree).encode()


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "brackets": raw(b"["),
    "pairs": raw(b"[],", b"[", b"[]]"),
    "objects": raw(b"{},", b'{"schema_version": "1", "findings": [', b"{}]}"),
    "numbers": raw(b"0,", b"[", b"0]"),
    "digits": raw(b"9"),
    "long numbers": raw(b"9" * 4_000 + b",", b"[", b"0]"),
    "fractions": raw(b"0." + b"9" * 4_000 + b",", b"[", b"0]"),
    "escapes": raw(b"\\u0041", b'{"schema_version": "1", "x": "', b'"}'),
    "commas": raw(b",", b'"', b'"'),
    "broken objects in a list of checks": many("gateway.checks", {}),
    "small checks": many("gateway.checks", {"id": "x", "question": "q", "outcome": "passed"}),
    "whole checks": many("gateway.checks", like=-1),
    "experiments": many("experiments"),
    "variables": many("variables"),
    "tokens": many("identity.tokens"),
    "redactions": many("redactions", {"pointer": "/a", "rule": "b", "removed": 1}),
    "long texts": texts,
    "ids among texts": ids_among_texts,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_document_is_read_or_refused_for_what_its_size_says(shape: str, figures: Figures) -> None:
    small, large = (HOSTILE[shape](size) for size in (SMALL, LARGE))
    assert 0.9 * LARGE < len(large) < 1.1 * LARGE
    grown = grows(reads, small, large)
    figures.note("uploads, most CPU to read or refuse 0.96 MB, s", round(grown.most_s, 3))
    assert grown.is_little, grown


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, Any]]:
    """A served probe whose run is made, so that what an upload costs is all that is asked for."""
    with serve("case") as simulator:
        found = simulator.place("production")
        variables = {**found.env, "GATEWAY_PROBE_TOKEN": TOKEN, "GATEWAY_PROBE_MIN_INTERVAL": "3600"}
        with serving(create_app(environ=variables)) as origin:
            headers = {**found.headers, "authorization": f"Bearer {TOKEN}"}
            for level in ("public", "private"):
                answer = httpx.get(
                    f"{origin}/api/diagnose?disclosure={level}", headers=headers, timeout=60, trust_env=False
                )
                assert answer.status_code == 200
            yield origin, headers


@pytest.mark.parametrize("shape", HOSTILE)
def test_others_are_answered_while_a_hostile_document_is_read(
    shape: str, place: tuple[str, Any], figures: Figures
) -> None:
    """Compared, too, where it is one; at the other level, so that every text of it is disclosed anew."""
    origin, headers = place

    async def measure() -> tuple[int, float]:
        async with httpx.AsyncClient(base_url=origin, trust_env=False, timeout=60) as http:
            query = "?disclosure=public&format=text"
            sent = asyncio.ensure_future(http.post(f"/api/diagnose{query}", content=content, headers=headers))
            longest = 0.0
            while not sent.done():
                begun = time.perf_counter()
                assert (await http.get("/api/diagnose?ping")).status_code == 200
                longest = max(longest, time.perf_counter() - begun)
            return (await sent).status_code, longest

    content = HOSTILE[shape](LARGE)
    status, delay = min((asyncio.run(measure()) for _ in range(2)), key=lambda found: found[1])
    figures.note("uploads, longest wait of a ping beside 0.96 MB, s", round(delay, 3))
    assert status in {200, 422}
    assert delay < MOST_DELAY_S
