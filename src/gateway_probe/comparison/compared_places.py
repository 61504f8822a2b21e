"""Documents of two or more places, compared."""

from collections import Counter
from typing import NamedTuple

from gateway_probe.causes import judge, leave_unjudged
from gateway_probe.comparison.align import Aligned, align
from gateway_probe.comparison.explain import explain
from gateway_probe.comparison.pairs import pairs_of
from gateway_probe.comparison.witnesses import hold_against_each_other
from gateway_probe.disclosure import ReadTexts, admit, disclose
from gateway_probe.document import Document, Level
from gateway_probe.document.comparison import ComparedPlace, Comparison, Explanation

_UNJUDGED = {"run", "disclosure"}
"""Where one of these parts of the probe failed, nothing may be concluded of what is left."""


def compare(places: list[tuple[str, Document]]) -> Comparison:
    """Compare named Documents. Raises ValueError where there are fewer than two, or two have one name.

    A Document may be anybody's, and of an older build: what no run would have written is hidden, and its verdict is not
    believed but made anew. Documents of different disclosure levels are all read at the public one, where ids are
    fingerprints on every side.
    """
    names = [name for name, _ in places]
    if len(places) < 2 or len(set(names)) != len(names):
        raise ValueError("a comparison needs two or more places with different names")
    read: ReadTexts = {}
    admitted = [admit(document, read) for _, document in places]
    documents = [_judge(document) for document in _of_one_level(admitted)]
    aligned = align(documents)
    outcomes = [_Outcome(document.served, _is_unasked(document)) for document in documents]
    held = hold_against_each_other(list(zip(names, documents, strict=True)))
    named = [(name, place.document) for name, place in held.items()]
    explanations = explain(pairs_of(held))
    return Comparison(
        disclosure=documents[0].probe.disclosure,
        places=[_compared_place(name, document) for name, document in named],
        outcome="same" if len(set(outcomes)) == 1 else "different",
        summary=_summary(named, aligned, explanations),
        explanations=explanations,
        odd_one_out=_odd_one_out(names, outcomes),
        same=aligned.same,
        expected_differences=aligned.expected,
        relevant_differences=aligned.relevant,
        not_compared=aligned.not_compared,
    )


def _of_one_level(documents: list[Document]) -> list[Document]:
    level: Level = "private" if all(document.probe.disclosure == "private" for document in documents) else "public"
    return [disclose(document, level) for document in documents]


def _judge(document: Document) -> Document:
    """The Document with what this build concludes from what it shows."""
    if _UNJUDGED & set(document.probe.faults):
        findings, verdict = leave_unjudged("The probe itself failed in this run, and nothing is judged.")
    else:
        findings, verdict = judge(document)
    return document.model_copy(update={"findings": findings, "verdict": verdict})


def _compared_place(name: str, document: Document) -> ComparedPlace:
    verdict, runtime = document.verdict, document.runtime
    return ComparedPlace(
        name=name,
        started_at=document.probe.started_at,
        platform=runtime.platform,
        environment=runtime.environment,
        region=runtime.region,
        status=verdict.status,
        code=verdict.code,
        confidence=verdict.confidence,
        served=document.served,
    )


class _Outcome(NamedTuple):
    """Whether the app's request was served, and whether it was left out because no generation was wanted: that is no
    refusal."""

    served: bool
    unasked: bool


def _is_unasked(document: Document) -> bool:
    return document.baseline is not None and document.baseline.left_out_by_choice


def _odd_one_out(names: list[str], outcomes: list[_Outcome]) -> str | None:
    """The one place whose outcome no other shares, among three or more."""
    counts = Counter(outcomes)
    lonely = [name for name, outcome in zip(names, outcomes, strict=True) if counts[outcome] == 1]
    return lonely[0] if len(names) > 2 and len(lonely) == 1 else None


def _summary(named: list[tuple[str, Document]], aligned: Aligned, explanations: list[Explanation]) -> str:
    good = sorted(name for name, document in named if document.served)
    bad = sorted(name for name, document in named if not document.served)
    unasked = sorted(name for name, document in named if _is_unasked(document))
    if good and bad:
        first = explanations[0]
        of = "" if set(bad) <= set(first.places) else f"{', '.join(first.places[1:])}: "
        why = f"{of}{first.title} ({first.confidence})."
        if unasked == bad:
            return f"Served in {', '.join(good)}; not asked in {', '.join(bad)}, where no generation was wanted."
        return f"Served in {', '.join(good)}, not in {', '.join(bad)}. {why}"
    if unasked:
        refused = [name for name in bad if name not in unasked]
        where = f"Not served in {', '.join(refused)}; not" if refused else "Not"
        return f"{where} asked in {', '.join(unasked)}, where no generation was wanted: {_verdicts(named)}."
    alike = f"All places are served: {_verdicts(named)}." if good else f"No place is served: {_verdicts(named)}."
    if not aligned.relevant:
        return f"{alike} No relevant difference."
    return f"{alike} Different all the same: {', '.join(item.title for item in aligned.relevant)}."


def _verdicts(named: list[tuple[str, Document]]) -> str:
    """Each verdict with the places that it is of, so that no place goes unmentioned."""
    places: dict[str, list[str]] = {}
    for name, document in sorted(named, key=lambda item: item[0]):
        places.setdefault(document.verdict.code, []).append(name)
    return "; ".join(f"{code} in {', '.join(names)}" for code, names in sorted(places.items()))
