"""Documents compared: aligned field by field, differences classified, outcomes explained."""

from gateway_probe.comparison.compare import compare
from gateway_probe.comparison.stability import stability_of

__all__ = ["compare", "stability_of"]
