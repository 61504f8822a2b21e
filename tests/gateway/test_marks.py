"""What an answer's headers show of the way that it came by."""

import json
from dataclasses import replace

import pytest

from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.http_exchange import Exchange, Phases
from gateway_probe.gateway.meanings import is_record_of, of_this_request
from gateway_probe.gateway.outcome import judge_exchange
from gateway_probe.gateway.requests import WireRequest


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


@pytest.mark.parametrize("old", [True, False])
def test_a_refusal_of_a_credential_is_not_the_gateways_where_a_store_kept_it(*, old: bool) -> None:
    body = json.dumps({"error": {"message": "Forbidden.", "type": "access_denied"}}).encode()
    exchange = Exchange(0, 1, Phases(), 403, {"server": "Vercel", "age": "3600" if old else "0"}, body)
    read = judge_exchange(exchange, Redactor(Secrets()), valid=lambda _: None, out_of_budget=False)
    asked = WireRequest("GET", "/v1/credits", "/v1/credits", [], credential="api-key")
    told = of_this_request(read, asked)
    assert (told.answer, told.answered_by) == (("foreign", "intermediary") if old else ("refused", "gateway"))
    assert of_this_request(read, replace(asked, credential="none")) is read


def test_the_record_of_another_generation_is_none_of_this_one() -> None:
    body = {"data": {"id": "gen_FAKE1", "is_byok": False}}
    assert is_record_of("gen_FAKE1", body) is None
    assert is_record_of("gen_FAKE2", body) is not None
