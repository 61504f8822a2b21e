"""Each real client throws for an answer what the probe says that it throws."""

import json

import pytest

from gateway_probe.clients import client_of
from gateway_probe.glossary.thrown_classes import thrown_as
from gateway_simulator import serve
from gateway_simulator.world import Fault, When
from tests.contract.real_clients import at_place, require_client, run_client
from tests.troubled import troubled

pytestmark = pytest.mark.contract

STATUSES = (400, 401, 402, 403, 404, 422, 424)
"""Those that no client asks again for; of these two ask once all the same."""
LATER = (408, 413, 503, 529)
CASES = [
    *(
        (name, status)
        for name in ("openai", "anthropic", "litellm", "pydantic-ai", "llama-index", "ai-sdk-anthropic")
        for status in STATUSES
    ),
    *((name, status) for name in ("openai", "anthropic", "litellm") for status in LATER),
    *(("anthropic", status) for status in (412, 431, 499, 501, 504)),
]


@pytest.mark.parametrize(("name", "status"), CASES)
def test_the_class_is_the_clients_own(name: str, status: int) -> None:
    require_client(name)
    kind = "byok_requires_paid_credits"
    body = json.dumps({"error": {"message": "boom", "type": kind}})
    fault = Fault(when=When(method="POST"), kind="status", status=status, body=body)
    with serve(troubled(fault)) as simulator:
        found = run_client(name, at_place(simulator.place("local"), name), "plain")["plain"]
    assert found["error"]["name"] == thrown_as(client_of(name), status, kind)
