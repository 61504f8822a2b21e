"""The time that one run may take."""

import asyncio
import time
from dataclasses import field

from gateway_probe.record import record


def _read_clock() -> float:
    return asyncio.get_running_loop().time()


@record(frozen=True)
class Deadline:
    """A budget in seconds, counted from its making on the clock that the loop waits by, as its time-outs are.

    What is measured has a finer clock: some loops count whole milliseconds.
    """

    budget_s: float
    begun: float = field(default_factory=time.perf_counter)
    _counted_from: float = field(default_factory=_read_clock)

    def elapsed_ms(self) -> float:
        """Milliseconds since the run began."""
        return round((time.perf_counter() - self.begun) * 1000, 3)

    def remaining_s(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self._counted_from + self.budget_s - _read_clock())

    def since_begin_ms(self, moment: float) -> float:
        """Milliseconds from the run's begin to a measured moment."""
        return round((moment - self.begun) * 1000, 3)
