"""Less evidence is never surer: over Documents of real runs, one thing taken away, silenced or copied at a time."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from gateway_probe.causes.reading import Reading
from gateway_probe.document import Evidence
from tests.causes.changes import HALF, SILENT, Tree, asked_in, at, copied_beside, taken_away, turned
from tests.causes.judging import Judged, judged, judged_of, surer, whole
from tests.causes.recorded import HARD, HARD_ONE_OF, drawn, recorded
from tests.causes.removals import removals
from tests.drawing import is_drawn, number_of, seed_of

pytestmark = pytest.mark.long

ABOUT_SILENCE = {
    "gateway-5xx",
    "gateway-unreachable",
    "proxy-or-egress-filter",
    "stream-broken",
    "unparseable-error-body",
}
"""Causes that account for an answer which says nothing: one more such answer may speak for them."""


@cache
def turned_answers() -> list[tuple[str, str, str, str, Judged]]:
    """What is said of every Document with each answer turned into one that says nothing."""
    return [(name, check_id, how, pointer, judged(tree)) for name, check_id, how, pointer, tree in _turned()]


def _turned() -> Iterator[tuple[str, str, str, str, Tree]]:
    """In two ways out of all by turns."""
    ways = [*SILENT.items(), *HALF.items()]
    for name, tree in recorded().items():
        for index, (check_id, pointer) in enumerate(asked_in(tree)):
            if at(tree, pointer)["answer"] in {"served", "refused"}:
                for how, into in (
                    ways[(number_of(name) + index) % len(ways)],
                    ways[(number_of(name) + index + 6) % len(ways)],
                ):
                    into_it = turned(tree, pointer, into)
                    # A made-up key that is let in has failed already: to say so of it takes nothing away.
                    if into_it != tree:
                        yield name, check_id, how, pointer, into_it


@pytest.mark.parametrize(("documents", "one_of"), [(recorded, 12), (drawn, 12)])
def test_taking_anything_away_makes_nothing_surer(documents: Callable[[], dict[str, Tree]], one_of: int) -> None:
    """Of the many things that can be missing a part is tried here, another one with each change of a cause;
    `python -m tests.causes` tries all, in every world."""
    broken, tried, seed = [], 0, seed_of("causes")
    for name, tree in documents().items():
        evidence = Evidence.model_validate(tree)
        before = judged_of(evidence)
        for what, less in removals(evidence):
            if is_drawn(f"{name} without {what}{seed}", HARD_ONE_OF if name in HARD else one_of):
                tried += 1
                if fault := surer(before, judged_of(less)):
                    broken.append(f"{name} without {what}: {fault}")
    assert not broken, "\n".join(broken)
    assert tried > 1000


def test_no_finding_becomes_certain_or_loses_a_doubt_that_was_told() -> None:
    """What a finding was contradicted by is told of it; without the rest of the evidence it is no surer."""
    broken = []
    for name, tree in recorded().items():
        before = {item.code: item for item in whole(name).findings}
        for index, (what, less) in enumerate(taken_away(tree)):
            if what.startswith("a variable") or (number_of(name) + index) % 2:
                continue
            for item in judged(less).findings:
                surer_now = (
                    item.confidence == "certain" and item.code in before and before[item.code].confidence != "certain"
                )
                if surer_now or (item.contradictions and item.confidence != "possible"):
                    broken.append(f"{name} without {what}: {item.code} {item.confidence}")
    assert not broken, "\n".join(broken)


def test_an_answer_that_stands_twice_makes_nothing_surer() -> None:
    """Each thing that can be left out, with a copy of what stands beside it in its place, and each with a copy more."""
    broken = []
    for name, tree in recorded().items():
        for what, copied in copied_beside(tree):
            fault = surer(whole(name), judged(copied))
            if fault:
                broken.append(f"{name} with {what}: {fault}")
    assert not broken, "\n".join(broken)


def test_the_copy_of_a_repeat_is_no_repeat() -> None:
    confirmed = [
        (tree, number)
        for tree in recorded().values()
        for number, item in enumerate(tree["experiments"])
        if item["chance"] is not None and item["chance"] < 0.01 and item["generation_id"]
    ]
    assert confirmed
    for tree, number in confirmed:
        flip = tree["experiments"][number]
        of_arm = [item for item in flip["repeats"] if item["arm"] == "variant"]
        others = [item for item in flip["repeats"] if item["arm"] == "baseline"]
        flip = {**flip, "repeats": [*others, *of_arm[:1] * 4]}
        experiments = [*tree["experiments"][:number], flip, *tree["experiments"][number + 1 :]]
        seen = Reading(Evidence.model_validate({**tree, "experiments": experiments}))
        assert seen.evidence.experiments[number].chance == 1 / 4


def test_an_answer_that_says_nothing_makes_nothing_surer() -> None:
    broken = []
    for name, check_id, how, _, after in turned_answers():
        fault = surer(whole(name), after)
        if fault and after.verdict.code not in ABOUT_SILENCE:
            broken.append(f"{name}, {check_id} turned into {how}: {fault}")
    assert not broken, "\n".join(broken)


def test_nothing_certain_rests_on_an_answer_that_says_nothing() -> None:
    broken = []
    for name, check_id, how, pointer, after in turned_answers():
        broken += [
            f"{name}, {check_id} turned into {how}: certain of {found.code}"
            for found in after.findings
            if found.confidence == "certain" and any(item.startswith(pointer + "/") for item in found.evidence)
        ]
    assert not broken, "\n".join(broken)
