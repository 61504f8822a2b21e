"""The repeats of a flip, as the Document keeps them."""

from gateway_probe.document.effect import chance_of, same_answer
from gateway_probe.document.exchange import Check, Experiment, Repeat


def repeat_of(arm: Check, again: Check, *, baseline: bool) -> Repeat:
    """One more answer of an arm."""
    return Repeat(
        arm="baseline" if baseline else "variant",
        answer=again.answer or "none",
        same=same_answer(arm, again),
        status=again.status,
        error_type=again.error_type,
        generation_id=again.generation_id,
    )


def confirm(experiment: Experiment, repeats: list[Repeat]) -> Experiment:
    """The experiment with its repeats and, for a flip, the bound they give."""
    return experiment.model_copy(
        update={"repeats": repeats, "chance": chance_of(repeats) if experiment.flips else None}
    )
