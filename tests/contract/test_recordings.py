"""The committed recordings are what the real clients send today, and the probe sends the same over TLS."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from gateway_probe.document.facts import TEAM_HEADER
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import generation, look_up
from gateway_probe.gateway.transport import Transport
from gateway_simulator import serve
from tests.contract.real_clients import require_client, run_client
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
    requests = {
        call: {**request, "headers": [[name, without_versions(name, value)] for name, value in request["headers"]]}
        for call, request in recording["requests"].items()
    }
    return {**recording, "requests": requests}


@pytest.mark.parametrize("team", ["team_FAKEacme", "fake-acme"])
def test_a_team_that_is_named_travels_as_the_ai_sdk_sends_it(team: str) -> None:
    """As a header of generations and of their records, and of the look-up of credits, whose query names it too."""
    require_client("ai-sdk-7")
    authorization = Authorization("api-key", "api-key", SecretStr("vck_FAKE" + "k" * 52))
    asked = Generation("azure/gpt-5.4-mini", protocol="v4", client="ai-sdk-7", team=team)
    with serve("healthy-byok") as simulator:
        origin = simulator.origin
        run_client("ai-sdk-7", simulator.place("local"), "credits", "plain", "getGenerationInfo", TEAM=team)
        theirs = [
            (f"{seen.path}?{seen.query}".rstrip("?"), _places_of_team(seen.headers)) for seen in simulator.requests
        ]
    record = theirs[-1][0]
    assert record.startswith("/v1/generation?id=gen_")
    ours = [
        look_up("/v1/credits", authorization, origin, team=team),
        generation(asked, authorization, origin),
        look_up(record, authorization, origin, team=team),
    ]
    assert [(request.path, _places_of_team(request.headers)) for request in ours] == theirs
    assert all(places for _, places in theirs)


def _places_of_team(headers: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The header of the team, between its neighbours: it has a place of its own among the others."""
    names = [name.lower() for name, _ in headers]
    named = [at for at, name in enumerate(names) if name == TEAM_HEADER]
    return [(names[at - 1], headers[at][1], names[at + 1]) for at in named]


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
