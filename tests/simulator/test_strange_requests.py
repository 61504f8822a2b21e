"""Requests that no SDK sends get an answer, and none of them breaks the simulator."""

from typing import Any

import httpx
import pytest

from gateway_simulator import serve
from tests.simulator.small_world import MODEL, attempts, bearer, generate, world


@pytest.mark.parametrize(
    "options",
    [
        {"only": [{}], "order": [[]]},
        {"only": "azure"},
        {"order": {"azure": 1}},
        {"models": [{}, None, 7]},
        {"byok": {"azure": []}},
        {"byok": []},
    ],
    ids=str,
)
def test_options_of_the_wrong_kind_are_answered(options: dict[str, Any]) -> None:
    with serve(world()) as simulator:
        assert generate(simulator, options=options).status_code in {200, 400}


def test_a_provider_that_is_ordered_twice_is_tried_once() -> None:
    broken = '[models."openai/gpt-5.4-mini"]\nproviders = ["openai", "azure"]\ndown = ["azure"]'
    with serve(world(broken)) as simulator:
        response = generate(simulator, MODEL, options={"order": ["azure", "azure"]})
    assert [provider for provider, *_ in attempts(response)] == ["azure", "openai"]


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b"1" * 10_000, b"\xff", b"", b"[]", b'"x"'], ids=lambda b: repr(b[:4])
)
def test_a_body_that_is_no_request_is_refused(body: bytes) -> None:
    with serve(world()) as simulator:
        headers = {**bearer(simulator), "ai-language-model-id": MODEL}
        url = f"{simulator.origin}/v4/ai/language-model"
        assert httpx.post(url, content=body, headers=headers, trust_env=False).status_code == 400
