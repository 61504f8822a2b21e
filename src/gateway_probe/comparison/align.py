"""Documents side by side: each field the same, different as expected, different and relevant, or not comparable."""

from dataclasses import dataclass, field

from gateway_probe.comparison.fields import FIELDS, Field
from gateway_probe.disclosure import HIDDEN, comparable, is_fingerprint
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
    of one scheme with different salts, are not compared. Words beside such a value are.
    """
    known = [value for value in values if value is not None]
    if _may_lag(known, item):
        return None
    words = {_words(value) for value in known}
    if len(words) > 1 and all(words):
        return True
    if any(HIDDEN in value for value in known) or not _made_alike(known) or set(known) == {item.vague}:
        return None
    if len(set(known)) > 1:
        return True
    if len(known) == len(values):
        return False
    # What one place lacks was not read there, or not asked for: that is no difference that could account for anything.
    return None if item.difference == "relevant" else True


def _may_lag(known: list[str], item: Field) -> bool:
    """Whether the numbers in front differ by no more than readings of one team do."""
    if item.lag is None or len(set(known)) < 2:
        return False
    numbers = [float(value.partition(" ")[0]) for value in known]
    return max(numbers) - min(numbers) < item.lag


def _words(value: str) -> frozenset[str]:
    """What of a value is neither hidden nor a fingerprint."""
    parts = (part.strip(",") for part in value.split(" "))
    return frozenset(part for part in parts if HIDDEN not in part and not is_fingerprint(part))


def _made_alike(values: list[str]) -> bool:
    """Whether the fingerprints in the values can be held against each other; true where there are none."""
    fingerprints = [[part for part in value.split(" ") if is_fingerprint(part)] for value in values]
    told = [made[0] for made in fingerprints if made]
    return not told or (len(told) == len(values) and all(comparable(told[0], one) for one in told))


def _align(aligned: Aligned, item: Field, documents: list[Document]) -> None:
    values = [item.read(document) for document in documents]
    compared = ComparedField(field=item.id, title=item.title, stability=item.stability, values=values)
    untold = next(filter(None, map(item.untold, documents)), None)
    if untold is None and all(value is None for value in values):
        return
    if item.minutes is not None and minutes_apart(documents) > item.minutes:
        because = f"the runs are {minutes_apart(documents):.0f} minutes apart, and this moves with time"
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=because))
        return
    differs = unlike(values, item)
    if differs is None or (untold is not None and not differs):
        because = untold or _why_not(values, item)
        aligned.not_compared.append(NotCompared(field=item.id, title=item.title, because=because))
    elif not differs:
        aligned.same.append(compared.model_copy(update={"note": item.same_note}))
    elif item.difference == "expected":
        aligned.expected.append(compared)
    else:
        aligned.relevant.append(compared)


def _why_not(values: list[str | None], item: Field) -> str:
    if any(value is not None and HIDDEN in value for value in values):
        return "it is hidden: the private level shows it, unless a place watches it as a secret"
    known = [value for value in values if value is not None]
    if not _made_alike(known):
        return "the fingerprints were made with different salts, or with and without one"
    if _may_lag(known, item):
        return "it differs by less than readings of one team that spends"
    if known == [item.vague] * len(values):
        return "each place asks a port of its own machine, which may be one gateway or two"
    return "it is not known in every place"
