"""Lanes for a terminal: a column a lane, a mark where something happened, the words beside it."""

from collections.abc import Iterator

from gateway_probe.reports.blocks import Lanes
from gateway_probe.reports.lines import wrap
from gateway_probe.reports.terminal import tone_lines

_MARKS = {"good": "o", "bad": "x"}
_LANE = 4


def lane_lines(block: Lanes, indent: str) -> Iterator[str]:
    """The head with the lanes' names, a line for each happening, and what the marks mean."""
    width = max((len(each.at) for each in block.happenings), default=0)
    yield f"{indent}{'':<{width}}  " + " ".join(f"{name[:_LANE]:<{_LANE}}" for name in block.names)
    for each in block.happenings:
        mark = _MARKS.get(each.tone, "*")
        lanes = " ".join(f"{mark if name == each.lane else '.':<{_LANE}}" for name in block.names)
        head = f"{indent}{each.at:<{width}}  {lanes} "
        where = f"{''.join(each.where)}: " if each.where else ""
        yield from tone_lines(wrap(where + "".join(each.what), head, " " * len(head)), each.tone)
    below = f"{indent}{'':<{width}}  "
    yield from wrap("o served   x refused   * anything else", below)
