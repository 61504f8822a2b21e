"""What goes wrong with a simulated answer goes wrong at every door and in both ways of asking, and is told alike."""

from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Client, client_of
from tests.accuracy.expectations import Expectation, expectations
from tests.clients.test_worlds import Outcome, run
from tests.drawing import some_anew

BY_NAME: dict[str, Any] = {"argvalues": CLIENTS, "ids": lambda client: client.name}
FAULTS = (
    "error-as-text",
    "error-inside-200-stream",
    "unparseable-error-body",
    "gateway-empty",
    "gateway-redirects",
    "gateway-resets",
    "served-empty",
    "stream-broken",
)
TOLD: dict[str, Expectation] = {item.scenario: item for item in expectations() if item.place == "local"}


def asked(client: Client, fault: str, *, streamed: bool) -> Outcome:
    return run(client, fault, "local", GATEWAY_PROBE_STREAMING="on" if streamed else "off")


@pytest.mark.parametrize(
    ("name", "fault", "way"),
    some_anew(
        [
            (client.name, fault, way)
            for client in CLIENTS
            for fault in FAULTS
            for way in ("plain", "streamed")
            if fault != "stream-broken"
        ],
        2,
    ),
)
def test_a_fault_is_told_as_it_is_of_the_ai_sdk(name: str, fault: str, way: str) -> None:
    verdict = asked(client_of(name), fault, streamed=way == "streamed").document.verdict
    assert (verdict.status, verdict.code) == (TOLD[fault].status, TOLD[fault].code)


@pytest.mark.parametrize("client", **BY_NAME)
def test_a_stream_that_is_cut_short_is_found_and_a_plain_answer_is_whole(client: Client) -> None:
    both = run(client, "stream-broken", "local")
    assert "stream-broken" in {finding.code for finding in both.document.findings}
    fails = client.streams and not client.asks_again_plain
    assert both.document.verdict.status == ("failing" if fails else "degraded")
    assert asked(client, "stream-broken", streamed=False).document.verdict.status == "healthy"
