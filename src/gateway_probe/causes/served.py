"""Served, and not as it should be: what a good answer has to have, plain and streamed."""

from typing import Literal

from gateway_probe.causes.cause import Assessment, Flipped, Hinted, Observed, Supported, cause, step
from gateway_probe.causes.factors import tell_repeats
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY
from gateway_probe.causes.when import served
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import LIMIT_REACHED, ExperimentId

CALLS_OF_A_TOOL = frozenset({"tool-calls", "tool_calls", "tool_use"})
"""Finish reasons of an answer that calls a tool, which only a request that offers one asks for."""
ORDINARY_ENDS = LIMIT_REACHED | CALLS_OF_A_TOOL | {"stop", "end_turn", "stop_sequence", "completed", "incomplete",
                                                   "other", "unknown"}  # fmt: skip
"""Finish reasons of a generation that went its way. `other` and `unknown` are what adapters say for a provider's own word."""
FILTERED_ENDS = frozenset({"content-filter", "content_filter"})
"""Finish reasons of an answer that was cut by a filter: no failure, and not all that the model had to say."""
FAILED_ENDS = frozenset({"error", "failed", "cancelled", "refusal"})
"""Finish reasons that say of themselves that it went wrong. What a word means that is in neither list is not known here."""


@cause(
    "served-empty",
    "Served, with nothing in it",
    severity="warning",
    when=served,
    next_steps=[RETRY, step("Ask another provider for the model, and look at the finish reason.")],
    sources=["vercel/ai #18303", "Portkey-AI/gateway #722"],
)
def served_empty(seen: Reading) -> Assessment:
    """Status 200 and no word: the app shows an empty answer. A finish reason of `error` says that it went wrong; one
    that nobody knows says little."""
    asked: tuple[tuple[Literal["baseline"] | ExperimentId, Check | None], ...]
    asked = (("baseline", seen.baseline), ("streaming", seen.experiment("streaming")))
    answers = [(name, check) for name, check in asked if check is not None and check.answer == "served"]
    for name, check in answers:
        failed = check.finish_reason in FAILED_ENDS
        told = failed or check.finish_reason in FILTERED_ENDS
        if check.content is False or failed:
            return Supported(
                f"The gateway says that it served the request, and the answer is {'empty' if check.content is False else 'cut short'}"
                + (f", with the finish reason {check.finish_reason}." if told else "."),
                seen.at(name, "finish_reason" if failed else "content"),
                basis=Observed(),
                explains=False,
            )
    for name, check in answers:
        if check.finish_reason is not None and check.finish_reason not in ORDINARY_ENDS | FILTERED_ENDS:
            return Supported(
                f"The gateway says that it served the request, and the finish reason of the answer, {check.finish_reason}, is none that this probe knows.",
                seen.at(name, "finish_reason"),
                basis=Hinted(),
                explains=False,
                decided_by="what the provider's documentation says of the finish reason",
            )
    return None


@cause(
    "experiment-flips-while-served",
    "Served, but a changed request is refused",
    severity="warning",
    when=served,
    next_steps=[step("Look whether the app sends the variant that is refused (see the experiments).")],
    sources=["cloudflare/ai #548"],
)
def experiment_flips_while_served(seen: Reading) -> Assessment:
    """The baseline is served here; the same request in another form is not, and the app may send that form."""
    controls = {"baseline-repeat", "streaming", "model-control", "model-tier"}
    flips = [
        item
        for item in seen.evidence.experiments
        if item.id not in controls and item.factor != "client" and seen.flip(item.id)
    ]
    if not flips:
        return None
    return Supported(
        f"The baseline is served, and the experiment {flips[0].id} is refused.{tell_repeats(flips[0])}",
        *(seen.at(item.id, "effect") for item in flips),
        basis=Flipped(flips[0].id),
        explains=False,
        decided_by="both requests repeated until each has four answers",
    )
