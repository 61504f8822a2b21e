"""What an answer's headers show of the way that it came by."""

import json

import pytest

from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.http_exchange import Exchange, Phases
from gateway_probe.gateway.outcome import judge_exchange


@pytest.mark.parametrize(
    ("headers", "handed_on"),
    [
        ({"server": "Vercel", "x-vercel-id": "iad1::fake"}, False),
        ({}, False),
        ({"server": "nginx/1.27", "x-vercel-id": "iad1::fake"}, True),
        ({"server": "Vercel", "via": "1.1 gate.example"}, True),
        ({"server": "Vercel", "x-forwarded-for": "192.0.2.1"}, True),
    ],
)
def test_an_answer_that_was_handed_on_is_known_by_the_marks_of_whoever_did(
    headers: dict[str, str], *, handed_on: bool
) -> None:
    exchange = Exchange(0, 1, Phases(), 200, headers, json.dumps({"data": []}).encode())
    answer = judge_exchange(exchange, Redactor(Secrets()), valid=lambda _: None, out_of_budget=False)
    assert answer.response is not None
    assert answer.response.handed_on is handed_on
    shown = answer.response.model_dump_json()
    assert "gate.example" not in shown
    assert "192.0.2.1" not in shown
