"""What a report consists of. Blocks say what is told and in which order; a writer only decides how it looks.

Every text in a block is plain: each writer makes it inert and escapes it in its own way.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gateway_probe.document.judgement import NextStep, Status

if TYPE_CHECKING:
    from gateway_probe.reports.html.element import Html

Tone = Literal["plain", "title", "good", "bad", "doubtful", "faint"]
STATUS_TONES: dict[Status, Tone] = {
    "healthy": "good",
    "degraded": "doubtful",
    "failing": "bad",
    "inconclusive": "doubtful",
}


class AsIs(str):
    """An id, a name or a value inside running text: shown as it is, where a format can in a fixed width."""

    __slots__ = ()


Words = tuple[str, ...]
"""Running text, in parts: plain ones and `AsIs`."""


@dataclass(frozen=True)
class Headline:
    """What the report is about, in one line, and what colours it."""

    status: Status
    words: Words


@dataclass(frozen=True)
class Paragraph:
    """Running text, with the word that stands before it."""

    words: Words
    label: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Bullets:
    """Things beside each other, in no order that matters."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Steps:
    """What to do, in this order; each command stays whole, to be copied."""

    items: tuple[NextStep, ...]
    label: str = ""


@dataclass(frozen=True)
class Facts:
    """Names with their values."""

    items: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True)
class Row:
    """A line of a table. `decides` marks the one that the verdict rests on."""

    cells: tuple[Words, ...]
    tone: Tone = "plain"
    decides: bool = False
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of as many cells as the head has; the first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    of_one_kind: bool = False
    """Each row holds one and the same field of what the columns stand for."""


GateState = Literal["passed", "stopped", "not-reached", "unknown"]


@dataclass(frozen=True)
class Gate:
    """One gate on the request's path. `decides` where the factor that decides the outcome belongs to it."""

    name: str
    state: GateState
    decides: bool = False


@dataclass(frozen=True)
class Path:
    """The gates that a request passes, in their order, up to where it stopped."""

    gates: tuple[Gate, ...]
    factor: str = ""
    label: str = "Path"


@dataclass(frozen=True)
class Bar:
    """One request in time; all in milliseconds, `started` since the run began."""

    name: str
    started: float
    connecting: tuple[float, float, float]
    """Name, connection, TLS."""
    waiting: float
    reading: float
    total: float


@dataclass(frozen=True)
class Timeline:
    """Requests in the order in which they began."""

    bars: tuple[Bar, ...]


class Drawing(ABC):
    """A table that whoever makes the report draws too, in its own way."""

    @abstractmethod
    def as_table(self) -> Table: ...

    @abstractmethod
    def as_lines(self, indent: str) -> Iterable[str]:
        """For a terminal."""

    @abstractmethod
    def as_html(self) -> "Html": ...


@dataclass(frozen=True)
class Verbatim:
    """Text of several lines, to be copied as it is."""

    text: str
    copy: str
    """The label of a button that copies it."""


@dataclass(frozen=True)
class Section:
    """A titled part. A folded one opens on request where a format can fold."""

    id: str
    title: str
    blocks: tuple["Block", ...]
    folded: bool = False


Block = Paragraph | Bullets | Steps | Facts | Table | Path | Timeline | Drawing | Verbatim | Section


@dataclass(frozen=True)
class Outline:
    """A whole report: the headline, the answer, and what the answer rests on."""

    headline: Headline
    answer: tuple[Block, ...]
    details: tuple[Section, ...]


def words(*parts: str | None) -> Words:
    """Running text of these parts, without those that are empty."""
    return tuple(part for part in parts if part)


def list_items(items: Iterable[str]) -> Words:
    """Items with commas between them."""
    return tuple(part for at, item in enumerate(items) for part in ((", ", item) if at else (item,)))


def bullets(items: Iterable[Words]) -> tuple[Block, ...]:
    """The items as a block; none where there are none."""
    held = tuple(items)
    return (Bullets(held),) if held else ()


def drop_silent(*blocks: Block | None) -> tuple[Block, ...]:
    """The blocks but for paragraphs without a word."""
    return tuple(block for block in blocks if block is not None and (not isinstance(block, Paragraph) or block.words))


def drop_empty(*sections: Section) -> tuple[Section, ...]:
    """The sections that hold anything."""
    return tuple(section for section in sections if section.blocks)
