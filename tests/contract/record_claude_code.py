"""Records what the real Claude Code sends, without what its terms let nobody hand on: its instructions and its tools.

Of messages the roles and the kinds of their pieces are kept.
"""

import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from gateway_simulator import Place, Recorded, serve
from gateway_simulator.world import Fault, When
from tests.contract.claude_code import ask_claude_code
from tests.contract.real_clients import at_place
from tests.contract.record import FOLDER, described
from tests.contract.tls import behind_tls
from tests.troubled import troubled
from tools.exempt import names

FILE = FOLDER / "reduced" / "claude-code.json"
SECOND_KEY = "vck_FAKE" + "s" * 52
_OF_A_RUN = names("Claude Code", "value of the header")
_OWN_WORDS = {"system", "tools", "metadata"}


class Call(NamedTuple):
    """One ping: the model, the keys beside the first variable's, and whether the stream breaks off, so that it asks again."""

    model: str = "azure/gpt-5.4-mini"
    api_key: str | None = None
    by_token: bool = True
    stream_fails: bool = False


CALLS = {
    **{
        model: Call(model)
        for model in (
            *("azure/gpt-5.4-mini", "openai/gpt-5.4-mini", "claude-opus-5-5", "anthropic/claude-haiku-5.5"),
            *("anthropic/claude-sonnet-5.1", "anthropic/claude-sonnet-5", "anthropic/claude-haiku-5"),
            *("anthropic/claude-opus-4.8", "anthropic/claude-opus-4.7", "anthropic/claude-sonnet-4.6"),
            *("anthropic/claude-opus-4.5", "anthropic/claude-sonnet-4.5", "anthropic/claude-haiku-4.5"),
            *("anthropic/claude-opus-4.1", "claude-sonnet-4-20250514", "anthropic/claude-3.7-sonnet", "claude-3-haiku"),
        )
    },
    "set up by `vercel ai-gateway setup`": Call(api_key=""),
    "both keys": Call(api_key=SECOND_KEY),
    "the API key alone": Call(api_key=SECOND_KEY, by_token=False),
    "again, not streamed": Call(stream_fails=True),
}


def record_claude_code(call: Call) -> dict[str, Any]:
    """The request of one call, in the form of a recording."""
    fault = Fault(when=When(method="POST"), kind="error-in-200", times=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(troubled(fault) if call.stream_fails else "healthy-byok") as simulator,
        behind_tls(simulator.origin, Path(folder)) as gateway,
    ):
        place = at_place(simulator.place("production"), "claude-code")
        env = {**place.env, "GATEWAY_PROBE_BASE_URL": gateway.origin}
        if call.api_key is not None:
            env["ANTHROPIC_API_KEY"] = call.api_key
        if not call.by_token:
            del env["ANTHROPIC_AUTH_TOKEN"]
        place = place.model_copy(update={"env": env})
        ask_claude_code(place, call.model, **gateway.environment())
        *_, last = gateway.requests
        # To a model that is not there it sends the same twice.
        return _reduced(last if call.stream_fails else gateway.requests[0], gateway.origin, place)


def _reduced(request: Recorded, origin: str, place: Place) -> dict[str, Any]:
    """Without what is its own words, and without what is of this one run."""
    found = described(request, origin, place)
    found["headers"] = [[name, "…" if name.lower() in _OF_A_RUN else value] for name, value in found["headers"]]
    body = json.loads(found["body"])
    kept = {name: "…" if name in _OWN_WORDS else value for name, value in body.items()}
    kept["messages"] = [[said["role"], [piece["type"] for piece in said["content"]]] for said in body["messages"]]
    return {**found, "body": kept}
