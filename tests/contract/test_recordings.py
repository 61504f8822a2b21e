"""The committed recordings are what the real clients send today, and the probe sends the same over TLS."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.gateway.transport import Transport
from gateway_probe.simulator import serve
from tests.contract.clients import require_client
from tests.contract.record import FOLDER, RECORDINGS, described, record, without_versions
from tests.contract.tls import behind_tls
from tests.gateway.test_requests import comparable, ours

pytestmark = pytest.mark.contract


@pytest.mark.parametrize(("client", "place"), RECORDINGS)
def test_a_new_recording_is_the_committed_one(client: str, place: str) -> None:
    require_client(client)
    committed = json.loads((FOLDER / f"{client}-{place}.json").read_text(encoding="utf-8"))
    assert without_machine(record(client, place)) == without_machine(committed)


def without_machine(recording: dict[str, Any]) -> dict[str, Any]:
    for request in recording["requests"].values():
        request["headers"] = [[name, without_versions(name, value)] for name, value in request["headers"]]
    return recording


@pytest.mark.parametrize(("client", "place"), RECORDINGS)
def test_the_probes_requests_arrive_over_tls_as_the_clients_do(client: str, place: str, tmp_path: Path) -> None:
    """Through the probe's own transport: nothing on the way adds, drops, reorders or respells a header."""
    committed = json.loads((FOLDER / f"{client}-{place}.json").read_text(encoding="utf-8"))["requests"]
    with serve("healthy-byok") as simulator, behind_tls(simulator.origin, tmp_path) as gateway:
        host = gateway.origin.partition("://")[2]

        async def send() -> None:
            async with Transport(verify=gateway.verification()) as transport:
                for call in committed:
                    request = ours(f"{client}-{place}", call)
                    headers = [(name, value.replace("HOST", host)) for name, value in request.headers]
                    url, method = gateway.origin + request.path, request.facts.method
                    sent = await transport.exchange(method, url, headers, body=request.body, timeout_s=20.0)
                    assert sent.failure is None

        asyncio.run(send())
        arrived = [described(request, gateway.origin, simulator.place("local")) for request in gateway.requests]
    assert len(arrived) == len(committed)
    for theirs, mine in zip(committed.values(), arrived, strict=True):
        assert (mine["method"], mine["path"], mine["body"]) == (theirs["method"], theirs["path"], theirs["body"])
        assert [(name, without_versions(name, value)) for name, value in mine["headers"]] == [
            comparable(*header) for header in theirs["headers"]
        ]
