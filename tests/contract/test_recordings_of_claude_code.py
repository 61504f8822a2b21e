"""What the real Claude Code sends today is what was recorded of it, and what the probe sends over TLS."""

import asyncio
import json
from pathlib import Path

import pytest

from gateway_probe.clients.table import CLAUDE_CODE
from gateway_probe.gateway.transport import Transport
from gateway_simulator import serve
from tests.contract.claude_code import require_claude_code
from tests.contract.record import described
from tests.contract.record_claude_code import CALLS, FILE, record_claude_code
from tests.contract.sdk import PACKAGES
from tests.contract.test_recordings import without_machine
from tests.contract.tls import behind_tls
from tests.gateway.test_requests_of_claude_code import RECORDED, assert_alike, ours, runtime
from tests.soaking import some

pytestmark = pytest.mark.contract


MODELS = [name for name, call in CALLS.items() if name == call.model]
SET_UPS = [name for name in CALLS if name not in MODELS]


@pytest.mark.parametrize("call", [*some(MODELS, 4), *SET_UPS])
def test_a_new_recording_is_the_committed_one(call: str) -> None:
    again, committed = record_claude_code(CALLS[call]), RECORDED[call]
    assert runtime(again["headers"]) == runtime(committed["headers"])
    assert without_machine({"requests": {call: again}}) == without_machine({"requests": {call: committed}})


def test_it_is_installed_in_the_release_that_the_table_names() -> None:
    require_claude_code()
    package = json.loads((PACKAGES / "@anthropic-ai/claude-code/package.json").read_text(encoding="utf-8"))
    assert package["version"] == CLAUDE_CODE
    assert list(json.loads(FILE.read_text(encoding="utf-8"))["requests"]) == list(CALLS)


@pytest.mark.parametrize("call", CALLS)
def test_the_probes_request_arrives_over_tls_as_claude_codes_does(call: str, tmp_path: Path) -> None:
    """Through the probe's own transport: nothing on the way adds, drops, reorders or respells a header."""
    with serve("healthy-byok") as simulator, behind_tls(simulator.origin, tmp_path) as gateway:

        async def send() -> None:
            async with Transport(verify=gateway.verification()) as transport:
                request = ours(call, gateway.origin)
                sent = await transport.exchange(
                    "POST", gateway.origin + request.path, request.headers, body=request.body, timeout_s=20.0
                )
                assert sent.failure is None

        asyncio.run(send())
        mine = described(gateway.requests[0], gateway.origin, simulator.place("local"))
    assert mine["path"] == RECORDED[call]["path"]
    assert_alike(mine["headers"], json.loads(mine["body"]), RECORDED[call])
