"""The requests of a run in time, drawn: one bar a request, one colour a phase."""

from gateway_probe.document import Document
from gateway_probe.document.exchange import Timing
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


def waterfall(document: Document) -> Html | None:
    """A drawing to scale with a legend; nothing where no request was sent."""
    sent = [(item.id, item.timing) for item in (*document.gateway.checks, *document.experiments) if item.timing]
    if not sent:
        return None
    end = max(timing.started + timing.total for _, timing in sent) or 1.0
    ordered = sorted(sent, key=lambda pair: pair[1].started)
    rows: list[Child] = [_row(at, name, timing, end) for at, (name, timing) in enumerate(ordered)]
    height = _ROW * len(ordered) + 4
    width = _LABEL + _BARS + _TIME
    drawing = el(
        "svg",
        el("title", f"{len(ordered)} requests in {end:,.0f} ms"),
        rows,
        viewBox=f"0 0 {width} {height}",
        role="img",
    )
    legend: list[Child] = [
        el("li", el("span", class_=f"swatch {phase}", aria_hidden="true"), f" {words}") for phase, words in _PHASES
    ]
    return text(
        el("div", drawing, class_="scroll", tabindex="0", role="region", aria_label="Requests in time"),
        el("ul", legend, class_="legend"),
    )


def _row(at: int, name: str, timing: Timing, end: float) -> Html:
    top = at * _ROW + 4
    scale = _BARS / end
    left = _LABEL + timing.started * scale
    bars: list[Child] = []
    for (phase, _), length in zip(_PHASES, _lengths(timing), strict=True):
        if length > 0:
            # What took any time can be seen.
            width = max(1.0, length * scale)
            bars.append(el("rect", x=f"{left:.1f}", y=top, width=f"{width:.1f}", height=_ROW - 8, class_=phase))
            left += width
    took = f"{timing.total:,.0f} ms"
    return el(
        "g",
        el("title", f"{name}: {took}, begun after {timing.started:,.0f} ms"),
        el("text", name[:22], x=0, y=top + 11),
        bars,
        el("text", took, x=_LABEL + _BARS + _TIME, y=top + 11, class_="time"),
    )


def _lengths(timing: Timing) -> tuple[float, ...]:
    """Milliseconds of each phase; what is left of the total was reading, or waiting where nothing came."""
    connecting = (timing.dns or 0.0, timing.connect or 0.0, timing.tls or 0.0)
    rest = max(0.0, timing.total - sum(connecting))
    waiting = rest if timing.first_byte is None else min(rest, timing.first_byte)
    return (*connecting, waiting, rest - waiting)
