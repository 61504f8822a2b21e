"""The time that one run may take."""

import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Deadline:
    """A budget in seconds, counted from its making on a monotonic clock."""

    budget_s: float
    begun: float = field(default_factory=time.perf_counter)

    def elapsed_ms(self) -> float:
        """Milliseconds since the run began."""
        return round((time.perf_counter() - self.begun) * 1000, 3)

    def remaining_s(self) -> float:
        """Seconds left; never negative."""
        return max(0.0, self.begun + self.budget_s - time.perf_counter())

    def since_begin_ms(self, moment: float) -> float:
        """Milliseconds from the run's begin to a moment of the same clock."""
        return round((moment - self.begun) * 1000, 3)
