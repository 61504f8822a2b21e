"""What a run tested and what it did not: silence of the gateway, and what was not tried, are never read as health."""

from collections.abc import Iterable

from gateway_probe.clients import Client
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.vocabulary import ExperimentId

_BY_SHAPE: dict[ExperimentId, str] = {
    "shape-two-turns": "a second turn",
    "shape-tool": "tools",
    "shape-json-schema": "structured output",
    "shape-image": "images and files",
}
"""What one small request cannot show, and a request of that shape does."""
_NEVER = ("long answers", "other models", "load")


def list_tested(checks: Iterable[Check], experiments: Iterable[Experiment]) -> list[str]:
    """What was asked and answered, by id."""
    return [check.id for check in (*checks, *experiments) if check.asked and check.answer not in {None, "none"}]


def list_untested(
    streaming: str, client: Client, checks: Iterable[Check], experiments: Iterable[Experiment]
) -> list[str]:
    """What was not tried or not answered, in words for people."""
    asked = {check.id: check for check in (*checks, *experiments)}
    baseline = asked.get("baseline")
    missing = ["the app's request itself"] if baseline is not None and baseline.left_out_by_choice else []
    kind = next((check.model_kind for check in asked.values() if check.model_kind), None)
    if kind is not None and not client.makes(kind):
        missing.append("the app's own request to a model of this kind")
    missing += [f"{check.id} (no answer)" for check in asked.values() if check.asked and check.answer == "none"]
    streamed = asked.get("streaming")
    if streaming != "both" or streamed is None or not streamed.asked:
        asked_as_stream = baseline is not None and baseline.request is not None and baseline.request.streaming
        missing.append("a plain answer" if asked_as_stream or streaming == "on" else "a streamed answer")
    answered = set(list_tested(checks, experiments))
    return [*missing, *(text for name, text in _BY_SHAPE.items() if name not in answered), *_NEVER]
