"""A table in the columns of a terminal: as wide as its words need, or stacked where that is too wide."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from gateway_probe.reports.blocks import Row, Table
from gateway_probe.reports.lines import WIDTH, inert, wrapped
from gateway_probe.reports.terminal import toned

_GAP = 2
_MAX_CELL = 1_000
_MAX_CELL_LINES = 4
_NAME = 18


def table_lines(table: Table, indent: str) -> Iterator[str]:
    """The head and every row; the row that decides is marked with `>`."""
    texts = [[_text(cell) for cell in row.cells] for row in table.rows]
    widths = _widths([list(table.head), *texts], WIDTH - len(indent) - 2)
    if widths is None:
        for row, cells in zip(table.rows, texts, strict=True):
            yield from toned(_stacked(table, row, cells, indent), row.tone)
        return
    yield from toned(_columns(list(table.head), widths, f"{indent}  "), "faint")
    for row, cells in zip(table.rows, texts, strict=True):
        yield from toned(_columns(cells, widths, f"{indent}{_mark(row)}"), row.tone)
        if row.note:
            yield from toned(wrapped(row.note, f"{indent}      "), "faint")


def _mark(row: Row) -> str:
    return "> " if row.decides else "  "


def _text(cell: tuple[str, ...]) -> str:
    return inert("".join(cell)[:_MAX_CELL])


def _widths(rows: list[list[str]], room: int) -> list[int] | None:
    """The width of each column; None where the longest words leave no room for them side by side."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(text) for text in column) for column in columns]
    least = [max((len(word) for text in column for word in text.split()), default=1) for column in columns]
    room -= _GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((at for at in range(len(widths)) if widths[at] > least[at]), key=lambda at: widths[at])
        widths[widest] -= 1
    if any(len(_wrap(text, width)) > _MAX_CELL_LINES for row in rows for text, width in zip(row, widths, strict=True)):
        return None
    return widths


def _columns(cells: list[str], widths: list[int], first: str) -> Iterator[str]:
    wrapped_cells = [_wrap(text, width) for text, width in zip(cells, widths, strict=True)]
    for at, parts in enumerate(zip_longest(*wrapped_cells, fillvalue="")):
        line = (" " * _GAP).join(f"{part:<{width}}" for part, width in zip(parts, widths, strict=True))
        yield f"{first if at == 0 else ' ' * len(first)}{line}"


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


def _stacked(table: Table, row: Row, cells: list[str], indent: str) -> Iterator[str]:
    values = "; ".join(f"{name}: {text or '-'}" for name, text in zip(table.head[1:], cells[1:], strict=True))
    note = f" ({row.note})" if row.note else ""
    yield from wrapped(f"{cells[0]:<{_NAME}} {values}{note}", f"{indent}{_mark(row)}", f"{indent}      ")
