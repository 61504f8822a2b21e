"""The repeats of a flip, as the Document keeps them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from gateway_probe.document.effect import chance_of, same_answer

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check, Experiment, Repeat

_DRAWN = 13
"""With it any two of up to four arms that are asked three times or more share a place in each period of two to five."""

T = TypeVar("T")


def order_in_turns(often: Sequence[tuple[T, int]]) -> list[T]:
    """Each as often as is said, one of each in a turn, and within a turn as drawn: the same in every run.

    One after another in a fixed order, a gateway that refuses every second request, or one bad server of a few that
    answer in turn, would refuse one arm alone and look like the arm's factor.
    """
    draw = random.Random(_DRAWN)  # noqa: S311 - an order, no secret
    ordered: list[T] = []
    for turn in range(max(times for _, times in often)):
        of_turn = [item for item, times in often if turn < times]
        ordered += draw.sample(of_turn, len(of_turn))
    return ordered


def repeat_of(arm: Check, again: Check, *, baseline: bool) -> Repeat:
    """One more answer of an arm."""
    from gateway_probe.document.exchange import Repeat

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
