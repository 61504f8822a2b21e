"""What a large answer or upload costs: little, and ten times as much for ten times the size, not a hundred times."""

import contextlib
import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

import pytest

from gateway_probe.comparison import compare
from gateway_probe.disclosure import disclose_and_list, ledger
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.probe import conclude
from gateway_probe.reports import Format, render
from tests.causes.documents import document
from tests.cpu_time import once, seconds
from tests.safety.conftest import Figures
from tests.safety.inflating import PARTS, largest_read, of_size
from tests.safety.shapes import JSON_SHAPES, SHAPES
from tests.safety.test_parsers import READERS
from tests.soaking import SOAKING

LARGE = 960_000
"""Ten times the small one, and a little less than the most that is read of an upload."""
SMALL = LARGE // 10
MOST_CPU_S = 0.3
MOST_GROWTH = 12
LEAST_CPU_S = 0.004
"""What takes less when small counts as this: there the processor's caches decide, and json.loads alone grows 30 times
from 0.7 ms. A reader that grows with the square is told from the others if it takes 50 ms for the large one."""
FORMATS: tuple[Format, ...] = ("json", "text", "markdown", "html", "junit")
MOST_RENDERED = 4_000_000


def cost(work: Callable[[], object]) -> float:
    """What is too much is measured again: a busy machine only adds."""
    least = float("inf")
    for _ in range(3):
        least = min(least, seconds(work))
        if least <= MOST_CPU_S:
            break
    return least


def reads(content: bytes) -> bool:
    with contextlib.suppress(UnreadableDocument):
        return bool(read_document(content))
    return False


def receive(content: bytes) -> None:
    """What is done with an uploaded Document before it is compared."""
    with contextlib.suppress(UnreadableDocument):
        found = read_document(content)
        ledger(disclose_and_list(found, "public")[1])


class Grown(NamedTuple):
    """How many times as long the large one takes as the small one, and how long."""

    growth: float
    most_s: float

    @property
    def is_little(self) -> bool:
        return self.growth <= MOST_GROWTH and self.most_s < MOST_CPU_S


def grows(work: Callable[[bytes], object], small: bytes, large: bytes, tries: int = 8) -> Grown:
    """What is too much is measured again: a busy machine only adds."""
    if not SOAKING and (took := once(lambda: work(large))) <= LEAST_CPU_S * MOST_GROWTH:
        return Grown(took / LEAST_CPU_S, took)  # however little the small one takes
    least_small = least_large = float("inf")
    for _ in range(tries):
        least_small = min(least_small, seconds(lambda: work(small)))
        least_large = min(least_large, seconds(lambda: work(large)))
        grown = Grown(least_large / max(least_small, LEAST_CPU_S), least_large)
        if grown.is_little:
            break
    return grown


def reads_each_byte(content: bytes) -> None:
    for _ in range(5):
        bytes(byte for byte in content)


def reads_all_again(content: bytes) -> None:
    """At each five-hundredth byte it goes through all that came before."""
    for end in range(0, len(content), 500):
        content[:end].count(b"x")


def test_work_that_grows_with_the_square_is_told_from_work_that_grows_with_the_size() -> None:
    """Else nothing below could fail."""
    small, large = (SHAPES["members"](size) for size in (SMALL, LARGE))
    assert grows(reads_each_byte, small, large).growth <= MOST_GROWTH
    assert grows(reads_all_again, small, large, tries=2).growth > MOST_GROWTH


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_as_large_as_it_is_asked_to_be_and_stays_what_it_is(shape: str) -> None:
    for size in (SMALL, LARGE):
        content = SHAPES[shape](size)
        assert 0.97 * size < len(content) <= size
        if shape in JSON_SHAPES:
            assert isinstance(json.loads(content), dict)


@lru_cache(maxsize=1)
def small_and_large(shape: str) -> tuple[bytes, bytes]:
    """Made once for all readers, which are tried one after another."""
    return SHAPES[shape](SMALL), SHAPES[shape](LARGE)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_costs_what_its_size_says(reader: str, shape: str, figures: Figures) -> None:
    grown = grows(READERS[reader], *small_and_large(shape))
    figures.note("growth, of a reader from 96 kB to 960 kB, times", round(grown.growth, 1))
    assert grown.is_little, grown


@pytest.mark.parametrize("part", PARTS)
def test_an_upload_costs_what_its_size_says(part: str, figures: Figures) -> None:
    grown = grows(receive, of_size(part, SMALL), of_size(part, LARGE))
    figures.note("growth, of an upload from 96 kB to 960 kB, times", round(grown.growth, 1))
    assert grown.is_little, grown


@pytest.mark.parametrize("part", PARTS)
def test_the_largest_document_that_is_read_costs_little_in_each_use(part: str, figures: Figures) -> None:
    found = read_document(largest_read(part, reads))
    sizes: dict[Format, int] = {}

    def rendered(given: Document, form: Format) -> None:
        sizes[form] = len(render(given, form))

    uses: dict[str, Callable[[Document], object]] = {
        "disclosed": lambda given: ledger(disclose_and_list(given, "public")[1]),
        "judged": lambda given: conclude(given, "public"),
        "compared": lambda given: compare([("given", given), ("here", document("case"))]),
        **{form: partial(rendered, form=form) for form in FORMATS},
    }
    took = {name: cost(partial(use, found)) for name, use in uses.items()}
    figures.note("growth, dearest use of the largest Document, s", round(max(took.values()), 3))
    assert {name: seconds for name, seconds in took.items() if seconds > MOST_CPU_S} == {}
    assert max(sizes.values()) < MOST_RENDERED
