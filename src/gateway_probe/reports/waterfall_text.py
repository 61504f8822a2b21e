"""The requests of a run in time, as bars of characters."""

from collections.abc import Iterator

from gateway_probe.document import Document
from gateway_probe.document.exchange import Timing

_BAR = 44
_LEGEND = ". connecting   = waiting for the first byte   # reading"


def waterfall(document: Document) -> Iterator[str]:
    """A line for each request, in the order in which they began; nothing where none was sent."""
    sent = [(item.id, item.timing) for item in (*document.gateway.checks, *document.experiments) if item.timing]
    if not sent:
        return
    end = max(timing.started + timing.total for _, timing in sent) or 1.0
    for name, timing in sorted(sent, key=lambda pair: pair[1].started):
        yield f"  {name[:20]:<20} {_bar(timing, end)} {timing.total:8.0f} ms"
    yield f"  {'':<20} {_LEGEND}"


def _bar(timing: Timing, end: float) -> str:
    """The phases to scale; what took any time has one character at least."""
    connecting = sum(phase or 0.0 for phase in (timing.dns, timing.connect, timing.tls))
    waiting = timing.first_byte or 0.0
    if timing.first_byte is None:
        # Nothing came: all that is not connecting was waiting.
        waiting = max(0.0, timing.total - connecting)
    reading = max(0.0, timing.total - connecting - waiting)
    start = min(_BAR - 1, int(timing.started / end * _BAR))
    phases = ((".", connecting), ("=", waiting), ("#", reading))
    drawn = "".join(mark * max(1, round(length / end * _BAR)) for mark, length in phases if length > 0)
    return f"{' ' * start}{drawn}"[:_BAR].ljust(_BAR)
