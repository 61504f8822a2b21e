"""What happened in the order of time, drawn: a row a lane, a mark a happening, and the words in a table below."""

from gateway_probe.reports.blocks import Happening, Lanes, Row, Table, words
from gateway_probe.reports.html.common import table
from gateway_probe.reports.html.element import Child, Html, el, text

_ROW, _LEFT, _WIDTH, _MARK = 26, 90, 720, 10
_COLOURS = ("reading", "tls", "connect", "dns")
_SIGNS = {"good": "✓", "bad": "✕"}
# Sizes are attributes of SVG and not styles, which a strict Content-Security-Policy would drop.


def lanes(block: Lanes) -> Html:
    """The drawing, evenly spaced: what matters is what came before what. Each mark says on hover what it is."""
    gap = (_WIDTH - _LEFT) / (len(block.happenings) + 1)
    rows = {name: at for at, name in enumerate(block.names)}
    marks: list[Child] = [
        _mark(each, _LEFT + gap * (at + 1), rows[each.lane]) for at, each in enumerate(block.happenings)
    ]
    names: list[Child] = [el("text", name, x=0, y=at * _ROW + 17) for name, at in rows.items()]
    rules: list[Child] = [
        el("line", class_="rule", x1=_LEFT, x2=_WIDTH, y1=at * _ROW + 13, y2=at * _ROW + 13) for at in rows.values()
    ]
    height = len(rows) * _ROW + 8
    drawing = el("svg", el("title", block.caption), rules, names, marks, viewBox=f"0 0 {_WIDTH} {height}", role="img")
    scroll = el("div", drawing, class_="scroll", tabindex="0", role="region", aria_label=block.caption)
    return text(scroll, table(_tabulate(block)))


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


def _tabulate(block: Lanes) -> Table:
    return Table(
        block.caption,
        ("when (UTC)", "lane", "place", "what"),
        tuple(
            Row((words(each.at), words(each.lane), each.where or words("-"), (*_sign(each), *each.what)), each.tone)
            for each in block.happenings
        ),
    )


def _sign(each: Happening) -> tuple[str, ...]:
    sign = _SIGNS.get(each.tone)
    return words(f"{sign} ") if sign else ()
