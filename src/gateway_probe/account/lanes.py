"""What happened in the order of time, each in the lane of its kind: drawn in text and in HTML, and a table besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from gateway_probe.reports.blocks import Drawing, Row, Table, Tone, Words, words
from gateway_probe.reports.html.common import table
from gateway_probe.reports.html.element import Child, Html, el, text
from gateway_probe.reports.lines import wrap
from gateway_probe.reports.terminal import tone_lines

_ROW, _LEFT, _WIDTH, _MARK = 26, 90, 720, 10
_COLOURS = ("reading", "tls", "connect", "dns")
_SIGNS = {"good": "✓", "bad": "✕"}
# Sizes are attributes of SVG and not styles, which a strict Content-Security-Policy would drop.
_MARKS = {"good": "o", "bad": "x"}
_LANE = 4


@dataclass(frozen=True)
class Happening:
    """One thing that happened: when, in which lane, where, and what. The tone says whether it went well."""

    at: str
    lane: str
    where: Words
    what: Words
    tone: Tone = "plain"


@dataclass(frozen=True)
class Lanes(Drawing):
    """The lanes by their names, and what happened in the order of time."""

    caption: str
    names: tuple[str, ...]
    happenings: tuple[Happening, ...]

    def as_table(self) -> Table:
        """A row a happening."""
        rows = tuple(
            Row((words(each.at), words(each.lane), each.where or words("-"), (*_sign(each), *each.what)), each.tone)
            for each in self.happenings
        )
        return Table(self.caption, ("when (UTC)", "lane", "place", "what"), rows)

    def as_lines(self, indent: str) -> Iterator[str]:
        """A column a lane, a mark where something happened, the words beside it, and what the marks mean."""
        width = max((len(each.at) for each in self.happenings), default=0)
        yield f"{indent}{'':<{width}}  " + " ".join(f"{name[:_LANE]:<{_LANE}}" for name in self.names)
        for each in self.happenings:
            mark = _MARKS.get(each.tone, "*")
            lanes = " ".join(f"{mark if name == each.lane else '.':<{_LANE}}" for name in self.names)
            head = f"{indent}{each.at:<{width}}  {lanes} "
            where = f"{''.join(each.where)}: " if each.where else ""
            yield from tone_lines(wrap(where + "".join(each.what), head, " " * len(head)), each.tone)
        below = f"{indent}{'':<{width}}  "
        yield from wrap("o served   x refused   * anything else", below)

    def as_html(self) -> Html:
        """A row a lane, a mark a happening, evenly spaced: what matters is what came before what. The words follow."""
        gap = (_WIDTH - _LEFT) / (len(self.happenings) + 1)
        rows = {name: at for at, name in enumerate(self.names)}
        marks: list[Child] = [
            _mark(each, _LEFT + gap * (at + 1), rows[each.lane]) for at, each in enumerate(self.happenings)
        ]
        names: list[Child] = [el("text", name, x=0, y=at * _ROW + 17) for name, at in rows.items()]
        rules: list[Child] = [
            el("line", class_="rule", x1=_LEFT, x2=_WIDTH, y1=at * _ROW + 13, y2=at * _ROW + 13) for at in rows.values()
        ]
        height = len(rows) * _ROW + 8
        drawn = el("svg", el("title", self.caption), rules, names, marks, viewBox=f"0 0 {_WIDTH} {height}", role="img")
        scroll = el("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=self.caption)
        return text(scroll, table(self.as_table()))


def _mark(each: Happening, middle: float, row: int) -> Html:
    """A circle; what was refused is a square, so that colour is never all there is."""
    return el(
        "rect",
        el("title", f"{each.at} {''.join(each.where)} {''.join(each.what)}"),
        class_=_COLOURS[row % len(_COLOURS)],
        x=f"{middle - _MARK / 2:.1f}",
        y=row * _ROW + 8,
        width=_MARK,
        height=_MARK,
        rx=1 if each.tone == "bad" else _MARK // 2,
    )


def _sign(each: Happening) -> tuple[str, ...]:
    sign = _SIGNS.get(each.tone)
    return words(f"{sign} ") if sign else ()
