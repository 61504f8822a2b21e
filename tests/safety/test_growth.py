"""What a large answer or upload costs: little, and ten times as much for ten times the size, not a hundred times."""

import contextlib
import time
from collections.abc import Callable
from functools import partial

import pytest

from gateway_probe.comparison import compare
from gateway_probe.disclosure import disclose, ledger
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.probe import conclude
from gateway_probe.reports import Format, render
from tests.causes.documents import document
from tests.safety.conftest import Figures
from tests.safety.inflating import PARTS, largest_read, of_size
from tests.safety.test_parsers import LARGE, READERS, SIZE

MOST_CPU_S = 0.3
MOST_GROWTH = 12
_TOO_SHORT_TO_COMPARE_S = 0.1
"""Below it the processor's caches decide more than the work does: json.loads alone grows 16 times from 10,000 members
to 85,000."""
FORMATS: tuple[Format, ...] = ("json", "text", "markdown", "html", "junit")
MOST_RENDERED = 4_000_000


def cost(work: Callable[[], object]) -> float:
    """Seconds of CPU, the least of three times."""
    took = []
    for _ in range(3):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return min(took)


def reads(content: bytes) -> bool:
    with contextlib.suppress(UnreadableDocument):
        return bool(read_document(content))
    return False


def receive(content: bytes) -> None:
    """What is done with an uploaded Document before it is compared."""
    with contextlib.suppress(UnreadableDocument):
        found = read_document(content)
        ledger(found, disclose(found, "public"))


def grows(work: Callable[[bytes], object], small: bytes, large: bytes) -> float:
    """How many times as long the large one takes; 0 where that is too short to be measured."""
    most = cost(lambda: work(large))
    assert most < MOST_CPU_S
    return 0 if most < _TOO_SHORT_TO_COMPARE_S else most / max(cost(lambda: work(small)), 0.001)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shape", LARGE)
def test_an_answer_costs_what_its_size_says(reader: str, shape: str, figures: Figures) -> None:
    growth = grows(READERS[reader], LARGE[shape][: SIZE // 10], LARGE[shape][: SIZE * 96 // 100])
    figures.note("growth, of a reader from 100 kB to 1 MB, times", round(growth, 1))
    assert growth <= MOST_GROWTH


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shape", LARGE)
def test_a_whole_megabyte_costs_little(reader: str, shape: str) -> None:
    """Cut anywhere, as above, it is not JSON any more and is not read through."""
    assert cost(lambda: READERS[reader](LARGE[shape])) < MOST_CPU_S


@pytest.mark.parametrize("part", PARTS)
def test_an_upload_costs_what_its_size_says(part: str, figures: Figures) -> None:
    growth = grows(receive, of_size(part, SIZE // 10), of_size(part, SIZE * 96 // 100))
    figures.note("growth, of an upload from 100 kB to 1 MB, times", round(growth, 1))
    assert growth <= MOST_GROWTH


@pytest.mark.parametrize("part", PARTS)
def test_the_largest_document_that_is_read_costs_little_in_each_use(part: str, figures: Figures) -> None:
    found = read_document(largest_read(part, reads))
    uses: dict[str, Callable[[Document], object]] = {
        "disclosed": lambda given: ledger(given, disclose(given, "public")),
        "judged": lambda given: conclude(given, "public"),
        "compared": lambda given: compare([("given", given), ("here", document("case"))]),
        **{form: partial(render, form=form) for form in FORMATS},
    }
    took = {name: cost(partial(use, found)) for name, use in uses.items()}
    figures.note("growth, dearest use of the largest Document, s", round(max(took.values()), 3))
    assert {name: seconds for name, seconds in took.items() if seconds > MOST_CPU_S} == {}
    assert max(len(render(found, form)) for form in FORMATS) < MOST_RENDERED
