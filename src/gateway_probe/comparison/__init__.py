"""Documents compared: aligned field by field, differences classified, outcomes explained."""

from gateway_probe.comparison.compare import compare

__all__ = ["compare"]
