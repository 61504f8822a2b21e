"""What an experiment did to the answer, and how likely chance alone would have done it: computed from the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gateway_probe.document.vocabulary import Effect

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check, Repeat

WANTED_REPEATS = 4
"""Answers of each arm that were not used to find a flip. If refusals came at random with any probability p, both arms
would fall out this way with probability at most (p(1-p))^4, that is 1 in 256."""

COMPARABLE = frozenset({"served", "refused"})
"""Only these can be compared: a throttled, failed or foreign answer says nothing, in either direction."""

BROKEN = frozenset({"failed", "foreign", "none"})
"""No answer to the request at all, and none that asks to wait either."""


def effect_of(variant: Check, baseline: Check) -> Effect:
    """The effect of the changed request."""
    pair = (baseline.answer, variant.answer)
    if not set(pair) <= COMPARABLE:
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
    return _name(one) == _name(other)


def _name(check: Check) -> tuple[int | None, str | None, str | None]:
    error = check.error
    return (check.status, error.type if error else None, error.param_name if error else None)


def chance_of(repeats: Iterable[Repeat]) -> float | None:
    """The bound on chance, 4^-k for k agreeing answers of each arm; None where an arm disagrees with itself."""
    repeats = list(repeats)
    decided = [item for item in repeats if item.answer in COMPARABLE]
    if any(not item.same and _is_of_the_other_class(item, repeats) for item in decided):
        return None
    agreeing = [sum(item.same for item in decided if item.arm == arm) for arm in ("baseline", "variant")]
    return float(4.0 ** -min(agreeing))


def tell_chance(chance: float) -> str:
    """The bound in the words of every report."""
    return f"by chance at most 1 in {round(1 / chance)}" if 0 < chance < 1 else "chance is not excluded"


def _is_of_the_other_class(item: Repeat, repeats: Sequence[Repeat]) -> bool:
    """Whether the class is the other one, and not merely another reason for the same refusal."""
    classes = {other.answer for other in repeats if other.arm == item.arm and other.same}
    return not classes or item.answer not in classes
