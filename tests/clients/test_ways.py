"""Plain and streamed: each client is asked in its own way first, and trouble of one way alone is told from the other's."""

from typing import Any

import pytest

from gateway_probe.clients import CLIENTS, Client
from tests.standin import Answer, Rule, Token, Where
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.world import KEY, Visit, visit

BY_NAME: dict[str, Any] = {"argvalues": CLIENTS, "ids": lambda client: client.name}


def run(client: Client, *rules: Rule, **settings: str) -> Visit:
    return visit(set_up(client.name, KEY, Token(parts.PAID), **settings), parts.one_team(parts.PAID, *rules))


def cut(_request: Request, ordinary: Answer) -> Answer:
    return Answer(ordinary.status, ordinary.body, ordinary.headers, cut=True)


@pytest.mark.parametrize("client", **BY_NAME)
def test_the_baseline_is_asked_in_the_clients_own_way_and_the_other_beside_it(client: Client) -> None:
    seen = run(client)
    baseline, other = seen.document.baseline, seen.document.experiment("streaming")
    assert baseline is not None
    assert baseline.request is not None
    assert other is not None
    assert (baseline.request.streaming, other.changed) == (
        client.streams,
        {"streaming": "off" if client.streams else "on"},
    )
    assert (other.effect, seen.document.verdict.status, seen.generations) == ("same", "healthy", 2)
    assert not {"a plain answer", "a streamed answer"} & set(seen.document.not_tested)


@pytest.mark.parametrize("client", **BY_NAME)
def test_a_single_generation_is_spent_on_the_clients_own_way(client: Client) -> None:
    seen = run(client, GATEWAY_PROBE_MAX_GENERATIONS="1")
    (asked,) = [request for request, _ in seen.asked.exchanges if request.door == "generate"]
    assert asked.streamed is client.streams
    assert ("a plain answer" if client.streams else "a streamed answer") in seen.document.not_tested


@pytest.mark.parametrize("client", **BY_NAME)
@pytest.mark.parametrize("streamed", [True, False])
def test_a_refusal_of_one_way_is_failing_where_it_is_the_clients_own(client: Client, *, streamed: bool) -> None:
    seen = run(client, parts.always(Where("generate", streamed=streamed), parts.ACCESS_DENIED))
    verdict = seen.document.verdict
    assert verdict.code == ("stream-refused" if streamed else "plain-answer-refused")
    assert verdict.status == ("failing" if streamed is client.streams else "degraded")
    assert verdict.confidence == "certain"


@pytest.mark.parametrize("client", **BY_NAME)
@pytest.mark.parametrize(
    ("rule", "reason", "codes"),
    [
        (lambda request, _: refused_in_stream(request, "Forbidden.", "access_denied"), "error-in-stream", None),
        (cut, None, {"stream-broken"}),
    ],
    ids=["error inside", "cut"],
)
def test_what_is_wrong_inside_a_stream_is_found_at_every_door(
    client: Client, rule: Any, reason: str | None, codes: set[str] | None
) -> None:
    seen = run(client, Rule(Where("generate", streamed=True), rule))
    streamed = seen.document.baseline if client.streams else seen.document.experiment("streaming")
    assert streamed is not None
    assert streamed.answer != "served"
    assert reason is None or (streamed.reason is not None and streamed.reason.code == reason)
    assert (streamed.error is not None) == (reason == "error-in-stream")
    found = {finding.code for finding in seen.document.findings}
    assert found & (codes or {"stream-refused", "error-inside-200-stream"})
    fails = client.streams and not client.asks_again_plain
    assert seen.document.verdict.status == ("failing" if fails else "degraded")


@pytest.mark.parametrize("client", **BY_NAME)
def test_a_stream_that_holds_nothing_is_found_at_every_door(client: Client) -> None:
    seen = run(client, Rule(Where("generate", streamed=True), parts.emptied))
    assert "served-empty" in {finding.code for finding in seen.document.findings}
    assert seen.document.verdict.status == "degraded"


@pytest.mark.parametrize("client", **BY_NAME)
def test_the_first_and_the_last_of_a_stream_are_timed(client: Client) -> None:
    seen = run(client)
    streamed = seen.document.baseline if client.streams else seen.document.experiment("streaming")
    assert streamed is not None
    assert streamed.stream is not None
    stream = streamed.stream
    assert stream.first_token_ms is not None
    assert stream.last_token_ms is not None
    assert stream.last_event_ms is not None
    assert 0 < stream.first_token_ms <= stream.last_token_ms <= stream.last_event_ms
    assert (stream.ended, stream.error, streamed.content) == (True, None, True)
    assert stream.content_chars > 0
    assert streamed.finish_reason in {"stop", "end_turn", "completed"}
