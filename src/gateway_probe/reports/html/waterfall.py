"""The requests of a run in time, drawn: one bar a request, one colour a phase."""

from gateway_probe.reports.blocks import Bar, Timeline
from gateway_probe.reports.html.element import Child, Html, el, text

_LABEL, _BARS, _TIME, _ROW = 150, 480, 70, 22
_PHASES = (
    ("dns", "name"),
    ("connect", "connection"),
    ("tls", "TLS"),
    ("waiting", "waiting for the first byte"),
    ("reading", "reading"),
)
# Widths are attributes of SVG and not styles, which a strict Content-Security-Policy would drop.


def waterfall(timeline: Timeline) -> Html:
    """A drawing to scale with a legend."""
    end = max(bar.started + bar.total for bar in timeline.bars) or 1.0
    rows: list[Child] = [_row(at, bar, end) for at, bar in enumerate(timeline.bars)]
    height = _ROW * len(rows) + 4
    drawing = el(
        "svg",
        el("title", f"{len(rows)} requests in {end:,.0f} ms"),
        rows,
        viewBox=f"0 0 {_LABEL + _BARS + _TIME} {height}",
        role="img",
    )
    legend: list[Child] = [
        el("li", el("span", class_=f"swatch {phase}", aria_hidden="true"), f" {words}") for phase, words in _PHASES
    ]
    return text(
        el("div", drawing, class_="scroll", tabindex="0", role="region", aria_label="Requests in time"),
        el("ul", legend, class_="legend"),
    )


def _row(at: int, bar: Bar, end: float) -> Html:
    top = at * _ROW + 4
    scale = _BARS / end
    left = _LABEL + bar.started * scale
    bars: list[Child] = []
    for (phase, _), length in zip(_PHASES, (*bar.connecting, bar.waiting, bar.reading), strict=True):
        if length > 0:
            # What took any time can be seen.
            width = max(1.0, length * scale)
            bars.append(el("rect", x=f"{left:.1f}", y=top, width=f"{width:.1f}", height=_ROW - 8, class_=phase))
            left += width
    took = f"{bar.total:,.0f} ms"
    return el(
        "g",
        el("title", f"{bar.name}: {took}, begun after {bar.started:,.0f} ms"),
        el("text", bar.name[:22], x=0, y=top + 11),
        bars,
        el("text", took, x=_LABEL + _BARS + _TIME, y=top + 11, class_="time"),
    )
