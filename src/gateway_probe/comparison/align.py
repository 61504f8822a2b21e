"""Documents side by side: each field the same, different as expected, different and relevant, or not comparable."""

from dataclasses import dataclass, field

from gateway_probe.comparison.fields import FIELDS, Field
from gateway_probe.disclosure import HIDDEN, comparable
from gateway_probe.document import Document
from gateway_probe.document.comparison import ComparedField, NotCompared


@dataclass
class Aligned:
    """Every field in one of four lists."""

    same: list[ComparedField] = field(default_factory=list)
    expected: list[ComparedField] = field(default_factory=list)
    relevant: list[ComparedField] = field(default_factory=list)
    not_compared: list[NotCompared] = field(default_factory=list)


def align(documents: list[Document]) -> Aligned:
    """Compare every field of Documents of one disclosure level: the caller sees to that."""
    aligned = Aligned()
    for item in FIELDS:
        _align(aligned, item, documents)
    return aligned


def minutes_apart(documents: list[Document]) -> float:
    """Minutes between the first and the last run, whatever the places' own clocks say."""
    times = [document.began for document in documents]
    return (max(times) - min(times)).total_seconds() / 60


def unlike(values: list[str | None], item: Field) -> bool | None:
    """Whether the values of a field differ; None where that cannot be told.

    A value that the level hides is not known, and two hidden ones are not alike. Fingerprints of different schemes, or
    of one scheme with different salts, are not compared.
    """
    if any(value is not None and HIDDEN in value for value in values):
        return None
    if item.fingerprint and not _made_alike(values):
        return None
    if None in values and item.stability in {"outcome", "identity"} and item.difference == "relevant":
        return None
    return len(set(values)) > 1


def _made_alike(values: list[str | None]) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == len(values) and all(comparable(known[0], value) for value in known[1:])


def _align(aligned: Aligned, item: Field, documents: list[Document]) -> None:
    values = [item.read(document) for document in documents]
    compared = ComparedField(field=item.id, title=item.title, stability=item.stability, values=values)
    if all(value is None for value in values):
        return
    if item.minutes is not None and minutes_apart(documents) > item.minutes:
        because = f"the runs are {minutes_apart(documents):.0f} minutes apart, and this moves with time"
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=because))
        return
    differs = unlike(values, item)
    if differs is None:
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=_why_not(values, item)))
    elif not differs:
        aligned.same.append(compared.model_copy(update={"note": item.same_note}))
    elif item.difference == "expected":
        aligned.expected.append(compared)
    else:
        aligned.relevant.append(compared)


def _why_not(values: list[str | None], item: Field) -> str:
    if any(value is not None and HIDDEN in value for value in values):
        return "it is hidden: the private level shows it, unless a place watches it as a secret"
    if item.fingerprint and None not in values:
        return "the fingerprints were made with different salts, or with and without one"
    return "it is not known in every place"
