"""Documents side by side: each field the same, different as expected, different and relevant, or not comparable."""

from dataclasses import dataclass, field

from gateway_probe.comparison.fields import FIELDS, Field
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
    """Compare every field. Documents of one disclosure level and one salt: the caller sees to that."""
    aligned = Aligned()
    for item in FIELDS:
        _place(aligned, item, documents)
    return aligned


def minutes_apart(documents: list[Document]) -> float:
    """Minutes between the first and the last run."""
    times = [document.probe.started_at for document in documents]
    return (max(times) - min(times)).total_seconds() / 60


def _place(aligned: Aligned, item: Field, documents: list[Document]) -> None:
    values = [item.read(document) for document in documents]
    compared = ComparedField(field=item.id, title=item.title, stability=item.stability, values=values)
    if all(value is None for value in values):
        return
    if item.minutes is not None and minutes_apart(documents) > item.minutes:
        because = f"the runs are {minutes_apart(documents):.0f} minutes apart, and this moves with time"
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=because))
    elif len(set(values)) == 1:
        aligned.same.append(compared.model_copy(update={"note": item.same_note}))
    elif None in values and item.stability in {"outcome", "identity"} and item.difference == "relevant":
        because = "it is not known in every place"
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=because))
    elif item.difference == "expected":
        aligned.expected.append(compared)
    else:
        aligned.relevant.append(compared)
