"""A table in the columns of a terminal: as wide as its words need, or stacked where that is too wide."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from gateway_probe.reports.blocks import Row, Table
from gateway_probe.reports.lines import inert, line_width, wrap
from gateway_probe.reports.terminal import tone_lines

_GAP = 2
_MAX_CELL = 1_000
_MAX_CELL_LINES = 4
_NAME = 18

_Cells = tuple[Row, list[str]]


def table_lines(table: Table, indent: str) -> Iterator[str]:
    """The head and every row; the row that decides is marked with `>`."""
    rows = [(row, [_text(cell) for cell in row.cells]) for row in table.rows]
    in_columns, widths = _that_fit(table, rows, line_width() - len(indent) - 2)
    if widths is not None:
        yield from tone_lines(_columns(list(table.head), widths, f"{indent}  "), "faint")
        for row, cells in in_columns:
            yield from tone_lines(_columns(cells, widths, f"{indent}{_mark(row)}"), row.tone)
            if row.note:
                yield from tone_lines(wrap(row.note, f"{indent}      "), "faint")
    for row, cells in rows:
        if not any(row is other for other, _ in in_columns):
            yield from tone_lines(_stack(table, row, cells, indent), row.tone)


def _that_fit(table: Table, rows: list[_Cells], room: int) -> tuple[list[_Cells], list[int] | None]:
    """The rows that fit side by side, and their widths. Where values are of one kind, the few long ones stand apart."""
    in_columns = rows
    while in_columns:
        widths = _widths([list(table.head), *(cells for _, cells in in_columns)], room)
        if widths is not None:
            return in_columns, widths
        if not table.of_one_kind:
            break
        longest_row = max(in_columns, key=lambda item: max(map(len, item[1])))
        in_columns = [row for row in in_columns if row is not longest_row]
    return [], None


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


def _stack(table: Table, row: Row, cells: list[str], indent: str) -> Iterator[str]:
    """One below the other; what several columns of one kind share is told once."""
    told: list[tuple[list[str], str]] = []
    for name, text in zip(table.head[1:], cells[1:], strict=True):
        shared = next((names for names, other in told if table.of_one_kind and other == text), None)
        if shared is None:
            told.append(([name], text))
        else:
            shared.append(name)
    values = "; ".join(f"{', '.join(names)}: {text or '-'}" for names, text in told)
    note = f" ({row.note})" if row.note else ""
    label = f"{cells[0]:<{_NAME}}" if len(cells[0]) <= _NAME else f"{cells[0]}:"
    yield from wrap(f"{label} {values}{note}", f"{indent}{_mark(row)}", f"{indent}      ")
