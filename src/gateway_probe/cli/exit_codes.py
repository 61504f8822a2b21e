"""What the exit code of a command means. A public contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gateway_probe.document.judgement import Verdict

HEALTHY = 0
PROBLEM = 1
WRONG_USE = 2
NO_DOCUMENT = 3

TABLE = """exit codes:
  0  healthy, nothing found by free checks, or no relevant difference
  1  a problem was found (failing, degraded or inconclusive)
  2  wrong use: an option, a setting or a file cannot be used
  3  the place could not be reached, or did not answer with a Document"""


class WrongUse(Exception):
    """Ends the command with exit code 2 and this message."""


def of_verdict(verdict: Verdict) -> int:
    """0 for good news alone: a degraded place hides trouble, an inconclusive one is unknown."""
    return HEALTHY if verdict.is_good_news else PROBLEM
