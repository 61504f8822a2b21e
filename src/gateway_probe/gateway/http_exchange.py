"""One request and what came of it: phases, bytes up to a limit, or the stage at which it broke."""

import time
from dataclasses import field
from typing import Literal

from gateway_probe.gateway.arrival import Arrival
from gateway_probe.record import record

Stage = Literal["resolve", "connect", "tls", "write", "read", "protocol", "budget"]


@record(frozen=True)
class Failure:
    """Why there is no whole answer: the stage it broke at, what kind of break, and a text without foreign words."""

    stage: Stage
    kind: Literal[
        "timeout",
        "refused",
        "reset",
        "unreachable",
        "certificate",
        "not-found",
        "malformed",
        "undecodable",
        "unsendable",
    ]
    text: str


@record
class Phases:
    """When each phase of one exchange began and ended, in seconds of a monotonic clock."""

    begun: float = field(default_factory=time.perf_counter)
    marks: dict[str, float] = field(default_factory=dict)
    head_bytes: int = 0
    """How much has been read of the answer's head."""
    asked_again: bool = False
    """Whether it was sent on a second connection: the first, which an earlier answer had left open, had ended."""

    @property
    def met_an_ended_connection(self) -> bool:
        """Whether the connection was there before, and not one byte of an answer came."""
        return "resolve.begun" not in self.marks and not self.head_bytes

    def begin_again(self) -> None:
        """Measure anew: what was sent was never read."""
        self.marks.clear()
        self.asked_again = True

    def mark(self, name: str) -> None:
        """Note the first time that a phase boundary is passed."""
        self.marks.setdefault(name, time.perf_counter())

    def between(self, first: str, second: str) -> float | None:
        """Milliseconds between two marks, or None where one was never passed."""
        if first not in self.marks or second not in self.marks:
            return None
        return round((self.marks[second] - self.marks[first]) * 1000, 3)


@record(frozen=True)
class Exchange:
    """What came back from one request. `status` is None where no answer began."""

    begun: float
    total_ms: float
    phases: Phases
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    failure: Failure | None = None
    chunk_times: Arrival | None = None


def stage_of(phases: Phases) -> Stage:
    """The phase that had begun and not ended when it broke."""
    marks = phases.marks
    if "send.ended" in marks:
        return "read"
    if "send.begun" in marks:
        return "write"
    if "tls.begun" in marks:
        return "tls"
    if "resolve.begun" in marks and "resolve.ended" not in marks:
        return "resolve"
    return "connect"


def tell_timeout(phases: Phases, timeout_s: float) -> Failure:
    stage = stage_of(phases)
    what = {
        "resolve": "the name of the host was not resolved",
        "connect": "no connection was made",
        "tls": "the TLS handshake did not end",
        "write": "the request could not be sent",
        "read": "the answer did not arrive" if "headers.ended" not in phases.marks else "the answer did not end",
    }[stage]
    return Failure(stage, "timeout", f"{what} within {timeout_s:.1f} s")
