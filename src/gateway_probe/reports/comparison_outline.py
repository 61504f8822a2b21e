"""What is told of a Comparison, in the same order as of one place."""

from collections.abc import Iterator

from gateway_probe.document.comparison import ComparedField, ComparedPlace, Comparison, Explanation
from gateway_probe.document.judgement import Status
from gateway_probe.reports.blocks import (
    STATUS_TONES,
    AsIs,
    Block,
    Headline,
    Outline,
    Paragraph,
    Row,
    Section,
    Steps,
    Table,
    Words,
    bullets,
    drop_empty,
    drop_silent,
    list_items,
    words,
)
from gateway_probe.reports.wording import place_of

_KEY_FIELD = "key"
_ERROR_FIELD = "baseline"
"""The compared field that holds what each place's own request was answered."""


def comparison_outline(comparison: Comparison) -> Outline:
    """The whole report of two or more places."""
    first = next(iter(comparison.explanations), None)
    headline = words(f"{len(comparison.places)} places, {comparison.outcome} outcome")
    answer = drop_silent(
        *_errors(comparison),
        Paragraph(_cause(comparison, first), "Cause"),
        Paragraph(key_of(comparison), "Key"),
        Paragraph(words(AsIs(comparison.odd_one_out or "")), "The odd one out"),
        Steps(tuple(first.next_steps[:1]), "Do this now") if first and first.next_steps else None,
        Paragraph(_how_sure(first, comparison.explanations[1:]), "How sure") if first else None,
        *_tell_asked(comparison),
    )
    return Outline(Headline(_status(comparison), headline), answer, drop_empty(*_details(comparison, first)))


def _status(comparison: Comparison) -> Status:
    if all(place.status == "healthy" for place in comparison.places) and not comparison.relevant_differences:
        return "healthy"
    return "failing" if any(place.status == "failing" for place in comparison.places) else "degraded"


def _errors(comparison: Comparison) -> Iterator[Paragraph]:
    """The answer of each place that was not served, told once where it is the same."""
    fields = (*comparison.relevant_differences, *comparison.expected_differences, *comparison.same)
    answers: list[str | None] = next((item.values for item in fields if item.field == _ERROR_FIELD), [])
    by_answer: dict[str, list[str]] = {}
    for place, answer in zip(comparison.places, _for_each(answers, comparison), strict=True):
        if not place.served:
            by_answer.setdefault(answer or place.code, []).append(place.name)
    if not by_answer:
        yield Paragraph(words("none: every place is served"), "Your error", "title")
    for answer, names in by_answer.items():
        yield Paragraph(words(*list_items(names), ": ", AsIs(answer)), "Your error", "title")


def _for_each(values: list[str | None], comparison: Comparison) -> list[str | None]:
    """A field that is the same everywhere may hold its value once."""
    return values if len(values) == len(comparison.places) else [values[0] if values else None] * len(comparison.places)


def key_of(comparison: Comparison) -> Words:
    """Whether the places hold one key, empty where none has any: presence and length are alike for any two keys."""
    for item in comparison.same:
        if item.field == _KEY_FIELD and item.values and item.values[0] is not None:
            return words("the same key in every place, by fingerprint: ", AsIs(item.values[0]))
    for item in (*comparison.relevant_differences, *comparison.expected_differences):
        if item.field == _KEY_FIELD:
            held = [
                part
                for place, value in zip(comparison.places, item.values, strict=True)
                for part in (f"{place.name} ", AsIs(value) if value else "none", ", ")
            ]
            return words("not the same key, by fingerprint: ", *held[:-1])
    left_out = next((item for item in comparison.not_compared if item.field == _KEY_FIELD), None)
    return words(f"not compared: {left_out.because}") if left_out is not None else ()


def _cause(comparison: Comparison, first: Explanation | None) -> Words:
    if first is None:
        first_sentence, stop, others = comparison.summary.partition(". ")
        return words(first_sentence + stop.rstrip(), f" {others}" if others else None)
    served = [place.name for place in comparison.places if place.served]
    failing = [place.name for place in comparison.places if not place.served]
    where = f" Served in {', '.join(served)}, not in {', '.join(failing)}." if served and failing else ""
    return words(f"{first.title.rstrip('.')}.", where, f" {first.explanation}")


def _how_sure(first: Explanation, others: list[Explanation]) -> Words:
    parts: list[str] = [f"{first.confidence.capitalize()} (", AsIs(first.code), ")."]
    if first.next_test:
        parts.append(f" What would decide: {first.next_test.rstrip('.')}.")
    for other in others[:2]:
        parts += [" Also: ", AsIs(other.code), f" ({other.confidence})."]
    return words(*parts)


def _tell_asked(comparison: Comparison) -> Iterator[Block]:
    days = {f"{place.started_at:%Y-%m-%d}" for place in comparison.places}
    at = "%H:%M:%S" if len(days) == 1 else "%Y-%m-%d %H:%M:%S"
    yield Table(
        "Places",
        ("place", "verdict", "sure", "where", "at (UTC)"),
        tuple(_place(place, at) for place in comparison.places),
    )
    if len(days) == 1:
        yield Paragraph(words(*days), "Asked on")
    yield Paragraph(words(f"{comparison.disclosure} level"), "Compared at")


def _place(place: ComparedPlace, at: str) -> Row:
    cells = (
        words(place.name),
        words(f"{place.status.upper()} ", AsIs(place.code)),
        words(place.confidence),
        words(place_of(place)),
        words(f"{place.started_at:{at}}"),
    )
    return Row(cells, STATUS_TONES[place.status], decides=not place.served)


def _details(comparison: Comparison, first: Explanation | None) -> Iterator[Section]:
    names = tuple(place.name for place in comparison.places)
    rest = tuple(first.next_steps[1:]) if first else ()
    yield Section("next", "What else to do", (Steps(rest),) if rest else ())
    yield Section(
        "explanations",
        "What else explains it" if first else "What explains it",
        tuple(_explanation(item) for item in comparison.explanations[1:]),
    )
    relevant = _fields("Differences", comparison.relevant_differences, names, decides=True)
    yield Section("relevant", "Differs, and matters", relevant)
    expected = _fields("Differences", comparison.expected_differences, names)
    yield Section("expected", "Differs, as expected", expected, folded=True)
    once = [item.model_copy(update={"values": [next(iter(item.values), None)]}) for item in comparison.same]
    yield Section("same", "The same", _fields("The same", once, ("value",)), folded=True)
    left_out = (words(f"{item.title}: {item.because}") for item in comparison.not_compared)
    yield Section("not-compared", "Not compared", bullets(left_out), folded=True)


def _explanation(item: Explanation) -> Section:
    blocks: list[Block] = [Paragraph(words(AsIs(item.code), f" ({item.confidence}). {item.explanation}"))]
    if item.next_steps:
        blocks.append(Steps(tuple(item.next_steps)))
    if item.next_test:
        blocks.append(Paragraph(words(item.next_test), "What would decide"))
    return Section("", item.title, tuple(blocks))


def _fields(
    caption: str, fields: list[ComparedField], columns: tuple[str, ...], *, decides: bool = False
) -> tuple[Block, ...]:
    if not fields:
        return ()
    rows = tuple(
        Row(
            (words(item.title), *(words(AsIs(value) if value else "-") for value in item.values)),
            "doubtful" if decides else "plain",
            decides=decides,
            note=item.note or "",
        )
        for item in fields
    )
    return (Table(caption, ("field", *columns), rows, of_one_kind=True),)
