"""What the probe is told where `gateway-probe serve` serves it on a laptop."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from gateway_probe.record import record


@record(frozen=True)
class Laptop:
    """How its page sees another place, and where the variables of this one came from."""

    answer_beside: Callable[[Request], Awaitable[Response]]
    """The Document of the place that the body names. Raises `Problem`."""
    from_file: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()
