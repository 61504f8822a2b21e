"""A request with a tool, with two turns, with a schema for its answer or with an image is, byte by byte, the real client's."""

import json

import pytest
from pydantic import SecretStr

from gateway_probe.clients import SHAPES, Shape, client_of
from gateway_probe.gateway.doors import shapes
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.requests import generation
from gateway_simulator import serve
from tests.contract.real_clients import SCRIPTED, STREAMING_ONLY, at_place, require_client, run_client

pytestmark = pytest.mark.contract

MODEL = "azure/gpt-5.4-mini"
CLAUDE = "anthropic/claude-sonnet-4.5"
"""Of models by its own maker the AI SDK's Anthropic provider knows what they can do."""
ASKED: tuple[Shape, ...] = tuple(shape for shape in SHAPES if shape != "text")
PIECES = json.dumps(
    {
        "tool": shapes.TOOL_NAME,
        "description": shapes.TOOL_DESCRIPTION,
        "toolSchema": shapes.TOOL_SCHEMA,
        "answer": shapes.ANSWER_NAME,
        "schema": shapes.ANSWER_SCHEMA,
        "firstAnswer": shapes.FIRST_ANSWER,
        "imageType": shapes.IMAGE_TYPE,
        "image": shapes.IMAGE,
    }
)


@pytest.mark.parametrize(("name", "model"), [*((name, MODEL) for name in SCRIPTED), ("ai-sdk-anthropic", CLAUDE)])
def test_each_shape_is_the_clients_own(name: str, model: str) -> None:
    require_client(name)
    with serve("healthy-byok") as simulator:
        place = at_place(simulator.place("local"), name)
        run_client(name, place, *ASKED, SHAPES=PIECES, MAX_OUTPUT_TOKENS="16", MODEL=model)
        bodies = [request.body.decode() for request in simulator.requests if request.method == "POST"]
    theirs = dict(zip(ASKED, bodies, strict=True))
    assert {shape: sent(name, shape, model) for shape in ASKED} == theirs


def sent(name: str, shape: Shape, model: str = MODEL) -> str:
    """The probe's own body."""
    client = client_of(name)
    asked = Generation(model, client.protocol, client=name, shape=shape, streaming=name in STREAMING_ONLY)
    authorization = Authorization("api-key", "api-key", SecretStr("vck_FAKE" + "k" * 52))
    return (generation(asked, authorization, "https://ai-gateway.vercel.sh").body or b"").decode()
