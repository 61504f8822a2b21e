"""What an experiment did to the answer, and how likely chance alone would have done it."""

from collections.abc import Iterable

from gateway_probe.document.exchange import Check, Experiment, Repeat
from gateway_probe.document.vocabulary import Effect

WANTED_REPEATS = 4
"""Answers of each arm that were not used to find a flip. If refusals came at random with any probability p, both arms
would fall out this way with probability at most (p(1-p))^4, that is 1 in 256."""


def effect_of(variant: Check, baseline: Check) -> Effect:
    """The effect of the changed request. Only served and refused can be compared: a throttled, failed or foreign answer
    says nothing, in either direction."""
    pair = (baseline.answer, variant.answer)
    if not set(pair) <= {"served", "refused"}:
        return "undecided"
    if pair[0] != pair[1]:
        return "flips"
    return "same" if same_answer(variant, baseline) else "changes"


def same_answer(one: Check, other: Check) -> bool:
    """The same class and, for a refusal, the same words: type and the gateway's internal name."""
    if one.answer != other.answer:
        return False
    if one.answer != "refused":
        return True
    return _named(one) == _named(other)


def _named(check: Check) -> tuple[int | None, str | None, str | None]:
    error = check.error
    return (check.status, error.type if error else None, error.param_name if error else None)


def repeat_of(arm: Check, again: Check, *, baseline: bool) -> Repeat:
    """One more answer of an arm, as the Document keeps it."""
    return Repeat(
        arm="baseline" if baseline else "variant",
        answer=again.answer or "none",
        same=same_answer(arm, again),
        status=again.status,
        error_type=again.error.type if again.error else None,
        generation_id=again.generation_id,
    )


def chance_of(repeats: Iterable[Repeat]) -> float | None:
    """The bound on chance, 4^-k for k agreeing answers of each arm; None where an arm disagrees with itself."""
    repeats = list(repeats)
    decided = [item for item in repeats if item.answer in {"served", "refused"}]
    if any(not item.same and _flipped(item, repeats) for item in decided):
        return None
    agreeing = [sum(item.same for item in decided if item.arm == arm) for arm in ("baseline", "variant")]
    return float(4.0 ** -min(agreeing))


def _flipped(item: Repeat, repeats: list[Repeat]) -> bool:
    """Whether the class is the other one, and not merely another reason for the same refusal."""
    classes = {other.answer for other in repeats if other.arm == item.arm and other.same}
    return not classes or item.answer not in classes


def confirmed(experiment: Experiment, repeats: list[Repeat]) -> Experiment:
    """The experiment with its repeats and the bound they give."""
    return experiment.model_copy(update={"repeats": repeats, "chance": chance_of(repeats)})
