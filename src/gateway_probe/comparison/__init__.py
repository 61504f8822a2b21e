"""Documents compared: aligned field by field, differences classified, outcomes explained."""

from gateway_probe.comparison.compared_places import compare

__all__ = ["compare"]
