"""Answers of the gateway in every shape that the facts name, and in shapes that nobody promised."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.arrival import Arrival
from gateway_probe.gateway.bodies import parse
from gateway_probe.gateway.errors import parse_error
from gateway_probe.gateway.lookups import (
    count_endpoints,
    credits_facts,
    credits_pair,
    model_listing,
    provider_endpoints,
)
from gateway_probe.gateway.routing import generation_id, parse_routing
from gateway_probe.gateway.streams import parse_stream

REDACTOR = Redactor(Secrets())
GENERATION = "gen_01FAKEFAKEFAKEFAKEFAKEFAKE"
ROUTING = {
    "originalModelId": "azure/gpt-5.4-mini",
    "resolvedProvider": "azure",
    "fallbacksAvailable": ["openai"],
    "canonicalSlug": "openai/gpt-5.4-mini",
    "modelAttempts": [
        {"canonicalSlug": "openai/gpt-5.4-mini", "success": False, "providerAttemptCount": 0, "providerAttempts": []}
    ],
    "totalProviderAttemptCount": 0,
}
METADATA = {"gateway": {"routing": ROUTING, "generationId": GENERATION, "cost": "0"}}


@pytest.mark.parametrize(
    ("body", "error_type", "message"),
    [
        (
            {"error": {"type": "insufficient_funds", "message": "Insufficient funds."}},
            "insufficient_funds",
            "Insufficient funds.",
        ),
        (
            {"error": "ZDR left none", "type": "no_providers_available", "statusCode": 400},
            "no_providers_available",
            "ZDR left none",
        ),
        ({"error": {"type": "AI_APICallError", "message": "m"}}, "AI_APICallError", "m"),
        (
            {"error": {"type": "AI_APICallError", "message": "m", "param": {"type": "insufficient_funds"}}},
            "insufficient_funds",
            "m",
        ),
        ({"error": {"message": "m", "param": {"error": {"type": "access_denied"}}}}, "access_denied", "m"),
        ({"type": "error", "error": {"type": "authentication_error", "message": "m"}}, "authentication_error", "m"),
        ({"error": {"type": None, "message": "m"}}, None, "m"),
        ({"error": {"code": 404, "message": "m"}}, None, "m"),
        ({"error": "plain text"}, None, "plain text"),
    ],
)
def test_the_error_is_read_from_every_place(body: Any, error_type: str | None, message: str) -> None:
    error = parse_error(body, REDACTOR)
    assert error is not None
    assert (error.type, error.message) == (error_type, message)


def test_a_providers_words_are_kept_apart_from_the_gateways() -> None:
    param = {"error": {"type": "forbidden", "message": "x-api-key is invalid: invalid api key"}}
    error = parse_error({"error": {"type": "AI_APICallError", "message": "Forbidden", "param": param}}, REDACTOR)
    assert error is not None
    assert (error.type, error.provider_type, error.provider_says) == (
        "AI_APICallError",
        "forbidden",
        ["credential-invalid"],
    )


@pytest.mark.parametrize(
    ("failed", "own"), [("Insufficient balance", None), ("Service Unavailable", "insufficient_funds")]
)
def test_a_type_is_a_providers_where_the_words_are_those_of_a_failed_attempt(failed: str, own: str | None) -> None:
    attempt = {"provider": "zai", "credentialType": "system", "success": False, "error": failed, "statusCode": 402}
    routing = {"modelAttempts": [{"success": False, "providerAttempts": [attempt]}]}
    body = {
        "error": {"type": "insufficient_funds", "message": "Insufficient balance"},
        "providerMetadata": {"gateway": {"routing": routing}},
    }
    error = parse_error(body, REDACTOR)
    assert error is not None
    assert (error.type, error.own_type) == ("insufficient_funds", own)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        "error",
        {"error": None},
        {"error": {}},
        {"error": ""},
        {"content": [], "type": "x", "message": "y"},
    ],
)
def test_what_holds_no_error_has_none(body: Any) -> None:
    assert parse_error(body, REDACTOR) is None


def test_details_of_the_error_are_read_too() -> None:
    param = {"name": "RestrictedModelsError", "ruleId": "rule_1", "modelId": "x/y", "statusCode": 403}
    link = "Upgrade at https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%3Fmodal%3Dtop-up"
    error = parse_error({"error": {"type": "no_providers_available", "message": link, "param": param}}, REDACTOR)
    assert error is not None
    assert (error.param_name, error.rule_id, error.model_id, error.link) == (
        "RestrictedModelsError",
        "rule_1",
        "x/y",
        "top-up",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"providerMetadata": METADATA},
        {"provider_metadata": METADATA},
        {"error": {"message": "m", "providerMetadata": METADATA}},
        {"choices": [{"message": {"provider_metadata": METADATA}}]},
        {"choices": [{"delta": {"provider_metadata": METADATA}}]},
        {"response": {"provider_metadata": METADATA}},
        {"delta": {"provider_metadata": METADATA}},
        {"message": {"provider_metadata": METADATA}},
    ],
)
def test_routing_and_generation_id_are_found_in_every_place_and_casing(body: Any) -> None:
    """Of a plain answer, and of one event of a stream: an error there has them where a plain one has."""
    for found in (body, parse_stream(sse(json.dumps(body)), REDACTOR, None)[1]):
        routing = parse_routing(found, REDACTOR)
        assert routing is not None
        told = routing.resolved_provider, routing.total_provider_attempts, routing.fallbacks
        assert told == ("azure", 0, ["openai"])
        assert generation_id(found) == GENERATION


@pytest.mark.parametrize(
    "body",
    [
        {"generationId": GENERATION},
        {"generation_id": GENERATION},
        {"id": GENERATION},
        {"error": {"message": f"Refused. [{GENERATION}]"}},
        {"providerMetadata": {"gateway": {"generation_id": GENERATION}}},
    ],
)
def test_the_generation_id_alone_is_found(body: Any) -> None:
    assert generation_id(body) == GENERATION


def test_both_documented_shapes_of_an_attempt_are_read() -> None:
    attempts = [
        {
            "provider": "azure",
            "credentialType": "byok",
            "success": False,
            "error": "Unauthorized",
            "statusCode": 401,
            "startTime": 1,
        },
        {"attemptNumber": 2, "provider": "openai", "credentialType": "system", "success": True, "responseTimeMs": 5},
        {"provider": "other", "credentialType": "something-new"},
    ]
    routing = parse_routing(
        {"providerMetadata": {"gateway": {"routing": {"modelAttempts": [{"providerAttempts": attempts}]}}}}, REDACTOR
    )
    assert routing is not None
    read = [(a.provider, a.credential_type, a.success, a.status) for a in routing.model_attempts[0].provider_attempts]
    assert read == [("azure", "byok", False, 401), ("openai", "system", True, None), ("other", "other", None, None)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "error",
                    "type",
                    "message",
                    "param",
                    "providerMetadata",
                    "gateway",
                    "routing",
                    "modelAttempts",
                    "providerAttempts",
                    "choices",
                    "data",
                    "endpoints",
                    "id",
                    "balance",
                    "total_used",
                    "planningReasoning",
                    "fallbacksAvailable",
                    "code",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


def test_providers_that_may_not_be_named_are_counted_all_the_same() -> None:
    names = ["openai", "fakename7x", "openai", "azure"]
    body = {"data": {"endpoints": [{"provider_name": name} for name in names]}}
    shown = provider_endpoints(body, REDACTOR)
    assert shown is not None
    assert [item.provider for item in shown] == ["openai", "azure"]
    assert count_endpoints(body) == 3


@given(json_values)
def test_no_json_whatever_breaks_a_reader(body: Any) -> None:
    parse_error(body, REDACTOR)
    parse_routing(body, REDACTOR)
    generation_id(body)
    credits_pair(body)
    model_listing(body, "a/b", "c/d", "e/f", REDACTOR)
    provider_endpoints(body, REDACTOR)
    count_endpoints(body)


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_a_reader(content: bytes) -> None:
    parse(content)
    parse_stream(content, REDACTOR, None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"a": 1}', "json"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"Not found", "text"),
        (b"\xff\xfe\x00\x01", "binary"),
        (b"[" * 100_000, "text"),
        (b'{"a": NaN', "text"),
        (b'data: {"a": 1}', "event-stream"),
        (b"\xef\xbb\xbf\n: a comment", "event-stream"),
        (b"event: error\ndata: 1", "event-stream"),
        (b"database: none", "text"),
    ],
)
def test_the_kind_of_content_is_told_from_the_bytes(content: bytes, kind: str) -> None:
    assert parse(content)[0] == kind


@pytest.mark.parametrize(
    ("body", "balance", "granted"),
    [
        ({"balance": "3.7889479", "total_used": "2.1194771"}, "up-to-5", "above-5"),
        ({"balance": "5", "total_used": "0"}, "up-to-5", "exactly-5"),
        ({"balance": "95.50", "total_used": "4.50"}, "above-5", "above-5"),
        ({"balance": "0", "total_used": "0"}, "zero", "zero"),
        ({"balance": "-0.01", "total_used": "5.01"}, "negative", "exactly-5"),
        ({"balance": 3.5, "total_used": 1}, "unreadable", "unreadable"),
        ({"balance": "NaN", "total_used": "1"}, "unreadable", "unreadable"),
        ({"balance": "1e999", "total_used": "1"}, "unreadable", "unreadable"),
    ],
)
def test_credits_are_put_into_bands(body: Any, balance: str, granted: str) -> None:
    pair = credits_pair(body)
    assert pair is not None
    facts = credits_facts(pair)
    assert (facts.balance_band, facts.granted_band) == (balance, granted)


def test_a_model_under_a_providers_slug_counts_as_listed() -> None:
    body = {"data": [{"id": "openai/gpt-5.4-mini", "type": "language"}]}
    listing = model_listing(body, "azure/gpt-5.4-mini", "x/y", "z/w", REDACTOR)
    assert listing is not None
    assert (listing.listed, listing.as_id, listing.kind) == (True, "openai/gpt-5.4-mini", "language")


def test_an_unknown_model_gets_suggestions() -> None:
    body = {"data": [{"id": "openai/gpt-5.4-mini"}, {"id": "openai/gpt-4o-mini"}]}
    assert model_listing(body, "gpt-5.4-mini", "", "", REDACTOR).suggestions[0] == "openai/gpt-5.4-mini"  # type: ignore[union-attr]
    assert "openai/gpt-5.4-mini" in model_listing(body, "openai/gpt-5.4-mimi", "", "", REDACTOR).suggestions  # type: ignore[union-attr]


def sse(*parts: str, ending: str = "\n\n") -> bytes:
    return "".join(f"data: {part}{ending}" for part in parts).encode()


FINISH = '{"type":"finish","finishReason":{"unified":"stop"},"providerMetadata":{"gateway":{"cost":"0"}}}'


@pytest.mark.parametrize("ending", ["\n\n", "\r\n\r\n", "\r\r"])
def test_a_whole_stream_has_ended(ending: str) -> None:
    stream, body = parse_stream(
        sse('{"type":"text-delta"}', FINISH, "[DONE]", ending=ending), REDACTOR, Arrival(((1, 1.0), (9_999, 2.0)))
    )
    assert (stream.ended, stream.events, stream.error, stream.last_event_ms) == (True, 2, None, 2.0)
    assert body["finishReason"] == "stop"


@pytest.mark.parametrize("parts", [("[DONE]",), (FINISH,), ()])
def test_a_stream_that_merely_stops_has_not_ended(parts: tuple[str, ...]) -> None:
    assert not parse_stream(sse(*parts), REDACTOR, None)[0].ended


@pytest.mark.parametrize(
    "part",
    [
        '{"type":"error","error":{"type":"rate_limit_exceeded","message":"m"}}',
        '{"error":{"message":"m","type":"rate_limit_exceeded"}}',
    ],
)
def test_an_error_inside_a_stream_is_seen(part: str) -> None:
    error = parse_stream(sse(part, "[DONE]"), REDACTOR, None)[0].error
    assert error is not None
    assert error.type == "rate_limit_exceeded"
