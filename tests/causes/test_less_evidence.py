"""Less evidence is never surer: over Documents of real runs, one thing taken away, silenced or copied at a time."""

from collections.abc import Iterator

from gateway_probe.causes.reading import Reading
from gateway_probe.document import Evidence
from tests.causes.changes import HALF, SILENT, Tree, asked_in, at, copied_beside, taken_away, turned
from tests.causes.fields import fields_taken_away
from tests.causes.judging import judged, surer, whole
from tests.causes.recorded import recorded

ABOUT_SILENCE = {
    "gateway-5xx",
    "gateway-unreachable",
    "proxy-or-egress-filter",
    "stream-broken",
    "unparseable-error-body",
}
"""Causes that account for an answer which says nothing: one more such answer may speak for them."""


def turned_answers() -> Iterator[tuple[str, str, str, str, Tree]]:
    """Every answer of every Document turned into one that says nothing, in two ways out of all by turns."""
    ways = [*SILENT.items(), *HALF.items()]
    for number, (name, tree) in enumerate(recorded().items()):
        for index, (check_id, pointer) in enumerate(asked_in(tree)):
            if at(tree, pointer)["answer"] in {"served", "refused"}:
                for how, into in (ways[(number + index) % len(ways)], ways[(number + index + 6) % len(ways)]):
                    into_it = turned(tree, pointer, into)
                    # A made-up key that is let in has failed already: to say so of it takes nothing away.
                    if into_it != tree:
                        yield name, check_id, how, pointer, into_it


def test_taking_evidence_away_makes_nothing_surer() -> None:
    broken = []
    for number, (name, tree) in enumerate(recorded().items()):
        for index, (what, less) in enumerate(taken_away(tree)):
            # Variables are many, and few of them are read: every ninth in each Document, by turns.
            if what.startswith("a variable") and (number + index) % 9 and "AI_GATEWAY" not in what:
                continue
            fault = surer(whole(name), judged(less))
            if fault and not _is_a_name_that_was_not_looked_at(what, fault):
                broken.append(f"{name} without {what}: {fault}")
    assert not broken, "\n".join(broken)


def test_taking_a_field_away_makes_nothing_surer() -> None:
    """Fields are many: each Document is tried without every third of them, by turns."""
    broken = []
    for number, (name, tree) in enumerate(recorded().items()):
        for index, (what, less) in enumerate(fields_taken_away(tree)):
            if (number + index) % 3 == 0 and (fault := surer(whole(name), judged(less))):
                broken.append(f"{name} without {what}: {fault}")
    assert not broken, "\n".join(broken)


def test_no_finding_becomes_certain_or_loses_a_doubt_that_was_told() -> None:
    """What a finding was contradicted by is told of it; without the rest of the evidence it is no surer."""
    broken = []
    for number, (name, tree) in enumerate(recorded().items()):
        before = {item.code: item for item in whole(name).findings}
        for index, (what, less) in enumerate(taken_away(tree)):
            if what.startswith("a variable") or (number + index) % 2:
                continue
            for item in judged(less).findings:
                surer_now = (
                    item.confidence == "certain" and item.code in before and before[item.code].confidence != "certain"
                )
                if surer_now or (item.contradictions and item.confidence != "possible"):
                    broken.append(f"{name} without {what}: {item.code} {item.confidence}")
    assert not broken, "\n".join(broken)


def _is_a_name_that_was_not_looked_at(what: str, fault: str) -> bool:
    """A key under another name: a Document that does not list that name cannot tell that anything lies there."""
    return what.startswith("a variable") and "key-absent" in fault


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
    for name, check_id, how, _, tree in turned_answers():
        before, after = whole(name), judged(tree)
        fault = surer(before, after)
        if fault and after.verdict.code not in ABOUT_SILENCE:
            broken.append(f"{name}, {check_id} turned into {how}: {fault}")
    assert not broken, "\n".join(broken)


def test_nothing_certain_rests_on_an_answer_that_says_nothing() -> None:
    broken = []
    for name, check_id, how, pointer, tree in turned_answers():
        broken += [
            f"{name}, {check_id} turned into {how}: certain of {found.code}"
            for found in judged(tree).findings
            if found.confidence == "certain" and any(item.startswith(pointer + "/") for item in found.evidence)
        ]
    assert not broken, "\n".join(broken)
