"""What a megabyte of somebody who means harm costs: each reader of answers, and each use of the largest Document."""

import contextlib
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, get_args

from gateway_probe.comparison import compare
from gateway_probe.disclosure import disclose_and_list, ledger
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.probe import conclude
from gateway_probe.reports import Format, render
from tests.causes.documents import document
from tests.safety.inflating import PARTS, largest_read, of_size
from tests.safety.shapes import SHAPES
from tests.safety.test_parsers import READERS
from tools.bench.figures import Part, Sample, single

_SIZES = (10_000, 100_000, 960_000)
_HOW = (
    "One process, CPU seconds. Every reader reads every shape of large answer that `tests/safety/shapes.py` makes, about a "
    "megabyte each. Uploads of each size are read and disclosed, and the largest Documents that are still read are put to "
    "every use, with one part of them inflated at a time (`tests/safety/inflating.py`). A row shows the dearest; middle, least "
    "and most are over the shapes or parts."
)


def measure() -> Part:
    """Each reader, each size of upload, and each use."""
    megabytes = {shape: made(1_000_000) for shape, made in SHAPES.items()}
    rows = {f"a megabyte read, {reader}": _dearest(read, megabytes) for reader, read in READERS.items()}
    for size in _SIZES:
        rows[f"an upload of {size // 1000:,} kB, received"] = _dearest(
            _receive, {part: of_size(part, size) for part in PARTS}
        )
    largest = {part: read_document(largest_read(part, _is_read)) for part in PARTS}
    for name, use in _uses().items():
        rows[f"the largest Document, {name}"] = _dearest(use, largest)
    dearest = max(max(took) for _, took in rows.values())
    return Part(
        "Hostile sizes",
        _HOW,
        [Sample(f"{name}, dearest: {of}", "s", took) for name, (of, took) in rows.items()],
        [single("a hostile megabyte, the dearest reader or use", 0.3, [dearest], "s")],
    )


def _dearest(work: Callable[[Any], object], given: Mapping[str, Any]) -> tuple[str, list[float]]:
    """The name of what costs most, and what each costs."""
    took = {name: _cost(partial(work, item)) for name, item in given.items()}
    return max(took, key=took.__getitem__), list(took.values())


def _uses() -> dict[str, Callable[[Document], object]]:
    here = document("case")
    return {
        "disclosed": lambda found: ledger(disclose_and_list(found, "public")[1]),
        "judged": lambda found: conclude(found, "public"),
        "compared": lambda found: compare([("given", found), ("here", here)]),
        **{f"as {form}": partial(render, form=form) for form in get_args(Format)},
    }


def _receive(content: bytes) -> None:
    """What is done with an uploaded Document before it is compared."""
    with contextlib.suppress(UnreadableDocument):
        found = read_document(content)
        ledger(disclose_and_list(found, "public")[1])


def _is_read(content: bytes) -> bool:
    with contextlib.suppress(UnreadableDocument):
        return bool(read_document(content))
    return False


def _cost(work: Callable[[], object]) -> float:
    """Seconds of CPU, the least of three times."""
    took = []
    for _ in range(3):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)
